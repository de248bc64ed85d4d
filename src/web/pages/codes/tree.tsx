import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { act } from "../../doing.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { dragFrom } from "../../parts/dragging.ts";
import { Icon } from "../../parts/icon.tsx";
import { say } from "../../parts/toast.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { between, dropAt, rowsOf, stepTo } from "../../state/codes-tree.ts";
import { CodeDialogs, type Asking } from "./dialogs.tsx";
import { Row, type Hands, type Where } from "./tree-row.tsx";
import css from "./tree.module.css";

const ways = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" } as const;

/** The tree of codes. One code is in hand; every change can be made by keyboard or by dragging. */
export function Tree({ current }: { readonly current: string | null }): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [closedList, setClosed] = useKept<readonly string[]>(`closed codes ${study.settings.id}`, []);
  const [retired, setRetired] = useState(false);
  const [filter, setFilter] = useState("");
  const [at, setAt] = useState(current);
  const [editing, setEditing] = useState<string | null>(null);
  const [drop, setDrop] = useState<{ id: string; where: Where } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const follow = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refocus = useRef(false);
  const codes = codesById(study);
  const hidden = study.codes.filter((c) => c.retired).length;
  const closed = useMemo(() => new Set(closedList), [closedList]);
  const rows = useMemo(() => rowsOf(study.codes, { closed, filter, retired: retired || (current !== null && (codes.get(current)?.retired ?? false)) }), [study.codes, closed, filter, retired, current, codes]);
  const active = rows.some((r) => r.code.id === at) ? at : (rows[0]?.code.id ?? null);
  useEffect(() => setAt(current), [current]);
  useEffect(() => () => clearTimeout(follow.current), []);
  useEffect(() => {
    const row = tree.current?.querySelector<HTMLElement>(`[data-code="${active}"]`);
    if (refocus.current && editing === null) row?.focus({ preventScroll: true });
    refocus.current = false;
    row?.scrollIntoView({ block: "nearest" });
  }, [active, editing]);

  const take = (id: string, wait = 0): void => {
    setAt(id);
    clearTimeout(follow.current);
    const go = (): void => void navigate(`/codes/${id}`, { replace: true });
    if (wait === 0) go();
    else follow.current = setTimeout(go, wait);
  };
  const stepOnto = (id: string | undefined): void => {
    if (id === undefined) return;
    refocus.current = true;
    take(id, 110);
  };
  const toggle = (id: string, open?: boolean): void => setClosed(open ?? closed.has(id) ? closedList.filter((c) => c !== id) : [...closedList, id]);
  const move = async (id: string, spot: { parent: string | null; order: number } | null, no: string): Promise<void> => {
    if (!spot) return say(no);
    if (spot.parent !== null && closed.has(spot.parent)) toggle(spot.parent, true);
    refocus.current = document.activeElement?.closest("[role=tree]") !== null;
    await act({ type: "code.move", code: id, ...spot });
  };
  const make = async (kind: "code" | "heading", below: boolean): Promise<void> => {
    const on = active === null ? undefined : codes.get(active);
    const parent = below ? (on?.id ?? null) : (on?.parent ?? null);
    const siblings = study.codes.filter((c) => c.parent === parent && !c.retired);
    const place = siblings.findIndex((c) => c.id === on?.id);
    const id = newId();
    const taken = new Set(siblings.map((c) => c.name.toLowerCase()));
    const base = kind === "code" ? "New code" : "New heading";
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`;
    if (below && parent !== null && closed.has(parent)) toggle(parent, true);
    setFilter("");
    const came = await act({ type: "code.create", id, name, parent, kind, order: below || !on ? between(siblings.at(-1), undefined) : between(on, siblings[place + 1]) });
    if (came.state === "refused") return;
    take(id);
    setEditing(id);
  };
  const rename = async (id: string, name: string): Promise<void> => {
    refocus.current = true;
    setEditing(null);
    const wanted = name.replace(/\s+/g, " ").trim();
    if (wanted !== "" && wanted !== codes.get(id)?.name) await act({ type: "code.describe", code: id, name: wanted });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-code]") || active === null) return;
    const place = rows.findIndex((r) => r.code.id === active);
    const row = rows[place]!;
    const { key, altKey, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) return;
    const did = ((): boolean => {
      if (altKey) {
        const way = ways[key as keyof typeof ways];
        if (way) void move(active, stepTo(study.codes, active, way), way === "in" ? "There is no code before it to move it under." : way === "out" ? "It lies at the top already." : `There is no code ${way === "up" ? "above" : "below"} it to change places with.`);
        return way !== undefined;
      }
      switch (key) {
        case "ArrowDown": return stepOnto(rows[place + 1]?.code.id), true;
        case "ArrowUp": return stepOnto(rows[place - 1]?.code.id), true;
        case "Home": return stepOnto(rows[0]?.code.id), true;
        case "End": return stepOnto(rows.at(-1)?.code.id), true;
        case "ArrowRight":
          if (row.open === false) toggle(active, true);
          else if (row.open) stepOnto(rows[place + 1]?.code.id);
          return true;
        case "ArrowLeft":
          if (row.open) toggle(active, false);
          else stepOnto(rows.slice(0, place).findLast((r) => r.level === row.level - 1)?.code.id);
          return true;
        case "Enter":
          take(active);
          document.querySelector<HTMLElement>("[data-passage][tabindex='0']")?.focus();
          return true;
        case "F2": return setEditing(active), true;
        case "/": return box.current?.focus(), true;
        case "Delete": return setAsking({ ask: row.code.retired ? "back" : "retire", code: active }), true;
      }
      const letter = key.toLowerCase();
      if (letter === "n") void make("code", shiftKey);
      else if (letter === "h") void make("heading", false);
      else if (letter === "m") setAsking({ ask: "merge", code: active });
      else if (letter === "s") setAsking({ ask: "split", code: active });
      else if (letter === "p") setAsking({ ask: "move", code: active });
      else if (letter === "c") setAsking({ ask: "compare", code: active });
      else return false;
      return true;
    })();
    if (did) event.preventDefault();
  };

  const hands = useRef<Hands>(null as never);
  hands.current = {
    take: (id) => take(id),
    toggle,
    edit: setEditing,
    rename: (id, name) => void rename(id, name),
    leave: () => { refocus.current = true; setEditing(null); },
    press: (id, event) => {
      const element = tree.current?.querySelector<HTMLElement>(`[data-code="${id}"]`);
      if (!element || editing !== null) return;
      const spotAt = (under: Element | null, y: number): { id: string; where: Where } | null => {
        const on = under?.closest<HTMLElement>("[data-code]");
        const target = on?.dataset["code"];
        if (!on || target === undefined || !tree.current?.contains(on)) return null;
        const { top, height } = on.getBoundingClientRect();
        const part = (y - top) / height;
        const where = part < 0.28 ? "before" : part > 0.72 ? "after" : "into";
        return dropAt(study.codes, id, target, where) ? { id: target, where } : null;
      };
      dragFrom(event.nativeEvent, {
        element,
        className: css.ghost!,
        onOver: (under, _x, y) => {
          const spot = spotAt(under, y);
          setDrop((before) => (before?.id === spot?.id && before?.where === spot?.where ? before : spot));
        },
        onDrop: (under, _x, y) => {
          const spot = spotAt(under, y);
          if (spot) void move(id, dropAt(study.codes, id, spot.id, spot.where), "");
        },
        onEnd: () => setDrop(null),
      });
    },
  };

  return (
    <nav className={css.panel} aria-label="Codebook">
      <div className={css.head}>
        <h1>Codes</h1>
        <Button size="s" onClick={() => void make("code", false)} title="New code (N)"><Icon name="plus" size="s" />Code</Button>
        <Button size="s" look="quiet" onClick={() => void make("heading", false)} title="New heading (H), which only holds codes">Heading</Button>
      </div>
      <input
        ref={box}
        type="search"
        className={css.search}
        placeholder="Find a code"
        aria-label="Find a code by its name or definition"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          if (event.key === "Escape") setFilter("");
          tree.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
        }}
      />
      <p className={css.columns} aria-hidden="true"><span>codings</span></p>
      <div ref={tree} role="tree" aria-label="Codes" className={css.tree} onKeyDown={onKeyDown} onFocus={(event) => { const id = (event.target as HTMLElement).dataset["code"]; if (id !== undefined && id !== active) setAt(id); }}>
        {rows.map((r) => (
          <Row key={r.code.id} row={r} active={r.code.id === active} current={r.code.id === current} editing={r.code.id === editing} drop={drop?.id === r.code.id ? drop.where : null} hands={hands} />
        ))}
      </div>
      {rows.length === 0 ? <p className={css.none} role="status">No code has “{filter}” in its name or definition. <button type="button" onClick={() => setFilter("")}>Show all</button></p> : null}
      <p className={css.foot}>
        {hidden > 0 ? <button type="button" aria-pressed={retired} onClick={() => setRetired(!retired)}>{retired ? "Hide" : "Show"} {hidden === 1 ? "the retired code" : `${hidden} retired codes`}</button> : <span>F2 rename, Alt with arrows moves</span>}
      </p>
      {asking ? <CodeDialogs asking={asking} anchor={() => tree.current?.querySelector(`[data-code="${asking.code}"]`)?.getBoundingClientRect() ?? null} onClose={() => { refocus.current = true; setAsking(null); requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus({ preventScroll: true })); }} /> : null}
    </nav>
  );
}
