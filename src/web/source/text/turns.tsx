import { memo, type ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import { overlaps } from "../../../text/range.ts";
import type { Block } from "../../state/blocks.ts";
import type { Painter } from "./painter.ts";
import css from "./text.module.css";
import { TurnRow } from "./turn.tsx";

interface Props {
  readonly source: SourceAnswer;
  readonly blocks: readonly Block[];
  /** How many of the blocks are there yet. */
  readonly upTo: number;
  readonly painter: Painter;
  readonly onPick: (coding: string) => void;
  readonly onMore: (codings: readonly string[], block: Block) => void;
}

/** How many turns the browser draws as one: what changes in a turn makes it draw that stretch anew, and not the whole interview. */
const stretch = 8;

/** The turns of an interview from the first on; the label of a speaker who goes on speaking is not said again. */
export const Turns = memo(function Turns({ source, blocks, upTo, painter, onPick, onMore }: Props): ReactElement[] {
  const rows = blocks.slice(0, upTo).map((block, i) => {
    const speaker = block.speaker === null ? null : (source.speakers[block.speaker] ?? null);
    const goesOn = i > 0 && blocks[i - 1]!.speaker === block.speaker;
    return (
      <TurnRow
        key={block.index}
        block={block}
        words={source.text.slice(block.said, block.end)}
        speaker={speaker && !goesOn ? speaker.label : null}
        asked={speaker?.role === "interviewer"}
        given={source.given && source.given.some((range) => overlaps(range, block))}
        painter={painter}
        onPick={onPick}
        onMore={onMore}
      />
    );
  });
  return Array.from({ length: Math.ceil(rows.length / stretch) }, (_, i) => <div key={i} className={css.stretch}>{rows.slice(i * stretch, (i + 1) * stretch)}</div>);
});
