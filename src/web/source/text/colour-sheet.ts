import { chosenColour } from "../../state/colours.ts";

// A stylesheet made while running: it gives every colour that somebody chose its class (`.k-x…`). Constructed sheets need
// no exception in the content security policy. The built-in hues stand in tokens.css.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const known = new Set<string>();

/** Makes sure that a colour has its class. */
export function registerColour(colour: string): void {
  if (known.has(colour)) return;
  known.add(colour);
  const chosen = chosenColour(colour);
  // In the dark a chosen colour is lifted, in the light it is left: the words over it stay readable either way.
  if (chosen) sheet.insertRule(`.${colour} { --k: light-dark(${chosen}, oklch(from ${chosen} max(l, 0.62) c h)); }`, sheet.cssRules.length);
}
