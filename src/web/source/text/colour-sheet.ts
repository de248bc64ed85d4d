import { chosenColour } from "../../state/colours.ts";
import { depths } from "../../state/painting.ts";

// A stylesheet made while running: it gives every colour in use its class (`.k-…`) and its highlights. Constructed
// sheets need no exception in the content security policy, and a highlight keeps its name as long as the page lives.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const known = new Set<string>();

/** The built-in hues as tokens.css has them, read from there once. */
function builtIn(name: string): string {
  const probe = document.createElement("i");
  probe.className = name;
  document.body.append(probe);
  const value = getComputedStyle(probe).getPropertyValue("--k").trim();
  probe.remove();
  return value;
}

/** The name under which a colour is painted at a depth. */
export const highlightName = (colour: string, depth: number): string => `${colour}-${depth}`;

/** Makes sure that a colour has its class and its highlights. */
export function registerColour(colour: string): void {
  if (known.has(colour)) return;
  known.add(colour);
  const chosen = chosenColour(colour);
  // In the dark a chosen colour is lifted, in the light it is left: the words over it stay readable either way.
  const value = chosen ? `light-dark(${chosen}, oklch(from ${chosen} max(l, 0.62) c h))` : builtIn(colour);
  const rules = chosen ? [`.${colour} { --k: ${value}; }`] : [];
  for (let depth = 0; depth < depths; depth++) {
    rules.push(
      `[data-words]::highlight(${highlightName(colour, depth)}) { background-color: color-mix(in oklch, ${value} ${depth === 0 ? 25 : 17}%, transparent); text-decoration: underline 2px ${value}; text-underline-offset: ${[4, 7, 1][depth]}px; text-decoration-skip-ink: none; }`,
    );
  }
  for (const rule of rules) sheet.insertRule(rule, sheet.cssRules.length);
}

