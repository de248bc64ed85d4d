const properties = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight"] as const;
const namespace = "http://www.w3.org/2000/svg";

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

let painter: CanvasRenderingContext2D | null = null;

/** A colour as every program reads it: what the page computes in OKLCH, as sRGB in hexadecimal. */
function plainColour(value: string): string {
  if (value === "none" || value === "") return "none";
  painter ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  if (!painter) return value;
  painter.clearRect(0, 0, 1, 1);
  painter.fillStyle = value;
  painter.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = painter.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((n) => n.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * The drawing as a file of its own: every style that it has from the page's sheets is written on its elements, colours
 * as plain sRGB, on a white or dark ground as the page has it. It needs no style sheet and no font but common ones.
 */
export function standalone(svg: SVGSVGElement, { x, y, width, height }: Bounds): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = copies[i]!;
    for (const name of ["class", "tabindex", "role", "aria-label", "aria-hidden", "data-node", "style"]) target.removeAttribute(name);
    if (!/^(rect|line|text|tspan)$/.test(target.tagName)) return;
    for (const property of properties) {
      const value = style.getPropertyValue(property);
      if (value === "" || (property.startsWith("font") && !target.tagName.startsWith("t")) || (property === "stroke-dasharray" && value === "none")) continue;
      target.setAttribute(property, property === "fill" || property === "stroke" ? plainColour(value) : property === "font-family" ? (value.includes("Serif") ? "'Source Serif 4', Georgia, serif" : "Inter, Helvetica, Arial, sans-serif") : value);
    }
  });
  const ground = document.createElementNS(namespace, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: plainColour(getComputedStyle(document.documentElement.querySelector("main") ?? document.body).backgroundColor) })) ground.setAttribute(name, String(value));
  copy.prepend(ground);
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const saveSvg = async (svg: SVGSVGElement, bounds: Bounds, name: string): Promise<void> => download(new Blob([standalone(svg, bounds)], { type: "image/svg+xml" }), `${name}.svg`);

/** Saves the drawing at twice its size, or smaller where it would not fit on 8,000 pixels. */
export async function savePng(svg: SVGSVGElement, bounds: Bounds, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([standalone(svg, bounds)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, 8000 / Math.max(bounds.width, bounds.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(bounds.width * scale), height: Math.round(bounds.height * scale) });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("the browser made no picture of it");
    download(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
