import { memo, useCallback, useSyncExternalStore, type ReactElement } from "react";
import { timeCode } from "../../../text/turns.ts";
import { place } from "../../parts/place.ts";
import type { Block } from "../../state/blocks.ts";
import type { Piece } from "../../state/painting.ts";
import { toldCodings } from "../../state/told.ts";
import type { Painter } from "./painter.ts";
import css from "./text.module.css";

interface Props {
  readonly block: Block;
  readonly words: string;
  /** The speaker's label; null where it is that of the turn before, or where there is none. */
  readonly speaker: string | null;
  readonly asked: boolean;
  /** Whether the turn is one of those that the reader was given to code; null where the whole text is. */
  readonly given: boolean | null;
  readonly painter: Painter;
  readonly onPick: (coding: string) => void;
  readonly onMore: (codings: readonly string[], block: Block) => void;
}

/** One turn: who and when in the left margin, the words, and what they are coded with in the right margin. */
export const TurnRow = memo(function TurnRow({ block, words, speaker, asked, given, painter, onPick, onMore }: Props): ReactElement {
  const ref = useCallback((element: HTMLElement | null) => painter.show(block, element), [painter, block]);
  return (
    <div className={asked ? `${css.turn} ${css.asked}` : css.turn} data-block={block.index} data-given={given ?? undefined} ref={ref}>
      <div className={css.who}>
        {speaker === null ? null : <span>{speaker}</span>}
        {given ? <em>yours</em> : null}
        {block.at === null ? null : <time>{timeCode(block.at)}</time>}
      </div>
      <svg className={css.tints} data-tints="" aria-hidden="true" />
      <p data-words="" dir="auto">{words}</p>
      <MarginOf block={block} words={words} painter={painter} onPick={onPick} onMore={onMore} />
    </div>
  );
});

function MarginOf({ block, words, painter, onPick, onMore }: Pick<Props, "block" | "words" | "painter" | "onPick" | "onMore">): ReactElement {
  const margin = useSyncExternalStore(
    useCallback((listener) => painter.subscribe(block.index, listener), [painter, block.index]),
    () => painter.margin(block.index),
  );
  const { stripes, labels, more, moreTop, height, lanes, pieces } = margin;
  const pitch = lanes > 4 ? 5 : 7;
  if (pieces.length === 0) return <div className={css.margin} />;
  return (
    <div className={css.margin} data-lanes={lanes}>
      <svg className={css.stripes} width={Math.max(1, lanes) * pitch} height={Math.max(height, 1)} aria-hidden="true">
        {stripes.map(({ piece, top, height: tall }) => (
          <line
            key={piece.coding.id}
            className={`${piece.coding.colour} ${piece.coding.other ? css.others : css.own}`}
            x1={piece.lane * pitch + 2}
            x2={piece.lane * pitch + 2}
            y1={top + 2}
            y2={top + tall - 2}
            data-coding={piece.coding.id}
            onClick={() => onPick(piece.coding.id)}
          />
        ))}
      </svg>
      {labels.map(({ piece, top }) => <Name key={piece.coding.id} piece={piece} top={top} onPick={onPick} />)}
      {more.length > 0 ? (
        <button type="button" tabIndex={-1} className={css.more} ref={(element) => place(element, { top: moreTop })} onClick={() => onMore(more.map((p) => p.coding.id), block)}>
          {more.length} more
        </button>
      ) : null}
      <ul className="hidden-visually" aria-label="Coded as">
        {toldCodings(pieces, block.said, words).map(({ id, words: told }) => <li key={id}>{told}</li>)}
      </ul>
    </div>
  );
}

const Name = ({ piece, top, onPick }: { readonly piece: Piece; readonly top: number; readonly onPick: (coding: string) => void }): ReactElement => (
  <button type="button" tabIndex={-1} aria-hidden="true" className={css.name} title={piece.coding.label} data-coding={piece.coding.id} ref={(element) => place(element, { top: top - 1 })} onClick={() => onPick(piece.coding.id)}>
    <span>{piece.coding.label}</span>
    {piece.coding.other ? <em>{piece.coding.other}</em> : null}
  </button>
);
