import { saveFile } from "./saving.ts";
import { tablePicture } from "./table-picture.ts";

const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing"] as const;
const namespace = "http://www.w3.org/2000/svg";
/** A side of a PNG is not longer than this. */
const longest = 8000;

/** A colour as every program reads it, "#1d3a5f"; the browser's own colour notations are young. */
export function plainColours(): (colour: string) => string {
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

/** Fonts by name that other programs have, with the page's own first. */
export const plainFont = (family: string): string => (/serif/i.test(family) && !/sans-serif/i.test(family) ? "'Source Serif 4', Georgia, serif" : "Inter, Helvetica, Arial, sans-serif");

/** What is computed while the page is light, whatever it is set to: pictures go on white paper. */
function inLight<T>(compute: () => T): T {
  const root = document.documentElement;
  const scheme = root.dataset["scheme"];
  root.dataset["scheme"] = "light";
  try {
    return compute();
  } finally {
    if (scheme === undefined) delete root.dataset["scheme"];
    else root.dataset["scheme"] = scheme;
  }
}

/** A drawing of the page with what its styles come to written on every element, so that it needs no style sheet. */
function drawing(svg: SVGSVGElement): SVGSVGElement {
  const plain = plainColours();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll<SVGElement>("*")], [copy, ...copy.querySelectorAll<SVGElement>("*")]];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    const target = to[i]!;
    for (const name of target.getAttributeNames()) if (/^(class|tabindex|role|focusable|style|aria-.*|data-.*)$/.test(name)) target.removeAttribute(name);
    if (["title", "desc", "defs", "marker", "g", "svg", "a"].includes(element.localName)) return;
    for (const property of kept) {
      const isText = element.localName === "text" || element.localName === "tspan";
      if (property.startsWith("font") && !isText) continue;
      const value = computed.getPropertyValue(property);
      if (value === "" || value === "normal" || value === "auto") continue;
      target.setAttribute(property, property === "fill" || property === "stroke" ? plain(value) : property === "font-family" ? plainFont(value) : value);
    }
  });
  const { x, y, width, height } = svg.viewBox.baseVal;
  const paper = document.createElementNS(namespace, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: "#ffffff" })) paper.setAttribute(name, String(value));
  copy.prepend(paper);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  return copy;
}

/** A drawing or a table of the page as the text of an SVG file, in light colours on white. */
export function pictureOf(element: SVGSVGElement | HTMLTableElement): string {
  const svg = inLight(() => (element instanceof SVGSVGElement ? drawing(element) : tablePicture(element, plainColours(), plainFont)));
  svg.setAttribute("xmlns", namespace);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The same as a PNG, at twice its size or smaller where it would be too large. */
async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, longest / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("the browser made no picture of it");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Saves a drawing or a table of the page as a picture. */
export async function savePicture(element: SVGSVGElement | HTMLTableElement, kind: "svg" | "png", name: string): Promise<void> {
  const svg = pictureOf(element);
  if (kind === "svg") saveFile(`${name}.svg`, svg, "image/svg+xml");
  else saveFile(`${name}.png`, await pngOf(svg));
}
