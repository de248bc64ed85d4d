import { placeLabels } from "../../state/lanes.ts";
import type { Piece } from "../../state/painting.ts";

/** A stripe in the margin of a block, in pixels from its top. */
export interface Stripe {
  readonly piece: Piece;
  readonly top: number;
  readonly height: number;
}

/** What stands in the margin of a block. */
export interface Margin {
  readonly lanes: number;
  readonly stripes: readonly Stripe[];
  readonly labels: readonly { readonly piece: Piece; readonly top: number }[];
  /** Codings whose name found no room. */
  readonly more: readonly Piece[];
  readonly moreTop: number;
  readonly height: number;
  /** All that the block is coded with. */
  readonly pieces: readonly Piece[];
}

export const emptyMargin: Margin = { lanes: 0, stripes: [], labels: [], more: [], moreTop: 0, height: 0, pieces: [] };
/** The line of a name in the margin, in pixels: 1.0625rem, as the style sheet has it. */
export const lineOfLabels = (): number => 1.0625 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Puts the names of stripes beside them as far as there is room; `height` is that of the block, `labelLine` that of a name, in pixels. */
export function marginOf(pieces: readonly Piece[], stripes: readonly Stripe[], height: number, labelLine: number): Margin {
  const named = stripes.filter((s) => s.piece.first);
  const byId = new Map(named.map((s) => [s.piece.coding.id, s.piece]));
  const { placed, left } = placeLabels(named.map((s) => ({ id: s.piece.coding.id, top: s.top })), height, labelLine);
  const hidden = pieces.filter((p) => p.lane < 0 && p.first);
  const crowded = left.length + hidden.length > 0 && placed.length > 1 && placed.at(-1)!.top + 2 * labelLine > height + 6;
  const labels = crowded ? placed.slice(0, -1) : placed;
  return {
    lanes: stripes.reduce((most, s) => Math.max(most, s.piece.lane + 1), 0),
    stripes,
    labels: labels.map(({ id, top }) => ({ piece: byId.get(id)!, top })),
    more: [...(crowded ? [byId.get(placed.at(-1)!.id)!] : []), ...left.map((id) => byId.get(id)!), ...hidden],
    moreTop: labels.length > 0 ? labels.at(-1)!.top + labelLine : 0,
    height,
    pieces,
  };
}
