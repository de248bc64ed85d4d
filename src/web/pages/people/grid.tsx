import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import type { Attribute, Participant } from "../../../study/participant.ts";
import { Icon } from "../../parts/icon.tsx";
import { Menu, type Item } from "../../parts/menu.tsx";
import { place } from "../../parts/place.ts";
import { say } from "../../parts/toast.tsx";
import { useKept } from "../../kept.ts";
import { useStudy } from "../../queries.ts";
import { choicesFor, readCell, shownCell } from "../../state/people-cells.ts";
import { inSight, moved, pasted, type Cell, type Described, type Sort } from "../../state/people-grid.ts";
import type { Stage } from "../../state/people-stage.ts";
import { CellEditor } from "./cell-editor.tsx";
import css from "./grid.module.css";

interface Props {
  readonly people: readonly Participant[];
  readonly attributes: readonly Attribute[];
  readonly stages: ReadonlyMap<string, Stage>;
  readonly sort: Sort;
  readonly readOnly: boolean;
  /** Grows by one whenever a new participant is asked for. */
  readonly adding: number;
  readonly onSort: (sort: Sort) => void;
  readonly onNarrow: (attribute: Attribute, value: string | null) => void;
  readonly onColumn: (attribute: Attribute) => void;
  readonly onOpen: (participant: string) => void;
  /** Answers with what is wrong, or null. */
  readonly onChange: (changes: readonly Described[]) => Promise<string | null>;
  readonly onAdd: (label: string) => Promise<string | null>;
}

/** A cell that is typed in, by what it belongs to: null for a new participant, and for the label. */
interface Edited {
  readonly person: string | null;
  readonly attribute: string | null;
  readonly typed: string;
}
interface Editing extends Omit<Edited, "typed"> {
  /** What stood there. */
  readonly was: string;
  /** What to begin with in its place. */
  readonly from: string | null;
}

const rowHeight = 34;
const kindNames = { text: "text", category: "category", number: "number", date: "date", "yes/no": "yes or no" } as const;

/** The register as a grid: arrows move, Enter or typing edits, Ctrl Enter opens a person, Delete empties, cells are copied and pasted. */
export function Grid({ people, attributes, stages, sort, readOnly, adding, onSort, onNarrow, onColumn, onOpen, onChange, onAdd }: Props): ReactElement {
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [kept, keep, forgetCell] = useKept<Edited | null>(`cell ${useStudy().settings.id}`, null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [before, after] = [useRef<HTMLTableRowElement>(null), useRef<HTMLTableRowElement>(null)];
  const columns = attributes.length + 2;
  const rows = people.length + (readOnly ? 0 : 1);
  // What is edited is a person's, wherever others' changes move the row meanwhile.
  const edited = editing?.person == null ? -1 : people.findIndex((p) => p.id === editing.person);
  const cursor: Cell = { row: edited >= 0 ? edited : Math.min(at.row, rows - 1), column: Math.min(at.column, columns - 1) };
  const { from, to } = inSight(view.top, view.height, rowHeight, people.length);

  useLayoutEffect(() => {
    place(before.current, { height: from * rowHeight });
    place(after.current, { height: (people.length - to) * rowHeight });
  }, [from, to, people.length]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const see = (): void => setView({ top: box.scrollTop, height: box.clientHeight });
    see();
    const size = new ResizeObserver(see);
    size.observe(box);
    return () => size.disconnect();
  }, []);
  const show = ({ row, column }: Cell): void => {
    const box = scroller.current;
    if (!box) return;
    const head = grid.current?.tHead?.offsetHeight ?? rowHeight;
    const top = row * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeight + head > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight + head - box.clientHeight;
    const cell = grid.current?.tHead?.rows[0]?.cells[column];
    const first = grid.current?.tHead?.rows[0]?.cells[0]?.offsetWidth ?? 0;
    if (!cell || column === 0) return void (column === 0 && (box.scrollLeft = 0));
    if (cell.offsetLeft - first < box.scrollLeft) box.scrollLeft = cell.offsetLeft - first;
    else if (cell.offsetLeft + cell.offsetWidth > box.scrollLeft + box.clientWidth) box.scrollLeft = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
  };
  const go = (cell: Cell): void => {
    setAt(cell);
    setProblem(null);
    show(cell);
  };
  const attributeAt = (column: number): Attribute | undefined => attributes[column - 1];
  const editable = ({ row, column }: Cell): boolean => !readOnly && (row < people.length ? column <= attributes.length : column === 0);
  const edit = (cell: Cell, typed: string | null = null): void => {
    if (!editable(cell)) return;
    go(cell);
    setEditing({ person: people[cell.row]?.id ?? null, attribute: attributeAt(cell.column)?.id ?? null, was: words(cell), from: typed });
  };
  useEffect(() => {
    if (!kept || readOnly) return;
    const row = kept.person === null ? people.length : people.findIndex((p) => p.id === kept.person);
    const column = kept.attribute === null ? 0 : attributes.findIndex((a) => a.id === kept.attribute) + 1;
    if (row >= 0 && (column > 0 || kept.attribute === null)) edit({ row, column }, kept.typed);
    // Once, when the page opens: what was typed before a reload comes back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (adding > 0) edit({ row: people.length, column: 0 });
    // Only when it is asked for, not when people are added.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [adding]);
  const finish = (): void => {
    setEditing(null);
    setProblem(null);
    forgetCell();
    grid.current?.focus({ preventScroll: true });
  };
  /** Takes what was typed into the cell; false where it does not fit, so that it stays there with what is wrong. */
  const commit = async (typed: string, then: "down" | "right" | "left" | "stay"): Promise<boolean> => {
    const person = edited >= 0 ? people[edited] : undefined;
    const attribute = attributes.find((a) => a.id === editing?.attribute);
    if (editing?.person != null && !person) return finish(), say("This person is not in the list any more, so what you typed was not saved.", "problem"), true;
    const now = words(cursor);
    if (person && editing && now !== editing.was && typed !== now) {
      setEditing({ ...editing, was: now });
      setProblem(`This was changed meanwhile, to ${now === "" ? "nothing" : `“${now}”`}. Enter puts yours in its place.`);
      return false;
    }
    const label = typed.normalize("NFC").trim().replace(/\s+/g, " ");
    let wrong: string | null = null;
    if (!person) wrong = label === "" ? null : await onAdd(label);
    else if (!attribute) wrong = label === "" ? "A participant needs a label, such as “Mother 4”." : label === person.label ? null : await onChange([{ participant: person.id, label }]);
    else {
      const read = readCell(attribute.kind, typed);
      if (!read.ok) wrong = read.sentence;
      else if (read.value !== (person.values[attribute.id] ?? null)) wrong = await onChange([{ participant: person.id, values: { [attribute.id]: read.value } }]);
    }
    if (wrong !== null) {
      setProblem(wrong);
      return false;
    }
    finish();
    const { row, column } = cursor;
    if (then === "down") go({ row: Math.min(rows - 1, row + 1), column });
    else if (then === "right") go({ row, column: Math.min(columns - 1, column + 1) });
    else if (then === "left") go({ row, column: Math.max(0, column - 1) });
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || event.target !== grid.current) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const person = people[cursor.row];
    const next = moved(cursor, event.key, ctrl, { rows, columns, page: Math.max(1, Math.floor(view.height / rowHeight) - 2) });
    if (next) {
      event.preventDefault();
      go(next);
    } else if (event.key === "Enter" && ctrl && person) {
      event.preventDefault();
      onOpen(person.id);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      edit(cursor);
    } else if ((event.key === "Delete" || event.key === "Backspace") && person && attributeAt(cursor.column) && !readOnly) {
      event.preventDefault();
      void onChange([{ participant: person.id, values: { [attributeAt(cursor.column)!.id]: null } }]).then((wrong) => wrong !== null && say(wrong, "problem"));
    } else if (event.key.length === 1 && !ctrl && !event.altKey && event.key !== "?") {
      event.preventDefault();
      edit(cursor, event.key);
    }
  };
  const words = ({ row, column }: Cell): string => {
    const person = people[row];
    if (!person) return "";
    return column === 0 ? person.label : column > attributes.length ? (stages.get(person.id)?.name ?? "") : shownCell(person.values[attributes[column - 1]!.id]);
  };
  const paste = async (text: string): Promise<void> => {
    const { changes, problems, outside } = pasted(cursor, text, people, attributes);
    if (problems.length > 0) return say(`Nothing was pasted. ${problems.slice(0, 3).join(" ")}${problems.length > 3 ? ` And ${problems.length - 3} more.` : ""}`, "problem");
    const wrong = changes.length === 0 ? null : await onChange(changes);
    if (wrong !== null) say(wrong, "problem");
    else if (outside > 0) say(`${outside} of the pasted cells lie outside the register and were left out.`);
  };
  const sortSign = (id: string | null): ReactElement | null => (sort.attribute === id ? <Icon name={sort.down ? "down" : "up"} size="s" /> : null);
  const ariaSort = (id: string | null): "ascending" | "descending" | "none" => (sort.attribute !== id ? "none" : sort.down ? "descending" : "ascending");
  const sorts = (id: string | null): Item[] => [
    { id: "up", name: "Sort from the first", act: () => onSort({ attribute: id, down: false }) },
    { id: "down", name: "Sort from the last", act: () => onSort({ attribute: id, down: true }) },
  ];
  const filters = (attribute: Attribute): Item[] => [
    ...(attribute.kind === "category" || attribute.kind === "yes/no" ? choicesFor(attribute, people).slice(0, 7).map((value): Item => ({ id: `only ${value}`, name: `Only “${value}”`, act: () => onNarrow(attribute, value) })) : []),
    { id: "missing", name: "Only those without a value", act: () => onNarrow(attribute, null) },
  ];
  const active = `cell-${cursor.row}-${cursor.column}`;
  const cellProps = (row: number, column: number, extra = ""): { id: string; role: "gridcell"; "aria-colindex": number; className: string; "data-at"?: true; onPointerDown: () => void; onDoubleClick: () => void } => ({
    id: `cell-${row}-${column}`,
    role: "gridcell",
    "aria-colindex": column + 1,
    className: `${extra}`,
    ...(row === cursor.row && column === cursor.column && { "data-at": true as const }),
    onPointerDown: () => {
      if (editing && row === cursor.row && column === cursor.column) return;
      go({ row, column });
    },
    onDoubleClick: () => edit({ row, column }),
  });
  const inside = (row: number, column: number): ReactElement | string => {
    if (!editing || row !== cursor.row || column !== cursor.column) return words({ row, column });
    const attribute = attributeAt(column);
    return <CellEditor label={`${people[row]?.label ?? "New participant"}, ${attribute?.name ?? "label"}`} start={editing.from ?? words({ row, column })} selectAll={editing.from === null} choices={attribute ? choicesFor(attribute, people) : []} problem={problem} onCommit={commit} onCancel={finish} onType={(typed) => { setProblem(null); keep({ person: editing.person, attribute: editing.attribute, typed }); }} />;
  };
  return (
    <div className={css.scroller} ref={scroller} onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}>
      <table
        ref={grid}
        className={css.grid}
        role="grid"
        aria-label="Register of participants"
        aria-rowcount={rows + 1}
        aria-colcount={columns}
        aria-readonly={readOnly}
        aria-activedescendant={rows > 0 ? active : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onCopy={(event) => {
          if (editing) return;
          event.preventDefault();
          event.clipboardData.setData("text/plain", words(cursor));
        }}
        onPaste={(event) => {
          if (editing || readOnly) return;
          event.preventDefault();
          void paste(event.clipboardData.getData("text/plain"));
        }}
      >
        <colgroup>
          <col className={css.labelColumn} />
          {attributes.map((a) => <col key={a.id} className={a.kind === "number" || a.kind === "yes/no" ? css.narrow : a.kind === "date" ? css.dateColumn : css.wide} />)}
          <col className={css.stageColumn} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-sort={ariaSort(null)} aria-colindex={1}>
              <Menu label="Participant: sort" className={css.head!} button={<><span>Participant</span>{sortSign(null)}</>} items={sorts(null)} />
            </th>
            {attributes.map((a, i) => (
              <th key={a.id} scope="col" aria-sort={ariaSort(a.id)} aria-colindex={i + 2} data-number={a.kind === "number" || undefined}>
                <Menu
                  label={`${a.name} (${kindNames[a.kind]}): sort, filter, change`}
                  className={css.head!}
                  button={<><span>{a.name}</span>{sortSign(a.id)}</>}
                  items={[...sorts(a.id), ...filters(a), { id: "change", name: "Change this column", act: () => onColumn(a) }]}
                />
              </th>
            ))}
            <th scope="col" aria-colindex={columns}><span className={css.head}>How far</span></th>
          </tr>
        </thead>
        <tbody>
          <tr ref={before} aria-hidden="true" className={css.space} />
          {people.slice(from, to).map((person, i) => {
            const row = from + i;
            const stage = stages.get(person.id);
            return (
              <tr key={person.id} aria-rowindex={row + 2}>
                <td {...cellProps(row, 0, css.label)}>
                  <span className={css.words}>{inside(row, 0)}</span>
                  {stage?.out ? <small className={css.out} aria-hidden="true">{stage.name}</small> : null}
                  <button type="button" className={css.open} tabIndex={-1} aria-label={`Open ${person.label}`} title={`Open ${person.label} (Ctrl Enter)`} onClick={() => onOpen(person.id)}><Icon name="right" size="s" /></button>
                </td>
                {attributes.map((a, c) => <td key={a.id} {...cellProps(row, c + 1, a.kind === "number" ? css.number : "")} data-missing={(person.values[a.id] ?? null) === null || undefined}>{inside(row, c + 1)}</td>)}
                <td {...cellProps(row, columns - 1, css.stage)} aria-readonly="true" data-out={stage?.out || undefined}>{stage?.name}</td>
              </tr>
            );
          })}
          <tr ref={after} aria-hidden="true" className={css.space} />
          {readOnly ? null : (
            <tr aria-rowindex={people.length + 2} className={css.fresh}>
              <td {...cellProps(people.length, 0, css.label)} onClick={() => edit({ row: people.length, column: 0 })}>{editing && cursor.row === people.length && cursor.column === 0 ? inside(people.length, 0) : <span className={css.hint}><Icon name="plus" size="s" /> New participant</span>}</td>
              {Array.from({ length: columns - 1 }, (_, c) => <td key={c} {...cellProps(people.length, c + 1)} aria-readonly="true" />)}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
