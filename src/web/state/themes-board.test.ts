import { describe, expect, it } from "vitest";
import { planted } from "../../../test/planted.ts";
import type { StudyAnswer, ThemeAnswer } from "../../server/answers.ts";
import type { VoicesAnswer } from "../../server/themes.ts";
import type { Attribute, Participant } from "../../study/participant.ts";
import { foreseen } from "./foresee.ts";
import { boardOf, setApart, voicesOf, warningsOf } from "./themes-board.ts";
import { frameOf, layout, mapOf, wrapped } from "./themes-map.ts";

const theme = (id: string, parent: string | null, codes: string[], more: Partial<ThemeAnswer> = {}): ThemeAnswer => ({ id, name: id, parent, order: 1, centralIdea: "", scope: "", state: "candidate", codes, excluded: [], deviant: [], quotations: [], ...more });
const codes = planted("Support", "  visits", "  calls", "Family", "  partner", "  -letters");
const study = { codes, themes: [theme("Near", null, ["visits"]), theme("Steady", "Near", ["calls"]), theme("Old", null, [], { state: "discarded" })], participants: [] as Participant[], attributes: [] as Attribute[] } as unknown as StudyAnswer;
const people = ["Mother 1", "Mother 2", "Mother 4", "Mother 9"].map((label) => ({ id: label, label }));
const voices: VoicesAnswer = { people, codes: { visits: [[0, 3], [1, 1]], calls: [[0, 5], [-1, 1]], partner: [[2, 2]] }, excluded: [{ theme: "Near", code: "visits", person: 1 }], quoted: [] };

describe("the board", () => {
  const board = boardOf(study, voices);
  it("has a column for every theme that is not discarded, with its subthemes in it", () => {
    expect(board.columns.map((c) => c.groups.map((g) => [g.theme.name, g.cards.map((card) => card.code.name)]))).toEqual([[["Near", ["visits"]], ["Steady", ["calls"]]]]);
  });
  it("keeps codes that no theme has taken in in the tray, without retired ones and without those whose parent is placed", () => {
    expect(board.tray.map((c) => c.code.name)).toEqual(["Support", "Family", "partner"]);
    expect(boardOf(foreseen(study, [{ type: "theme.placeCode", theme: "Near", code: "Support" }]), voices).tray.map((c) => c.code.name)).toEqual(["Family", "partner"]);
  });
  it("has one dot per participant on every card, and counts what lies below a code", () => {
    expect(board.columns[0]!.groups[0]!.cards[0]).toMatchObject({ passages: 4, dots: [true, true, false, false] });
    expect(board.tray[0]).toMatchObject({ passages: 10, dots: [true, true, false, false] });
  });
  it("shows a card in its new theme before the server has answered, and out of the old one", () => {
    const next = boardOf(foreseen(study, [{ type: "theme.placeCode", theme: "Steady", code: "calls", placed: false }, { type: "theme.placeCode", theme: "Near", code: "calls" }]), voices);
    expect(next.columns[0]!.groups.map((g) => g.cards.map((c) => c.code.name))).toEqual([["visits", "calls"], []]);
  });
});

describe("the balance of voices of a theme", () => {
  it("counts its codes and its subthemes' codes, without what was excluded from it", () => {
    const found = voicesOf(study, voices, "Near");
    expect(found.voices.map((v) => [v.label, v.passages])).toEqual([["Mother 1", 8], ["Mother 2", 0], ["Mother 4", 0], ["Mother 9", 0]]);
    expect(found.passages).toBe(9);
  });
  it("says who says nothing and who holds too much", () => {
    expect(warningsOf(voicesOf(study, voices, "Near"), study, people)).toEqual(["Three of four participants say nothing under this theme: Mother 2, Mother 4 and Mother 9.", "Mother 1 holds three quarters of its passages."]);
  });
  it("says nothing of a theme that has no passages yet", () => expect(warningsOf(voicesOf(study, { ...voices, codes: {} }, "Steady"), study, people)).toEqual([]));
  it("hints at what the silent share and the others do not", () => {
    const attributes: Attribute[] = [{ id: "p", name: "lives with partner", kind: "yes/no", levels: [], bands: "" }];
    const participants = [["a", false], ["b", false], ["c", true], ["d", true]].map(([id, value]) => ({ id: id as string, label: id as string, values: { p: value as boolean }, withdrawn: null }));
    expect(setApart(["a", "b"], ["c", "d"], { attributes, participants })).toBe("All two have “lives with partner: no”; of those who speak, nobody does.");
    expect(setApart(["a", "c"], ["b", "d"], { attributes, participants })).toBeNull();
  });
});

describe("the thematic map", () => {
  const shared = foreseen(study, [{ type: "theme.placeCode", theme: "Steady", code: "visits" }]);
  const map = mapOf(boardOf(shared, voices), () => ({ passages: 9, people: 2 }));
  it("has one node for a code in two themes, and two lines to it that say so", () => {
    expect(map.nodes.map((n) => n.id)).toEqual(["theme:Near", "code:visits", "theme:Steady", "code:calls"]);
    expect(map.edges.filter((e) => e.to === "code:visits").map((e) => [e.from, e.shared])).toEqual([["theme:Near", true], ["theme:Steady", true]]);
  });
  it("lays out without overlaps, the same way every time", () => {
    const many = { nodes: Array.from({ length: 60 }, (_, i) => ({ ...map.nodes[i % 4]!, id: `n${i}`, kind: i < 5 ? ("theme" as const) : ("code" as const) })), edges: Array.from({ length: 55 }, (_, i) => ({ from: `n${i % 5}`, to: `n${i + 5}`, hue: 0, shared: false })) };
    const at = layout(many);
    const over = many.nodes.flatMap((a, i) => many.nodes.slice(i + 1).filter((b) => Math.abs(at.get(a.id)!.x - at.get(b.id)!.x) < (a.width + b.width) / 2 && Math.abs(at.get(a.id)!.y - at.get(b.id)!.y) < (a.height + b.height) / 2).map((b) => `${a.id} ${b.id}`));
    expect(over).toEqual([]);
    expect(layout(many)).toEqual(at);
  });
  it("leaves what was put somewhere by hand where it is", () => expect(layout(map, new Map([["code:calls", { x: -400, y: 77 }]])).get("code:calls")).toEqual({ x: -400, y: 77 }));
  it("has a frame that holds everything", () => {
    const at = layout(map);
    const { x, y, width, height } = frameOf(map.nodes, at);
    for (const n of map.nodes) {
      const p = at.get(n.id)!;
      expect(p.x - n.width / 2 > x && p.x + n.width / 2 < x + width && p.y - n.height / 2 > y && p.y + n.height / 2 < y + height).toBe(true);
    }
  });
  it("breaks long names into lines", () => expect(wrapped("Everyone else on the stairs", 14)).toEqual(["Everyone else", "on the stairs"]));
});
