const named: Readonly<Record<string, string>> = {
  black: "#000000", silver: "#C0C0C0", gray: "#808080", grey: "#808080", white: "#FFFFFF", maroon: "#800000", red: "#FF0000", purple: "#800080",
  fuchsia: "#FF00FF", magenta: "#FF00FF", green: "#008000", lime: "#00FF00", olive: "#808000", yellow: "#FFFF00", navy: "#000080", blue: "#0000FF",
  teal: "#008080", aqua: "#00FFFF", cyan: "#00FFFF", orange: "#FFA500", pink: "#FFC0CB", brown: "#A52A2A", gold: "#FFD700", violet: "#EE82EE",
};

/** A colour as files write them (`#abc`, `#RRGGBBAA`, `rgb(1, 2, 3)`, a name), as `#RRGGBB`. Transparency is dropped. Null where it is none. */
export function readColour(raw: string): string | null {
  const text = raw.trim().toLowerCase();
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (hex) {
    const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return `#${long.slice(0, 6).toUpperCase()}`;
  }
  const parts = /^rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*([,/][^)]*)?\)$/.exec(text);
  if (parts) {
    const values = [parts[1], parts[2], parts[3]].map(Number);
    return values.every((value) => value <= 255) ? `#${values.map((value) => value.toString(16).padStart(2, "0")).join("").toUpperCase()}` : null;
  }
  return Object.hasOwn(named, text) ? named[text]! : null;
}
