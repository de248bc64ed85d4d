import { useMemo, useState, type ReactElement } from "react";
import { Link, useParams } from "react-router";
import { dayInWords } from "../../../analysis/wording.ts";
import { act } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { Chip, Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { Page } from "../../parts/page.tsx";
import { codesById, useCodingsIn, useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { readCell, shownCell } from "../../state/people-cells.ts";
import { stages } from "../../state/people-stage.ts";
import { describe } from "./data.ts";
import css from "./person-page.module.css";
import { RecordDialog, type RecordKind } from "./record-dialog.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

const collator = new Intl.Collator("en", { numeric: true });
const day = (date: string): string => (date === "" ? "date not known" : dayInWords(date));

/** One participant: what is known, how they came in, what they agreed to, the interviews, and what of them is coded. */
export function PersonPage(): ReactElement {
  const study = useStudy();
  const { id = "" } = useParams();
  const [recording, setRecording] = useState<RecordKind | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const person = study.participants.find((p) => p.id === id);
  const inOrder = useMemo(() => [...study.participants].sort((a, b) => collator.compare(a.label, b.label)), [study.participants]);
  const far = useMemo(() => stages(study).get(id), [study, id]);
  if (!person) {
    return (
      <Page title="People">
        <EmptyState icon="person" title="Nobody of this address is in the study" actions={<Link to="/people">Go to the register</Link>}>They may have been registered in a step that was undone since.</EmptyState>
      </Page>
    );
  }
  const gone = person.withdrawn?.level === "remove everything";
  const at = inOrder.findIndex((p) => p.id === id);
  const neighbour = (by: -1 | 1): ReactElement | null => {
    const other = inOrder[at + by];
    return other ? <Link className={css.neighbour} to={`/people/${other.id}`} aria-label={`${by < 0 ? "Before" : "Next"}: ${other.label}`}><Icon name={by < 0 ? "left" : "right"} size="s" />{other.label}</Link> : null;
  };
  const records = study.recruitment.filter((r) => r.participant === id).sort((a, b) => (a.date === b.date || a.date === "" || b.date === "" ? 0 : a.date < b.date ? -1 : 1));
  const consents = study.consents.filter((c) => c.participant === id);
  const interviews = study.interviews.filter((i) => i.participant === id);
  const sources = study.sources.filter((s) => s.participant === id);
  const memberOf = study.substudies.filter((s) => s.members.includes(id));
  const add = (kind: RecordKind, name: string): ReactElement => <Button size="s" look="quiet" disabled={study.readOnly || gone} onClick={() => setRecording(kind)}><Icon name="plus" size="s" />{name}</Button>;
  return (
    <Page
      title={person.label}
      beside={<span className={css.beside}>{far ? <Chip tone={far.out ? "warn" : "plain"}>{far.name}</Chip> : null}{memberOf.map((s) => <Chip key={s.id}>{s.name}</Chip>)}</span>}
      actions={<><Link to={`/history?about=${encodeURIComponent(id)}`}>History</Link><nav aria-label="Other participants" className={css.neighbours}>{neighbour(-1)}{neighbour(1)}</nav></>}
    >
      {person.withdrawn ? <p className={css.withdrawn} role="status">Withdrew on {day(person.withdrawn.date)}: {person.withdrawn.level}.{gone ? " What they said and what was written about them is erased." : ""}</p> : null}
      <div className={css.columns}>
        <section className={css.card}>
          <h2>What is known</h2>
          <div className={css.attributes}>
            <div className={css.attribute}><span>label</span><InPlace label="Label" bare line needed keep={`person ${id} label`} value={person.label} hint="Mother 4" disabled={study.readOnly || gone} onSave={(label) => describe([{ participant: id, label }])} /></div>
            {study.attributes.map((a) => (
              <div key={a.id} className={css.attribute}>
                <span>{a.name}</span>
                <InPlace
                  label={a.name}
                  bare
                  line
                  keep={`person ${id} ${a.id}`}
                  value={shownCell(person.values[a.id])}
                  hint={gone ? "taken back" : "not known"}
                  disabled={study.readOnly || gone}
                  onSave={async (typed) => {
                    const read = readCell(a.kind, typed);
                    return read.ok ? describe([{ participant: id, values: { [a.id]: read.value } }]) : read.sentence;
                  }}
                />
              </div>
            ))}
          </div>
        </section>
        <div className={css.stack}>
          <section className={css.card}>
            <header><h2>The way in</h2>{add("step", "Record a step")}</header>
            {records.length === 0 ? <p className={css.none}>No step of recruitment is recorded.</p> : (
              <ol className={css.steps}>
                {records.map((r, i) => (
                  <li key={i} data-out={["declined", "lost", "not eligible"].includes(r.step) || undefined}>
                    <b>{r.step.charAt(0).toUpperCase() + r.step.slice(1)}</b> <time dateTime={r.date || undefined}>{day(r.date)}</time>
                    {[r.by && `by ${r.by}`, r.service && `from ${r.service}`, r.reason].some(Boolean) ? <p>{[r.by && `by ${r.by}`, r.service && `from ${r.service}`, r.reason].filter(Boolean).join(", ")}</p> : null}
                  </li>
                ))}
              </ol>
            )}
            {study.criteria.length > 0 ? (
              <ul className={css.criteria} aria-label="Criteria">
                {study.criteria.map((c) => {
                  const known = study.eligibility.find((e) => e.participant === id && e.criterion === c.id);
                  const met = known?.met ?? null;
                  return (
                    <li key={c.id} title={c.definition}>
                      <Sign yes={met} />{c.name}
                      <select aria-label={`Whether ${person.label} meets “${c.name}”`} value={met === true ? "met" : met === false ? "not met" : "not known"} disabled={study.readOnly || gone} onChange={(event) => void act({ type: "eligibility.record", participant: id, criterion: c.id, met: event.target.value === "not known" ? null : event.target.value === "met", date: "" })}>
                        {["met", "not met", "not known"].map((says) => <option key={says}>{says}</option>)}
                      </select>
                    </li>
                  );
                })}
              </ul>
            ) : null}
          </section>
          <section className={css.card}>
            <header><h2>Consent</h2><span className={css.buttons}>{study.consentForms.length > 0 ? add("consent", "Record consent") : null}{gone ? null : <Button size="s" look="quiet" disabled={study.readOnly} onClick={() => setWithdrawing(true)}>Withdraw…</Button>}</span></header>
            {consents.length === 0 ? <p className={css.none}>No consent is recorded.{study.consentForms.length === 0 ? <> Record <Link to="/people/papers">the consent form</Link> first.</> : ""}</p> : consents.toReversed().map((c, i) => {
              const form = study.consentForms.find((f) => f.id === c.form);
              return (
                <div key={i} className={css.consent}>
                  <p><b>Form {form?.version ?? "of a version that is gone"}</b> <time dateTime={c.date || undefined}>{day(c.date)}</time><span>{[c.mode, c.taker && `taken by ${c.taker}`].filter(Boolean).join(", ")}</span>{consents.length > 1 ? <em>{i === 0 ? "The latest, which counts." : "Earlier."}</em> : null}</p>
                  <ul className={css.criteria}>
                    {form?.clauses.map((clause) => {
                      const agreed = c.clauses[clause.name];
                      return <li key={clause.name} title={clause.wording}><Sign yes={agreed ?? null} />{clause.name}<small>{agreed === true ? "agreed" : agreed === false ? "not agreed" : gone ? "taken back" : "not asked"}</small></li>;
                    })}
                  </ul>
                </div>
              );
            })}
          </section>
        </div>
        <div className={css.stack}>
          <section className={css.card}>
            <header><h2>Interviews</h2>{add("interview", "Record an interview")}</header>
            {interviews.length === 0 && sources.length === 0 ? <p className={css.none}>No interview yet. Drop its transcript anywhere to bring it in.</p> : null}
            {interviews.map((i) => {
              const about = [i.minutes === null ? "" : `${i.minutes} minutes`, i.place, i.interviewer && `by ${i.interviewer}`, i.others && `also there: ${i.others}`, i.guide === null ? "" : `guide ${study.guides.find((g) => g.id === i.guide)?.version ?? ""}`].filter(Boolean);
              return <p key={i.id} className={css.interview}><b>{day(i.date)}</b><span>{about.join(", ")}</span></p>;
            })}
            {sources.map((s) => <p key={s.id} className={css.source}><Link to={`/interviews/${s.id}`}><Icon name="interviews" size="s" />{s.name}</Link><small>{s.turns} turns, {s.codings} codings, {s.reading}{s.finished ? ", finished" : ""}</small></p>)}
          </section>
          <Coded sources={sources.map((s) => s.id)} quotations={study.themes.flatMap((t) => t.quotations.map((q) => ({ theme: t.name, id: t.id, coding: q.coding })))} />
        </div>
      </div>
      {withdrawing ? <WithdrawDialog participant={person} onClose={() => setWithdrawing(false)} /> : null}
      {recording ? <RecordDialog kind={recording} participant={person} onClose={() => setRecording(null)} /> : null}
    </Page>
  );
}

/** Yes, no or not known, as a sign; the words stand beside it. */
const Sign = ({ yes }: { readonly yes: boolean | null }): ReactElement => <span className={yes === true ? css.yes : yes === false ? css.no : css.unknown} aria-hidden="true">{yes === null ? "?" : <Icon name={yes ? "check" : "close"} size="s" />}</span>;

/** What of a person is coded: each code with its number of passages, and the themes that quote them. */
function Coded({ sources, quotations }: { readonly sources: readonly string[]; readonly quotations: readonly { readonly theme: string; readonly id: string; readonly coding: string }[] }): ReactElement {
  const study = useStudy();
  const codings = useCodingsIn(sources);
  const codes = codesById(study);
  const counts = [...Map.groupBy(codings, (c) => c.code)].flatMap(([id, list]) => {
    const code = codes.get(id);
    return code ? [{ code, n: list.length }] : [];
  }).sort((a, b) => b.n - a.n || (a.code.name < b.code.name ? -1 : 1));
  for (const { code } of counts) registerColour(colourName(code));
  const most = counts[0]?.n ?? 1;
  const own = new Set(codings.map((c) => c.id));
  const quoted = [...Map.groupBy(quotations.filter((q) => own.has(q.coding)), (q) => q.id).values()];
  return (
    <section className={css.card}>
      <h2>What is coded{codings.length > 0 ? <small> {codings.length} passages with {counts.length} codes</small> : null}</h2>
      {counts.length === 0 ? <p className={css.none}>{sources.length === 0 ? "Codes show here once a transcript is coded." : "Nothing is coded yet. Open the interview to begin."}</p> : (
        <ul className={css.codes}>
          {counts.map(({ code, n }) => (
            <li key={code.id}>
              <Link to={`/codes/${code.id}`}><Dot code={code} />{code.name}</Link>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * n) / most} height="6" rx="2" className={css.bar} /></svg>
              <span>{n}</span>
            </li>
          ))}
        </ul>
      )}
      {codings.length > 0 ? <p className={css.quoted}>{quoted.length === 0 ? "Not quoted in any theme." : <>Quoted in {quoted.map((list, i) => <span key={list[0]!.id}>{i > 0 ? ", " : ""}<Link to={`/themes/${list[0]!.id}`}>{list[0]!.theme}</Link> ({list.length})</span>)}.</>}</p> : null}
    </section>
  );
}
