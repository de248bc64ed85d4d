/** How the codebook beside the text applies a code to what is selected there; null while no text is open. */
export const applyFromPanel: { current: ((code: string) => void) | null } = { current: null };
