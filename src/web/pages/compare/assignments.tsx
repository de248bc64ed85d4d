import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { drawSources, type Drawn, type FractionOf } from "../../../analysis/drawSources.ts";
import type { AssignmentAnswer, StudyAnswer } from "../../../server/answers.ts";
import type { CompareAnswer, ComparedSource } from "../../../server/compare.ts";
import { act, type Asked } from "../../doing.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Field, Select } from "../../parts/field.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { useStudy } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import css from "./assignments.module.css";

/** Who codes what, on what terms and who has finished; and how to give interviews to a second coder. */
export function Assignments({ compare }: { readonly compare: CompareAnswer }): ReactElement {
  const study = useStudy();
  const [making, setMaking] = useState(false);
  const name = (id: string): string => study.coders.find((c) => c.id === id)?.name ?? "someone";
  const people = study.coders.filter((c) => c.declared);
  const me = study.me.id;
  const mark = (source: ComparedSource, finished: boolean): void => {
    const coder = me ?? newId();
    const commands: Asked[] = [...(me ? [] : [{ type: "coder.add" as const, name: study.me.name, id: coder }]), { type: "assignment.finish", coder, sources: [source.id], finished }];
    void act(commands, { tell: true });
  };
  return (
    <div className={css.page}>
      <header className={css.head}>
        <p>While an assignment is blind, nobody who codes these interviews sees the others’ work there until all of them have marked it as finished. Only what is finished by both is compared.</p>
        <Button look="main" onClick={() => setMaking(true)}>Give interviews to a coder</Button>
      </header>
      {study.sources.length === 0 ? <EmptyState icon="interviews" title="No interviews yet">Bring in the interviews first.</EmptyState> : (
        <TableScroll label="Who has finished what">
          <Table>
            <thead><tr><th scope="col">Interview</th><th scope="col">Assigned to</th><th scope="col">Finished by</th><th scope="col">Differences</th><th scope="col">You ({study.me.name})</th></tr></thead>
            <tbody>
              {compare.sources.map((s) => {
                const mine = me !== null && s.finishedBy.includes(me);
                return (
                  <tr key={s.id}>
                    <td><Link to={`/interviews/${s.id}`}>{s.name}</Link> {s.blind ? <Chip tone="warn">others’ work hidden from you</Chip> : null}</td>
                    <td>{[...new Set(s.assignedTo)].map(name).join(", ")}</td>
                    <td>{s.finishedBy.map(name).join(", ")}</td>
                    <td>{s.progress ? <Link to={`/compare?in=${s.id}`}>{s.progress.differences === 0 ? "none" : `${s.progress.settled} of ${s.progress.differences} settled`}</Link> : null}</td>
                    <td>{mine ? <Button size="s" look="quiet" onClick={() => mark(s, false)}>Reopen</Button> : <Button size="s" onClick={() => mark(s, true)} aria-label={`Mark ${s.name} as finished`}>I have finished</Button>}</td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        </TableScroll>
      )}
      {study.assignments.length > 0 ? (
        <section className={css.terms}>
          <h2>Assignments</h2>
          <ul>{study.assignments.map((a) => <Terms key={a.id} assignment={a} name={name(a.coder)} sources={a.sources.map((id) => `${study.sources.find((s) => s.id === id)?.name ?? "an interview that is gone"}${turnsOf(a, id)}`)} />)}</ul>
          <p className={css.thin}>To hand a copy to someone on another machine, without what the others coded: <kbd>earshot assignment export STUDY --coder {name(study.assignments.at(-1)!.coder)} -o copy.earshot</kbd></p>
        </section>
      ) : null}
      {making ? <Make people={people.map((c) => c.name)} onClose={() => setMaking(false)} /> : null}
    </div>
  );
}

/** " (12 of 31 turns)" where only turns were given. */
function turnsOf(a: AssignmentAnswer, source: string): string {
  const given = a.turns.find((t) => t.source === source);
  return given ? ` (${given.turns.length} of ${given.of} turns)` : "";
}

const Terms = ({ assignment: a, name, sources }: { readonly assignment: AssignmentAnswer; readonly name: string; readonly sources: readonly string[] }): ReactElement => (
  <li>
    <b>{name}</b>: {sources.join(", ")}
    <small>{a.blind ? "blind" : "open"}, {a.mayMakeCodes ? "may make new codes" : "no new codes"}, codebook of {a.codebookAt.slice(0, 10)}; {a.rule}</small>
    <Button size="s" look="quiet" onClick={() => void act({ type: "assignment.withdraw", assignment: a.id }, { tell: true })} aria-label={`Withdraw the assignment of ${name}`}>Withdraw</Button>
  </li>
);

function Make({ people, onClose }: { readonly people: readonly string[]; readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const [name, setName] = useState("");
  const [how, setHow] = useState<"hand" | "draw">("hand");
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [percent, setPercent] = useState("25");
  const [of, setOf] = useState<FractionOf>("interviews");
  const [seed, setSeed] = useState(() => String(crypto.getRandomValues(new Uint32Array(1))[0]! % 100_000));
  const [blind, setBlind] = useState(true);
  const [mayMakeCodes, setMayMakeCodes] = useState(false);
  const known = study.coders.find((c) => c.name.toLowerCase() === name.trim().toLowerCase());
  const { data: asked } = useQuery({ queryKey: ["analysis", "questions"], queryFn: () => ask(server.compare.questions.$get()), enabled: how === "draw" });
  const draw = useMemo(() => {
    const whole = /^\d{1,9}$/.test(seed) ? Number(seed) : 0;
    return drawSources(notYetGiven(study, known?.id, of).map((s) => ({ ...s, questions: asked?.questions[s.id] ?? [] })), { fraction: Number(percent) / 100, of, seed: whole });
  }, [study, known?.id, percent, of, seed, asked]);
  const sources = how === "hand" ? picked : draw.ok ? draw.drawn.map((d) => d.source.id) : [];
  const turns = how === "draw" && draw.ok ? draw.drawn.flatMap((d) => (d.turns ? [{ source: d.source.id, turns: [...d.turns] }] : [])) : [];
  const ready = name.trim() !== "" && sources.length > 0 && (how === "hand" || asked !== undefined);
  const make = async (): Promise<void> => {
    const coder = known?.id ?? newId();
    const rule = how === "draw" && draw.ok ? draw.rule : "chosen by hand";
    const commands: Asked[] = [...(known ? [] : [{ type: "coder.add" as const, name: name.trim(), id: coder }]), { type: "assignment.make", coder, sources: [...sources], turns, blind, mayMakeCodes, rule, seed: how === "draw" ? Number(seed) : null }];
    if ((await act(commands, { tell: true })).state !== "refused") onClose();
  };
  return (
    <Dialog title="Give interviews to a coder" onClose={onClose} wide actions={<><Button onClick={onClose}>Cancel</Button><Button look="main" disabled={!ready} onClick={() => void make()}>Assign {turns.length > 0 ? `${turns.reduce((sum, t) => sum + t.turns.length, 0)} turns in ` : ""}{sources.length === 1 ? "1 interview" : `${sources.length} interviews`}</Button></>}>
      <div className={css.form}>
        <Field label="Who codes" value={name} onChange={(event) => setName(event.target.value)} list="coders" autoFocus />
        <datalist id="coders">{people.map((p) => <option key={p} value={p}>{p}</option>)}</datalist>
        <Select label="How they are chosen" value={how} onChange={(event) => setHow(event.target.value as "hand" | "draw")}><option value="hand">by hand</option><option value="draw">by chance</option></Select>
        {how === "hand" ? (
          <fieldset className={css.pick}>
            <legend>Interviews</legend>
            {study.sources.map((s) => <label key={s.id}><input type="checkbox" checked={picked.includes(s.id)} onChange={(event) => setPicked(event.target.checked ? [...picked, s.id] : picked.filter((p) => p !== s.id))} /> {s.name}</label>)}
          </fieldset>
        ) : (
          <>
            <div className={css.three}>
              <Field label="At least, in per cent" inputMode="numeric" value={percent} onChange={(event) => setPercent(event.target.value)} />
              <Select label="of the" value={of} onChange={(event) => setOf(event.target.value as FractionOf)}><option value="interviews">interviews</option><option value="turns">turns</option></Select>
              <Field label="Seed" inputMode="numeric" value={seed} onChange={(event) => setSeed(event.target.value)} />
            </div>
            <p className={css.drawn} role="status">{draw.ok ? <>{draw.drawn.map(drawnWords).join(", ")}<small>{draw.rule}</small></> : draw.refusal.sentence}</p>
          </>
        )}
        <label><input type="checkbox" checked={blind} onChange={(event) => setBlind(event.target.checked)} /> Blind: neither sees the other’s work there until both have finished</label>
        <label><input type="checkbox" checked={mayMakeCodes} onChange={(event) => setMayMakeCodes(event.target.checked)} /> May make new codes</label>
      </div>
    </Dialog>
  );
}

const drawnWords = ({ source, turns }: Drawn<{ readonly name: string }>): string => (turns ? `${source.name} (${turns.length === 1 ? "1 turn" : `${turns.length} turns`})` : source.name);

/** The interviews that can be drawn from: without those, or the turns of them, that the coder has already. */
function notYetGiven(study: StudyAnswer, coder: string | undefined, of: FractionOf): { readonly id: string; readonly name: string; readonly turns: number; readonly taken: readonly number[] }[] {
  const own = study.assignments.filter((a) => a.coder === coder);
  return study.sources.flatMap(({ id, name, turns }) => {
    const given = own.filter((a) => a.sources.includes(id)).map((a) => a.turns.find((t) => t.source === id)?.turns ?? null);
    const taken = given.flatMap((some) => some ?? []);
    return given.includes(null) || (of === "interviews" && taken.length > 0) ? [] : [{ id, name, turns, taken }];
  });
}
