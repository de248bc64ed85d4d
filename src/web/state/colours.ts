/** The built-in hues, `.k-0` to `.k-11` of tokens.css. */
export const hues = 12;

/** The name of a code's colour, which is also its class: `k-3` for a built-in hue, `k-xc0504d` for one that was chosen. */
export const colourName = (code: { readonly colour: string | null; readonly hue: number }): string => (code.colour ? `k-x${code.colour.slice(1).toLowerCase()}` : `k-${code.hue % hues}`);

/** The colour behind a name that was chosen, "#c0504d"; null for a built-in hue. */
export const chosenColour = (name: string): string | null => /^k-x([0-9a-f]{6})$/.exec(name)?.[1]?.replace(/^/, "#") ?? null;
