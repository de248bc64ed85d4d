/** Gives the browser a file to save. */
export function saveFile(name: string, content: string | Blob, type = "text/plain;charset=utf-8"): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every file system takes. */
export const fileName = (text: string): string => text.replace(/[^\p{L}\p{N} ._-]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 90) || "Earshot";

const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing"] as const;

/** A colour as every program reads it, "#1d3a5f"; the browser's own colour notations are young. */
function plainColour(): (colour: string) => string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map<string, string>();
  return (colour) => {
    if (!pen || colour === "none" || colour.startsWith("url")) return colour;
    let plain = known.get(colour);
    if (plain === undefined) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 255] = pen.getImageData(0, 0, 1, 1).data;
      plain = a === 0 ? "none" : `#${[r, g, b].map((n) => n.toString(16).padStart(2, "0")).join("")}`;
      known.set(colour, plain);
    }
    return plain;
  };
}

/**
 * A picture of the page as an SVG file that needs no style sheet: what the page's styles come to is written on every
 * element, in light colours on white, whatever the page is set to.
 */
export function svgFile(svg: SVGSVGElement): string {
  const root = document.documentElement;
  const scheme = root.dataset["scheme"];
  root.dataset["scheme"] = "light";
  try {
    const plain = plainColour();
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const [from, to] = [[svg, ...svg.querySelectorAll<SVGElement>("*")], [copy, ...copy.querySelectorAll<SVGElement>("*")]];
    from.forEach((element, i) => {
      const computed = getComputedStyle(element);
      const target = to[i]!;
      for (const name of ["class", "tabindex", "role", "aria-label", "aria-hidden", "focusable", "style"]) target.removeAttribute(name);
      if (["title", "desc", "defs", "marker", "g", "svg", "a"].includes(element.localName)) return;
      for (const property of kept) {
        if (property.startsWith("font") && element.localName !== "text" && element.localName !== "tspan") continue;
        const value = computed.getPropertyValue(property);
        if (value !== "" && value !== "normal" && value !== "auto") target.setAttribute(property, property === "fill" || property === "stroke" ? plain(value) : value);
      }
    });
    const { width, height } = svg.viewBox.baseVal;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", "#ffffff"]] as const) paper.setAttribute(name, value);
    copy.prepend(paper);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
  } finally {
    if (scheme === undefined) delete root.dataset["scheme"];
    else root.dataset["scheme"] = scheme;
  }
}

/** Saves the picture in an element as an SVG file. */
export function savePicture(within: Element | null, name: string): void {
  const svg = within instanceof SVGSVGElement ? within : within?.querySelector<SVGSVGElement>("svg[data-picture]");
  if (svg) saveFile(`${fileName(name)}.svg`, svgFile(svg), "image/svg+xml");
}
