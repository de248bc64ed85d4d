import type { Board } from "./themes-board.ts";

/** Something on the thematic map. */
export interface MapNode {
  /** `theme:…` or `code:…`. */
  readonly id: string;
  readonly kind: "theme" | "subtheme" | "code";
  readonly lines: readonly string[];
  /** What stands under the name: how many passages, of how many people. */
  readonly detail: string;
  readonly hue: number;
  readonly width: number;
  readonly height: number;
}
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly hue: number;
  /** True for a code that serves more than one theme. */
  readonly shared: boolean;
}
export interface ThematicMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A name in lines of at most about so many letters, cut at spaces; what does not fit in four lines ends in "…". */
export function wrapped(name: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > most + 6 ? `${word.slice(0, most + 5)}…` : word);
  }
  return lines.length > 4 ? [...lines.slice(0, 3), `${lines[3]}…`] : lines;
}

const sizes = { theme: { most: 20, letter: 9, line: 21, pad: 22 }, subtheme: { most: 22, letter: 7.4, line: 17, pad: 15 }, code: { most: 24, letter: 6.4, line: 15, pad: 9 } } as const;

function nodeOf(id: string, kind: MapNode["kind"], name: string, detail: string, hue: number): MapNode {
  const { most, letter, line, pad } = sizes[kind];
  const lines = wrapped(name, most);
  const withCount = (l: string, i: number): number => [...l].length + (kind === "code" && i === lines.length - 1 ? detail.length + 1 : 0);
  const longest = Math.max(...lines.map(withCount), kind === "code" ? 0 : detail.length * (kind === "theme" ? 0.68 : 0.82));
  return { id, kind, lines, detail, hue, width: Math.round(longest * letter + pad * 2), height: Math.round(lines.length * line + (detail ? 15 : 0) + pad * (kind === "code" ? 1.1 : 1.3)) };
}

const passagesIn = (n: number): string => (n === 1 ? "1 passage" : `${n} passages`);

/** The board as a graph: themes, subthemes and codes, and what belongs to what. A code in two themes is one node with two lines. */
export function mapOf(board: Board, countOf: (theme: string) => { passages: number; people: number }): ThematicMap {
  const nodes = new Map<string, MapNode>();
  const edges: MapEdge[] = [];
  const homes = new Map<string, number>();
  for (const { groups } of board.columns) for (const { cards } of groups) for (const card of cards) homes.set(card.code.id, (homes.get(card.code.id) ?? 0) + 1);
  for (const { hue, groups } of board.columns) {
    for (const { theme, depth, cards } of groups) {
      const { passages, people } = countOf(theme.id);
      nodes.set(`theme:${theme.id}`, nodeOf(`theme:${theme.id}`, depth === 0 ? "theme" : "subtheme", theme.name, depth === 0 ? `${passagesIn(passages)}, ${people} of ${board.columns[0]?.groups[0]?.cards[0]?.dots.length ?? people} people` : passagesIn(passages), hue));
      if (depth > 0 && theme.parent !== null) edges.push({ from: `theme:${theme.parent}`, to: `theme:${theme.id}`, hue, shared: false });
      for (const { code, passages } of cards) {
        if (!nodes.has(`code:${code.id}`)) nodes.set(`code:${code.id}`, nodeOf(`code:${code.id}`, "code", code.name, String(passages), hue));
        edges.push({ from: `theme:${theme.id}`, to: `code:${code.id}`, hue, shared: (homes.get(code.id) ?? 0) > 1 });
      }
    }
  }
  return { nodes: [...nodes.values()], edges };
}

/**
 * Where everything stands before anybody arranged it by hand: each theme in the middle of its own circle, subthemes
 * around it, codes on the far side of what they belong to; then overlaps are pushed apart. The same map is always laid
 * out the same way. Nodes in `fixed` stay where they were put.
 */
export function layout({ nodes, edges }: ThematicMap, fixed: ReadonlyMap<string, Point> = new Map()): Map<string, Point> {
  const at = new Map<string, { x: number; y: number }>();
  const below = new Map<string, string[]>();
  for (const { from, to } of edges) below.set(from, [...(below.get(from) ?? []), to]);
  const leaves = (id: string, depth = 0): number => (depth > 20 ? 1 : Math.max(1, (below.get(id) ?? []).reduce((n, to) => n + leaves(to, depth + 1), 0)));
  const tops = nodes.filter((n) => n.kind === "theme");
  const radii = tops.map((t) => 150 + 9 * Math.max(4, leaves(t.id)));
  // Themes stand in rows that together are about as wide as a screen; a last row that is not full stands in the middle.
  const perRow = tops.length === 2 ? 2 : Math.ceil(Math.sqrt(tops.length * 1.2));
  const wideOf = (i: number): number => radii.slice(i, i + perRow).reduce((sum, r) => sum + r * 2.8, 0);
  let [x, y, tallest] = [0, 0, 0];
  tops.forEach((top, i) => {
    if (i > 0 && i % perRow === 0) [x, y, tallest] = [Math.max(0, (wideOf(0) - wideOf(i)) / 2), y + tallest * 1.7, 0];
    const radius = radii[i]!;
    at.set(top.id, { x: x + radius * 1.4, y: y + radius });
    x += radius * 2.8;
    tallest = Math.max(tallest, radius);
    const fan = (id: string, from: number, to: number, distance: number, depth: number): void => {
      const children = (below.get(id) ?? []).filter((child) => !at.has(child));
      const weight = children.reduce((n, c) => n + leaves(c), 0);
      let angle = from;
      const centre = at.get(id)!;
      for (const child of children) {
        const wide = ((to - from) * leaves(child)) / weight;
        const middle = angle + wide / 2;
        at.set(child, { x: centre.x + Math.cos(middle) * distance * 1.45, y: centre.y + Math.sin(middle) * distance * 0.82 });
        const spread = Math.max(wide, Math.min(Math.PI, wide * 2.2));
        if (depth < 6) fan(child, middle - spread / 2, middle + spread / 2, 102, depth + 1);
        angle += wide;
      }
    };
    fan(top.id, -Math.PI / 2, Math.PI * 1.5, 142, 0);
  });
  for (const node of nodes) if (!at.has(node.id)) at.set(node.id, { x: x, y: y });
  for (const [id, point] of fixed) if (at.has(id)) at.set(id, { ...point });
  apart(nodes, at, fixed);
  return at;
}

/** Pushes overlapping boxes apart, little by little; heavy ones give way less, fixed ones not at all. */
function apart(nodes: readonly MapNode[], at: Map<string, { x: number; y: number }>, fixed: ReadonlyMap<string, Point>): void {
  const give = (n: MapNode): number => (fixed.has(n.id) ? 0 : n.kind === "code" ? 1 : n.kind === "subtheme" ? 0.6 : 0.25);
  for (let round = 0; round < 240; round++) {
    let moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const [a, b] = [nodes[i]!, nodes[j]!];
        const [p, q] = [at.get(a.id)!, at.get(b.id)!];
        const dx = (a.width + b.width) / 2 + 14 - Math.abs(p.x - q.x);
        const dy = (a.height + b.height) / 2 + 10 - Math.abs(p.y - q.y);
        if (dx <= 0 || dy <= 0) continue;
        const total = give(a) + give(b);
        if (total === 0) continue;
        moved = true;
        // The shorter way out; where both stand on one spot, the order of the nodes decides.
        if (dx < dy * 1.4) {
          const way = p.x === q.x ? -1 : Math.sign(p.x - q.x);
          p.x += way * dx * 0.55 * (give(a) / total);
          q.x -= way * dx * 0.55 * (give(b) / total);
        } else {
          const way = p.y === q.y ? -1 : Math.sign(p.y - q.y);
          p.y += way * dy * 0.55 * (give(a) / total);
          q.y -= way * dy * 0.55 * (give(b) / total);
        }
      }
    }
    if (!moved) return;
  }
}

/** The frame that holds everything, with a margin. */
export function frameOf(nodes: readonly MapNode[], at: ReadonlyMap<string, Point>, margin = 32): { x: number; y: number; width: number; height: number } {
  if (nodes.length === 0) return { x: 0, y: 0, width: 400, height: 300 };
  const edge = (side: (n: MapNode, p: Point) => number, pick: (...n: number[]) => number): number => nodes.reduce((best, n) => pick(best, side(n, at.get(n.id)!)), side(nodes[0]!, at.get(nodes[0]!.id)!));
  const left = edge((n, p) => p.x - n.width / 2, Math.min) - margin;
  const top = edge((n, p) => p.y - n.height / 2, Math.min) - margin;
  return { x: left, y: top, width: edge((n, p) => p.x + n.width / 2, Math.max) + margin - left, height: edge((n, p) => p.y + n.height / 2, Math.max) + margin - top };
}
