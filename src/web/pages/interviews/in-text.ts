import type { Asked } from "./perform.ts";

/** How the codebook and the notes beside the text ask something of the text; null while none is open. */
export const inText: { current: ((asked: Asked) => void) | null } = { current: null };
