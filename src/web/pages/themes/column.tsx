import type { ReactElement, RefObject } from "react";
import { Link } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import type { VoicesAnswer } from "../../../server/themes.ts";
import { themeStates, type ThemeState } from "../../../study/theme.ts";
import { act } from "../../doing.ts";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Menu } from "../../parts/menu.tsx";
import { useStudy } from "../../queries.ts";
import type { Column as ColumnOnBoard } from "../../state/themes-board.ts";
import css from "./board.module.css";
import { Card, type CardHands } from "./card.tsx";
import type { AskingTheme } from "./dialogs.tsx";
import { Notes } from "./notes.tsx";

interface Props {
  readonly column: ColumnOnBoard;
  readonly people: VoicesAnswer["people"];
  readonly here: string | null;
  /** The theme that a dragged card is over. */
  readonly over: string | null;
  /** The theme whose voices are shown. */
  readonly inSight: string | null;
  readonly first: boolean;
  readonly last: boolean;
  readonly hands: RefObject<CardHands>;
  readonly ask: (asking: AskingTheme) => void;
  readonly onShift: (theme: string, way: 1 | -1) => void;
}

/** One theme on the board, with its subthemes, their cards and its notes. */
export function Column({ column, people, here, over, inSight, first, last, hands, ask, onShift }: Props): ReactElement {
  const { theme, hue, groups } = column;
  return (
    <section className={`${css.column} k-${hue % 12}`} data-column data-insight={groups.some((g) => g.theme.id === inSight) || undefined} aria-label={theme.name}>
      {groups.map(({ theme: group, depth, cards }) => (
        <div key={group.id} className={depth === 0 ? css.group : `${css.group} ${css.sub} ${depth > 1 ? css.deep : ""}`} data-zone={group.id} data-over={over === group.id || undefined}>
          <header data-stop={`theme ${group.id}`} data-theme={group.id} tabIndex={here === `theme ${group.id}` ? 0 : -1} aria-label={`${depth === 0 ? "Theme" : "Subtheme"}: ${group.name}, ${group.state}`} className={css.head}>
            {depth === 0 ? <Dot code={{ colour: null, hue }} /> : null}
            {depth === 0 ? <h2><Link to={`/themes/${group.id}`} tabIndex={-1}>{group.name}</Link></h2> : <h3><Link to={`/themes/${group.id}`} tabIndex={-1}>{group.name}</Link></h3>}
            {depth === 0 || group.state !== theme.state ? <StateMark theme={group} /> : null}
            <ThemeMenu theme={group} depth={depth} first={depth === 0 && first} last={depth === 0 && last} ask={ask} onShift={onShift} />
          </header>
          {depth === 0 && group.centralIdea ? <p className={css.idea}>{group.centralIdea}</p> : null}
          {cards.length > 0 ? <ul>{cards.map((card) => <Card key={card.code.id} card={card} people={people} here={here === `card ${card.code.id} ${group.id}`} hands={hands} />)}</ul> : depth === 0 && groups.length > 1 ? null : <p className={css.none}>Drop a card here</p>}
        </div>
      ))}
      <Notes themes={groups.map((g) => g.theme.id)} ask={() => ask({ ask: "note", theme: theme.id })} />
    </section>
  );
}

export const StateMark = ({ theme }: { readonly theme: ThemeAnswer }): ReactElement => <span className={css.state} data-state={theme.state}>{theme.state}</span>;

/** Everything that can be done with a theme. */
export function ThemeMenu({ theme, depth, first = true, last = true, ask, onShift }: { readonly theme: ThemeAnswer; readonly depth: number; readonly first?: boolean; readonly last?: boolean; readonly ask: (asking: AskingTheme) => void; readonly onShift?: (theme: string, way: 1 | -1) => void }): ReactElement {
  const study = useStudy();
  const about = { theme: theme.id };
  const states = themeStates.filter((s): s is Exclude<ThemeState, "discarded"> => s !== "discarded" && s !== theme.state);
  return (
    <Menu
      label={`What to do with “${theme.name}”`}
      className={css.more!}
      button={<Icon name="more" size="s" />}
      items={[
        { id: "rename", name: "Rename", keys: "F2", act: () => ask({ ask: "rename", ...about }) },
        { id: "sub", name: "New subtheme", keys: "S", act: () => ask({ ask: "new", ...about }) },
        { id: "note", name: "Write a note", keys: "N", act: () => ask({ ask: "note", ...about }) },
        ...states.map((state) => ({ id: state, name: `Mark as ${state}`, act: () => void act({ type: "theme.setState", theme: theme.id, state }, { tell: true }) })),
        ...(onShift && !first ? [{ id: "left", name: depth === 0 ? "Move left" : "Move up", keys: "Alt ←", act: () => onShift(theme.id, -1) }] : []),
        ...(onShift && !last ? [{ id: "right", name: depth === 0 ? "Move right" : "Move down", keys: "Alt →", act: () => onShift(theme.id, 1) }] : []),
        ...(study.themes.length > 1 ? [{ id: "nest", name: "Move under another theme", keys: "M", act: () => ask({ ask: "nest", ...about }) }] : []),
        { id: "discard", name: "Discard", keys: "Del", danger: true, act: () => ask({ ask: "discard", ...about }) },
      ]}
    />
  );
}
