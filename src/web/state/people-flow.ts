import type { RecruitmentFlow } from "../../analysis/flow.ts";

/** A box of the picture, with its lines of words. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly n: number | null;
  readonly lines: readonly string[];
  /** `main` on the way in, `loss` for those who left, `waiting` for those of whom nothing further is recorded, `end` for the analysis. */
  readonly kind: "main" | "loss" | "waiting" | "end";
  /** Which share of everyone is here, 0 to 1. */
  readonly share: number;
}

export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** Arrows as the corners of a line. */
  readonly arrows: readonly (readonly (readonly [x: number, y: number])[])[];
}

const names: Readonly<Record<string, string>> = { registered: "In the register", approached: "Approached", interested: "Interested", called: "Called", "information sheet": "Sent the information sheet", screened: "Screened", consented: "Consented", interviewed: "Interviewed" };
/** What a step of recruitment is called where people read it. */
export const stepName = (step: string): string => names[step] ?? step.charAt(0).toUpperCase() + step.slice(1);

const mainWidth = 264;
const gap = 60;
const lossWidth = 420;
const lineHeight = 17;
const lettersInLine = 62;

/** Words cut into lines of about so many letters; a word that is longer stands alone. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where everything of the flow picture stands: steps from top to bottom, those lost on the way beside the step after which they left. */
export function flowPicture(flow: RecruitmentFlow): FlowPicture {
  const boxes: Box[] = [];
  const arrows: (readonly [number, number])[][] = [];
  const all = Math.max(1, flow.steps[0]?.reached ?? 1);
  const [left, right] = [1, 1 + mainWidth + gap];
  const middle = left + mainWidth / 2;
  let y = 1;
  let above: Box | null = null;
  const put = (title: string, n: number, lines: readonly string[], kind: Box["kind"]): Box => {
    const box: Box = { x: left, y, width: mainWidth, height: 52 + lines.length * lineHeight, title, n, lines, kind, share: n / all };
    boxes.push(box);
    if (above) arrows.push([[middle, above.y + above.height], [middle, box.y]]);
    return box;
  };
  for (const { step, reached, losses, waiting } of flow.steps) {
    const box = put(stepName(step), reached, [], "main");
    let beside = box.y + box.height + 10;
    const aside = (title: string, n: number, lines: readonly string[], kind: Box["kind"]): void => {
      const height = 30 + lines.length * lineHeight + (lines.length > 0 ? 6 : 0);
      boxes.push({ x: right, y: beside, width: lossWidth, height, title, n, lines, kind, share: n / all });
      arrows.push([[middle, beside + 15], [right, beside + 15]]);
      beside += height + 8;
    };
    for (const { way, n, reasons } of losses) {
      const known = reasons.some((r) => r.reason !== "");
      const lines = known ? reasons.flatMap((r) => wrapped(`${r.n} ${r.reason || "no reason recorded"}`, lettersInLine)) : ["no reason recorded"];
      aside(way.charAt(0).toUpperCase() + way.slice(1), n, lines, "loss");
    }
    if (waiting > 0) aside("Nothing further recorded yet", waiting, [], "waiting");
    above = box;
    y = Math.max(box.y + box.height + 22, losses.length > 0 || waiting > 0 ? beside + 8 : 0);
  }
  for (const { level, n } of flow.withdrawn) {
    if (!above) break;
    boxes.push({ x: right, y, width: lossWidth, height: 30, title: `Withdrew: ${level}`, n, lines: [], kind: "loss", share: n / all });
    arrows.push([[middle, y + 15], [right, y + 15]]);
    y += 46;
  }
  if (flow.analysed) {
    const box = put("Analysed", flow.analysed.n, wrapped(flow.analysed.name, 38), "end");
    y = box.y + box.height + 2;
  } else if (above) y = Math.max(above.y + above.height, ...boxes.map((b) => b.y + b.height)) + 2;
  return { width: right + lossWidth + 1, height: y, boxes, arrows };
}
