import { keyHelp } from "./keys.ts";

export interface KeySection {
  readonly title: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

/** The keys of the pages that have some of their own, under the first part of their address. */
const onPages: Readonly<Record<string, readonly KeySection[]>> = {
  interviews: keyHelp.filter(({ title }) => title !== "History" && title !== "Everywhere"),
  codes: [
    {
      title: "Codebook",
      keys: [
        ["↓ ↑", "next, previous code; → ← open and close what lies under one"],
        ["Alt ↑ ↓ → ←", "move it up, down, under the code before it, or out again"],
        ["N", "a new code beside it; Shift N under it; H a heading"],
        ["F2", "rename"],
        ["M", "merge into another, with a reason"],
        ["S", "split in two or more, with a reason"],
        ["P", "move under another"],
        ["C", "put another code beside it"],
        ["Delete", "retire it, or take it back into use"],
        ["/", "look for a code"],
        ["Enter", "go to its passages"],
      ],
    },
    {
      title: "Passages of a code",
      keys: [
        ["↓ ↑ or J K", "next, previous passage"],
        ["R", "recode; X to the code that stands beside"],
        ["Space", "mark, to recode or remove several at once"],
        ["O or Enter", "open it in its interview"],
        ["Delete", "remove the coding"],
        ["→ ←", "over to the code that stands beside"],
      ],
    },
  ],
  themes: [
    {
      title: "Board of themes",
      keys: [
        ["↓ ↑ → ←", "go from card to card"],
        ["Alt and an arrow", "move a card to the next place or theme; move a theme"],
        ["M", "move a card to a theme by its name, or make one; Shift M place it there too; a theme into another"],
        ["T", "a new theme; S under the theme in hand"],
        ["N", "a note on the theme"],
        ["F2", "rename the theme"],
        ["Delete", "take a card out; give a theme up, with a reason"],
        ["Enter", "open the code or the theme"],
      ],
    },
    {
      title: "Passages of a theme",
      keys: [
        ["Q", "choose as a quotation"],
        ["C", "cut words out of a quotation"],
        ["Alt ↓ ↑", "put quotations in order"],
        ["X", "leave a passage out, with a reason"],
        ["O or Enter", "open it in its interview"],
      ],
    },
    { title: "Map", keys: [["↓ ↑ → ←", "go from one to the next"], ["Alt and an arrow", "move it; with Shift farther"], ["Enter", "open it"]] },
  ],
  people: [
    {
      title: "Register",
      keys: [
        ["↓ ↑ → ←", "go from cell to cell; Home, End, Ctrl Home, Ctrl End"],
        ["Enter or typing", "edit; Enter takes it and goes down, Tab to the right"],
        ["Esc", "put back what was there"],
        ["Delete", "empty the cell"],
        ["Ctrl C, Ctrl V", "copy a cell; paste cells from a spreadsheet"],
        ["Ctrl Enter", "open the person"],
      ],
    },
  ],
  compare: [
    {
      title: "Settling differences",
      keys: [
        ["1, 2, 3", "keep the one, the other, or both"],
        ["4, 5, 6", "another range or code; nothing; leave it open"],
        ["R", "write the reason"],
        ["Enter", "settle it and go on"],
        ["J K", "next, previous that is open"],
      ],
    },
  ],
  explore: [
    { title: "Tables", keys: [["↓ ↑ → ←", "go from cell to cell"], ["Enter", "the passages that were counted"], ["Esc", "close them"]] },
    { title: "Suggestions", keys: [["Enter or A", "code the passage"], ["S", "leave it"], ["U", "take that back"], ["↓ ↑ or J K", "next, previous"], ["O", "open it in its interview"]] },
  ],
  report: [{ title: "Write-up", keys: [["Ctrl Enter", "save what is written; leaving it saves too"], ["Esc", "put back what was there"], ["Alt ↓ ↑", "move a quotation"]] }],
  history: keyHelp.filter(({ title }) => title === "History"),
};

/** All keys: those of the page that is open first, then those that work everywhere, then those of the other pages. */
export function keysFor(page: string): { readonly here: readonly KeySection[]; readonly elsewhere: readonly KeySection[] } {
  const everywhere = keyHelp.filter(({ title }) => title === "Everywhere");
  return { here: [...(onPages[page] ?? []), ...everywhere], elsewhere: Object.entries(onPages).flatMap(([other, sections]) => (other === page ? [] : sections)) };
}
