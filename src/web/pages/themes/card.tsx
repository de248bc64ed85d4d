import { memo, type PointerEvent, type ReactElement, type RefObject } from "react";
import type { VoicesAnswer } from "../../../server/themes.ts";
import type { Card as CardOnBoard } from "../../state/themes-board.ts";
import css from "./board.module.css";
import { Dots } from "./dots.tsx";

/** What a card can ask for. */
export interface CardHands {
  readonly hold: (code: string, theme: string | null) => void;
  readonly open: (code: string) => void;
  readonly press: (code: string, theme: string | null, event: PointerEvent) => void;
}

interface Props {
  readonly card: CardOnBoard;
  readonly people: VoicesAnswer["people"];
  readonly here: boolean;
  readonly hands: RefObject<CardHands>;
}

/** A code as a card: its name, how many passages it has, and one dot per participant. */
export const Card = memo(function Card({ card, people, here, hands }: Props): ReactElement {
  const { code, theme, passages, dots } = card;
  const heard = dots.filter(Boolean).length;
  return (
    <li
      className={css.card}
      data-stop={`card ${code.id} ${theme ?? ""}`}
      data-code={code.id}
      data-theme={theme ?? undefined}
      tabIndex={here ? 0 : -1}
      aria-label={`${code.name}, ${passages === 1 ? "1 passage" : `${passages} passages`}, ${heard} of ${people.length} participants`}
      title={code.description || code.path}
      onDoubleClick={() => hands.current.open(code.id)}
      onPointerDown={(event) => {
        hands.current.hold(code.id, theme);
        hands.current.press(code.id, theme, event);
      }}
    >
      <span className={css.name}>{code.name}{code.kind === "heading" ? <small> all below it</small> : null}{code.retired ? <small> retired</small> : null}</span>
      <span className={css.n}>{passages}</span>
      <Dots dots={dots} people={people} />
    </li>
  );
}, (a, b) => a.here === b.here && a.people === b.people && a.card.code === b.card.code && a.card.passages === b.card.passages && a.card.theme === b.card.theme && a.card.dots.every((d, i) => d === b.card.dots[i]));
