const namespace = "http://www.w3.org/2000/svg";
const nothing = /^rgba\(0, 0, 0, 0\)$|^transparent$/;

function make(name: string, attributes: Readonly<Record<string, string | number>>, words?: string): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(typeof value === "number" ? Math.round(value * 100) / 100 : value));
  if (words !== undefined) element.textContent = words;
  return element;
}

/** Draws a table as it stands on the page: the ground of every cell, the colour marks in it, and its words where they are. */
export function tablePicture(table: HTMLTableElement, colour: (written: string) => string, font: (family: string) => string): SVGSVGElement {
  // Headings that stay in sight while the table scrolls would be drawn over the cells: it is drawn as it is at its beginning.
  const scroller = table.parentElement;
  const [left, top] = [scroller?.scrollLeft ?? 0, scroller?.scrollTop ?? 0];
  scroller?.scrollTo({ left: 0, top: 0, behavior: "instant" });
  const around = 12;
  const box = table.getBoundingClientRect();
  const [width, height] = [Math.ceil(box.width) + 2 * around, Math.ceil(box.height) + 2 * around];
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height }) as SVGSVGElement;
  svg.append(make("rect", { x: 0, y: 0, width, height, fill: "#ffffff" }));
  const at = (r: DOMRect): { x: number; y: number } => ({ x: r.left - box.left + around, y: r.top - box.top + around });
  const ground = (element: Element): void => {
    const style = getComputedStyle(element);
    const r = element.getBoundingClientRect();
    if (!nothing.test(style.backgroundColor) && r.width > 2) svg.append(make("rect", { ...at(r), width: r.width, height: r.height, rx: Number.parseFloat(style.borderTopLeftRadius) || 0, fill: colour(style.backgroundColor) }));
  };
  for (const cell of table.querySelectorAll("th, td")) {
    if (cell.tagName === "TD") ground(cell);
    for (const mark of cell.querySelectorAll("[aria-hidden]:empty")) ground(mark);
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) words(node as Text, cell.getBoundingClientRect());
  }
  scroller?.scrollTo({ left, top, behavior: "instant" });
  return svg;

  /** The words of one node, line by line, cut where the cell is narrower. */
  function words(node: Text, cell: DOMRect): void {
    const parent = node.parentElement;
    const text = node.data.trim();
    if (!parent || text === "") return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = range.getClientRects();
    const style = getComputedStyle(parent);
    const look = { "font-family": font(style.fontFamily), "font-size": style.fontSize, "font-weight": style.fontWeight, fill: colour(style.color) };
    const size = Number.parseFloat(style.fontSize);
    if (style.writingMode.startsWith("vertical")) {
      const r = lines[0];
      if (!r) return;
      const { x, y } = at(r);
      const room = Math.min(r.height, cell.height);
      // It reads from the bottom up, as it does on the page.
      const end = at(cell).y + cell.height - 4;
      return svg.append(make("text", { ...look, transform: `translate(${Math.round(x + r.width / 2 + size * 0.36)} ${Math.round(Math.min(end, y + r.height))}) rotate(-90)` }, cut(text, room / r.height)));
    }
    if (lines.length === 1) {
      const r = lines[0]!;
      if (r.width < 2) return;
      const { x, y } = at(r);
      return svg.append(make("text", { ...look, x, y: y + r.height / 2 + size * 0.36 }, cut(text, (cell.right - r.left) / r.width)));
    }
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const r = range.getBoundingClientRect();
      const { x, y } = at(r);
      if (r.width >= 2) svg.append(make("text", { ...look, x, y: y + r.height / 2 + size * 0.36 }, word[0]));
    }
  }
}

/** A text cut to a part of its length, with a mark where something is missing. */
const cut = (text: string, part: number): string => (part >= 1 ? text : `${[...text].slice(0, Math.max(1, Math.floor([...text].length * part) - 1)).join("")}…`);
