import { useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import { act } from "../../doing.ts";
import { useVoices } from "../../foreseeing.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { dragFrom } from "../../parts/dragging.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { useFocusLater } from "../../parts/focus-later.ts";
import { Icon } from "../../parts/icon.tsx";
import { Picker } from "../../parts/picker.tsx";
import { say } from "../../parts/toast.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { boardOf, themesBelow } from "../../state/themes-board.ts";
import { between } from "../../state/codes-tree.ts";
import css from "./board.module.css";
import { Card, type CardHands } from "./card.tsx";
import { Column } from "./column.tsx";
import { Discarded, ThemeDialogs, themeOptions, type AskingTheme } from "./dialogs.tsx";
import { Frame } from "./frame.tsx";
import { VoicesPanel } from "./voices-panel.tsx";

/** What is in hand on the board: a card (a code in a place), or the head of a theme. */
export type Held = { readonly kind: "card"; readonly code: string; readonly theme: string | null } | { readonly kind: "theme"; readonly theme: string };
const keyOf = (held: Held): string => (held.kind === "card" ? `card ${held.code} ${held.theme ?? ""}` : `theme ${held.theme}`);
export const stopOf = (kind: "card" | "theme", theme: string | null, code = ""): string => (kind === "card" ? `card ${code} ${theme ?? ""}` : `theme ${theme}`);

/** The board: codes as cards that are moved between candidate themes. */
export function BoardPage(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const { data: voices, error } = useVoices();
  const [held, setHeld] = useState<Held | null>(null);
  const [focus, setFocus] = useKept<string | null>(`theme in sight ${study.settings.id}`, null);
  const [over, setOver] = useState<string | null>(null);
  const [picking, setPicking] = useState<{ code: string; from: string | null; also: boolean } | null>(null);
  const [asking, setAsking] = useState<AskingTheme | null>(null);
  const [tray, setTray] = useState("");
  const [voicesOpen, setVoicesOpen] = useKept<boolean>("voices shown", true);
  const box = useRef<HTMLDivElement>(null);
  const codes = codesById(study);
  const board = useMemo(() => (voices ? boardOf(study, voices) : null), [study, voices]);
  const live = study.themes.filter((t) => t.state !== "discarded");
  const discarded = study.themes.length - live.length;
  const inSight = live.find((t) => t.id === focus) ?? board?.columns[0]?.theme ?? null;

  const focusLater = useFocusLater(box);
  const focusOn = (stop: string): void => focusLater(`[data-stop="${stop}"]`);
  const put = async (code: string, from: string | null, to: string | null, also = false): Promise<void> => {
    if (from === to) return;
    const name = codes.get(code)?.name ?? "";
    if (to !== null && live.find((t) => t.id === to)?.codes.includes(code)) return say(`“${name}” is in “${live.find((t) => t.id === to)!.name}” already.`);
    const commands = [...(from !== null && !also ? [{ type: "theme.placeCode" as const, theme: from, code, placed: false }] : []), ...(to !== null ? [{ type: "theme.placeCode" as const, theme: to, code }] : [])];
    setHeld({ kind: "card", code, theme: to });
    focusOn(stopOf("card", to, code));
    const top = to === null ? null : to;
    if (top !== null) setFocus(top);
    const came = await act(commands);
    if (came.state !== "refused") say(to === null ? `Took “${name}” out; it is not placed now.` : also ? `“${name}” is also in “${live.find((t) => t.id === to)?.name}”.` : `Moved “${name}” to “${live.find((t) => t.id === to)?.name ?? "the new theme"}”.`);
  };
  const newTheme = async (name: string, parent: string | null, take: { code: string; from: string | null; also: boolean } | null = null): Promise<void> => {
    const id = newId();
    const commands = [{ type: "theme.create" as const, id, name, parent }, ...(take ? [...(take.from !== null && !take.also ? [{ type: "theme.placeCode" as const, theme: take.from, code: take.code, placed: false }] : []), { type: "theme.placeCode" as const, theme: id, code: take.code }] : [])];
    const came = await act(commands);
    if (came.state === "refused") return;
    setFocus(id);
    focusOn(take ? stopOf("card", id, take.code) : stopOf("theme", id));
  };

  /** All stops of the board, column by column: first the tray, then each theme with its head first. */
  const stops = (): HTMLElement[][] => [...(box.current?.querySelectorAll<HTMLElement>("[data-column]") ?? [])].map((column) => [...column.querySelectorAll<HTMLElement>("[data-stop]")]);
  const places = (): (string | null)[] => [null, ...(board?.columns.flatMap((c) => c.groups.map((g) => g.theme.id)) ?? [])];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = event.target;
    if (!(at instanceof HTMLElement) || at.dataset["stop"] === undefined || event.ctrlKey || event.metaKey) return;
    const columns = stops();
    const x = columns.findIndex((list) => list.includes(at));
    const y = columns[x]?.indexOf(at) ?? 0;
    const step = (element: HTMLElement | undefined): boolean => {
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest", inline: "nearest" });
      return true;
    };
    const [code, theme] = [at.dataset["code"], at.dataset["theme"] ?? null];
    const key = event.key.toLowerCase();
    const did = ((): boolean => {
      if (event.altKey) {
        if (!key.startsWith("arrow")) return false;
        if (code !== undefined) {
          const all = places();
          const tops = [null, ...(board?.columns.map((c) => c.theme.id) ?? [])];
          const next = key === "arrowdown" || key === "arrowup" ? all[all.indexOf(theme) + (key === "arrowdown" ? 1 : -1)] : tops[x + (key === "arrowright" ? 1 : -1)];
          if (next !== undefined) void put(code, theme, next);
        } else if (theme !== null) void shift(theme, key === "arrowright" || key === "arrowdown" ? 1 : -1);
        return true;
      }
      switch (key) {
        case "arrowdown": return step(columns[x]?.[y + 1]);
        case "arrowup": return step(columns[x]?.[y - 1]);
        case "arrowright": case "arrowleft": {
          const way = key === "arrowright" ? 1 : -1;
          let next = x + way;
          while (columns[next]?.length === 0) next += way;
          return step(columns[next]?.[Math.min(y, (columns[next]?.length ?? 1) - 1)]);
        }
        case "home": return step(columns[x]?.[0]);
        case "end": return step(columns[x]?.at(-1));
        case "t": return setAsking({ ask: "new", theme: null }), true;
      }
      if (code !== undefined) {
        if (key === "m" || key === " ") setPicking({ code, from: theme, also: event.shiftKey });
        else if (key === "enter") void navigate(`/codes/${code}`);
        else if ((key === "delete" || key === "backspace") && theme !== null) void put(code, theme, null);
        else return false;
        return true;
      }
      if (theme === null) return false;
      if (key === "enter") void navigate(`/themes/${theme}`);
      else if (key === "f2") setAsking({ ask: "rename", theme });
      else if (key === "s") setAsking({ ask: "new", theme });
      else if (key === "n") setAsking({ ask: "note", theme });
      else if (key === "m") setAsking({ ask: "nest", theme });
      else if (key === "delete") setAsking({ ask: "discard", theme });
      else return false;
      return true;
    })();
    if (did) event.preventDefault();
  };
  const shift = async (id: string, way: 1 | -1): Promise<void> => {
    const theme = live.find((t) => t.id === id);
    if (!theme) return;
    const siblings = themesBelow(study.themes, theme.parent);
    const rest = siblings.filter((t) => t.id !== id);
    const to = siblings.indexOf(theme) + way;
    if (to < 0 || to > rest.length) return say(`“${theme.name}” is the ${way < 0 ? "first" : "last"} already.`);
    focusOn(stopOf("theme", id));
    await act({ type: "theme.move", theme: id, parent: theme.parent, order: between(rest[to - 1], rest[to]) });
    focusOn(stopOf("theme", id));
  };

  const hands = useRef<CardHands>(null as never);
  hands.current = {
    hold: (code, theme) => {
      setHeld({ kind: "card", code, theme });
      if (theme !== null) setFocus(theme);
    },
    open: (code) => void navigate(`/codes/${code}`),
    press: (code, theme, event) => {
      const zoneOf = (under: Element | null): string | null => under?.closest<HTMLElement>("[data-zone]")?.dataset["zone"] ?? null;
      dragFrom(event.nativeEvent, {
        element: event.currentTarget as HTMLElement,
        className: css.dragged!,
        onOver: (under) => setOver(zoneOf(under)),
        onDrop: (under) => {
          const zone = zoneOf(under);
          if (zone === "new") setPicking({ code, from: theme, also: false });
          else if (zone !== null) void put(code, theme, zone === "tray" ? null : zone);
        },
        onEnd: () => setOver(null),
      });
    },
  };

  const firstStop = board?.columns[0] ? stopOf("theme", board.columns[0].theme.id) : null;
  const all = new Set(board ? [...board.tray.map((c) => stopOf("card", null, c.code.id)), ...board.columns.flatMap((c) => c.groups.flatMap((g) => [stopOf("theme", g.theme.id), ...g.cards.map((card) => stopOf("card", g.theme.id, card.code.id))]))] : []);
  const wanted = held ? keyOf(held) : null;
  const inTheTray = held?.kind === "card" && held.theme === null;
  const here = wanted !== null && !inTheTray && all.has(wanted) ? wanted : firstStop;
  const words = tray.trim().toLowerCase();
  const shownTray = board?.tray.filter((c) => words === "" || c.code.path.toLowerCase().includes(words)) ?? [];
  const trayStop = wanted !== null && inTheTray && shownTray.some((c) => c.code.id === held.code) ? wanted : shownTray[0] ? stopOf("card", null, shownTray[0].code.id) : null;
  const inTray = board?.tray.reduce((n, c) => n + c.passages, 0) ?? 0;

  return (
    <Frame
      view="board"
      beside={voices && voices.people.length > 0 ? <span className={css.hint}>Each dot is one of the {voices.people.length} participants</span> : null}
      actions={<><Button look="quiet" aria-pressed={voicesOpen} onClick={() => setVoicesOpen(!voicesOpen)}>{voicesOpen ? "Hide voices" : "Voices"}</Button><Button look="main" onClick={() => setAsking({ ask: "new", theme: null })}>New theme <kbd>T</kbd></Button></>}
    >
      {error ? <p role="alert" className={css.says}>{error.message}</p> : !board || !voices ? <p role="status" className={css.says}>Laying out the board</p> : study.codes.length === 0 ? (
        <EmptyState icon="themes" title="Themes are built from codes" actions={<Link to="/interviews">Read an interview</Link>}>Code some interviews first. Every code then lies here as a card, to be moved between candidate themes.</EmptyState>
      ) : (
        <div ref={box} className={voicesOpen ? css.board : `${css.board} ${css.wide}`} onKeyDown={onKeyDown} onFocus={(event) => {
          const { stop, code, theme } = (event.target as HTMLElement).dataset;
          if (stop === undefined) return;
          if (code !== undefined) setHeld({ kind: "card", code, theme: theme ?? null });
          else if (theme !== undefined) setHeld({ kind: "theme", theme });
          if (theme !== undefined) setFocus(theme);
        }}>
          <section className={css.tray} data-column data-zone="tray" data-over={over === "tray" || undefined} aria-label="Not yet placed">
            <header>
              <h2>Not yet placed</h2>
              <p>{board.tray.length === 0 ? "Every code has its theme." : `${inTray === 1 ? "1 passage" : `${inTray} passages`} in ${board.tray.length === 1 ? "1 code" : `${board.tray.length} codes`}`}</p>
            </header>
            {board.tray.length > 12 ? <input type="search" className={css.find} placeholder="Find a code" aria-label="Find a code among those not placed" value={tray} onChange={(event) => setTray(event.target.value)} /> : null}
            <ul>{shownTray.map((card) => <Card key={card.code.id} card={card} people={voices.people} here={trayStop === stopOf("card", null, card.code.id)} hands={hands} />)}</ul>
            {discarded > 0 ? <Button size="s" look="quiet" className={css.discarded!} onClick={() => setAsking({ ask: "discarded", theme: null })}>{discarded === 1 ? "1 discarded theme" : `${discarded} discarded themes`}</Button> : null}
          </section>
          <div className={css.columns} role="region" aria-label="Themes" tabIndex={-1}>
            {board.columns.map((column, i) => <Column key={column.theme.id} column={column} people={voices.people} here={here} over={over} inSight={inSight?.id ?? null} first={i === 0} last={i === board.columns.length - 1} hands={hands} ask={setAsking} onShift={(id, way) => void shift(id, way)} />)}
            <button type="button" className={board.columns.length === 0 ? `${css.fresh} ${css.only}` : css.fresh} data-zone="new" data-over={over === "new" || undefined} onClick={() => setAsking({ ask: "new", theme: null })}>
              <Icon name="plus" />
              {board.columns.length === 0 ? <span><b>Make the first theme.</b> Drop a card here, or press T and name what you begin to see across the interviews.</span> : <span>New theme<br /><small>or drop a card here</small></span>}
            </button>
          </div>
          {voicesOpen ? <VoicesPanel theme={inSight} voices={voices} hue={board.columns.find((c) => c.groups.some((g) => g.theme.id === inSight?.id))?.hue ?? 0} /> : null}
        </div>
      )}
      {picking ? (
        <Picker
          anchor={() => box.current?.querySelector(`[data-stop="${stopOf("card", picking.from, picking.code)}"]`)?.getBoundingClientRect() ?? null}
          label={picking.also ? `Also place “${codes.get(picking.code)?.name}” in` : `Move “${codes.get(picking.code)?.name}” to`}
          placeholder="Type a theme"
          options={[...themeOptions(study.themes.filter((t) => t.id !== picking.from)), ...(picking.from !== null && !picking.also ? [{ id: "", name: "Not yet placed", path: "Not yet placed", codings: 0 }] : [])]}
          onPick={(id) => void put(picking.code, picking.from, id === "" ? null : id, picking.also)}
          onNew={(name) => void newTheme(name, null, picking)}
          newLabel={(name) => `New theme “${name}”`}
          onClose={() => setPicking(null)}
        />
      ) : null}
      {asking?.ask === "discarded" ? <Discarded onClose={() => setAsking(null)} /> : asking ? <ThemeDialogs asking={asking} anchor={() => (asking.theme === null ? null : (box.current?.querySelector(`[data-stop="${stopOf("theme", asking.theme)}"]`)?.getBoundingClientRect() ?? null))} onNew={(name, parent) => newTheme(name, parent)} onClose={() => { setAsking(null); if (asking.theme !== null) focusOn(stopOf("theme", asking.theme)); }} /> : null}
    </Frame>
  );
}
