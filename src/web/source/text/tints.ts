import { depths, type Piece } from "../../state/painting.ts";

const svg = "http://www.w3.org/2000/svg";
/** How far below the baseline the underlines of codings run that lie over one another, in pixels. */
const offsets = [5, 8, 2] as const;
/** How much of the height of a line of letters lies below the baseline, in the reading font. */
const descent = 0.245;

/** A piece of a coding and where its words stand, line by line, in pixels from the upper left of the block's words. */
export interface Drawn {
  readonly piece: Piece;
  readonly lines: readonly { readonly left: number; readonly top: number; readonly width: number; readonly height: number }[];
}

const round = (n: number): number => Math.round(n * 2) / 2;

/** The tints and underlines of a block as the contents of its drawing, which lies behind the words. */
export function tints(drawn: readonly Drawn[]): DocumentFragment {
  const all = document.createDocumentFragment();
  for (const { piece, lines } of drawn) {
    if (piece.depth >= depths || lines.length === 0) continue;
    const area = document.createElementNS(svg, "path");
    const under = document.createElementNS(svg, "path");
    area.setAttribute("d", lines.map((l) => `M${round(l.left)} ${round(l.top)}h${round(l.width)}v${round(l.height)}h${-round(l.width)}z`).join(""));
    under.setAttribute("d", lines.map((l) => `M${round(l.left)} ${Math.round(l.top + l.height * (1 - descent)) + offsets[piece.depth]!}h${round(l.width)}`).join(""));
    area.setAttribute("class", piece.coding.colour);
    under.setAttribute("class", piece.coding.colour);
    if (piece.depth > 0) area.dataset["over"] = "";
    area.dataset["tint"] = piece.coding.id;
    under.dataset["under"] = "";
    all.append(area, under);
  }
  return all;
}
