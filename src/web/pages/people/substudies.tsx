import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { StalenessAnswer } from "../../../server/people.ts";
import type { Substudy } from "../../../study/substudy.ts";
import { byLabel } from "../../../analysis/analysed.ts";
import { dayInWords } from "../../../analysis/wording.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { AskReason } from "../../parts/ask-reason.tsx";
import { Button } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Field, TextArea } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { inScope } from "../../state/people-scope.ts";
import { useRule, useStaleness, wrong } from "./data.ts";
import css from "./substudies.module.css";
import { Views } from "./views.tsx";

interface Draft {
  /** The substudy that is changed; null for a new one. */
  readonly of: string | null;
  readonly name: string;
  readonly rule: string;
  readonly reason: string;
  /** Chosen one by one; null while a rule chooses. */
  readonly members: readonly string[] | null;
}
const empty: Draft = { of: null, name: "", rule: "", reason: "", members: null };

/** The parts of the study with an analysis of their own: each a recorded rule and the list that it gave on the day it was frozen. */
export function Substudies(): ReactElement {
  const study = useStudy();
  const { data: stale } = useStaleness();
  return (
    <Page title="People" beside={<Views now="substudies" />}>
      <div className={css.two}>
        <section className={css.list} aria-label="Substudies">
          {study.substudies.length === 0 ? (
            <div className={css.card}>
              <h2>No substudy yet</h2>
              <p className={css.words}>A substudy is a part of the study with its own analysis: a rule such as <code>parent-infant team = used</code>, and the list of people it gave on the day it was frozen. Write the first one beside.</p>
            </div>
          ) : null}
          {study.substudies.map((s) => <OneSubstudy key={s.id} substudy={s} stale={stale?.find((one) => one.substudy === s.id)} />)}
        </section>
        <NewSubstudy />
      </div>
    </Page>
  );
}

function Names({ ids, most = 40 }: { readonly ids: readonly string[]; readonly most?: number }): ReactElement {
  const { participants } = useStudy();
  const people = participants.filter((p) => ids.includes(p.id)).sort((a, b) => byLabel(a.label, b.label));
  return (
    <ul className={css.names}>
      {people.slice(0, most).map((p) => <li key={p.id}><Link to={`/people/${p.id}`}>{p.label}</Link></li>)}
      {people.length > most ? <li>and {people.length - most} more</li> : null}
    </ul>
  );
}

function OneSubstudy({ substudy, stale }: { readonly substudy: Substudy; readonly stale: StalenessAnswer | undefined }): ReactElement {
  const study = useStudy();
  const [asking, setAsking] = useState<"freeze" | "remove" | null>(null);
  const [, setQuery] = useSearchParams();
  const rule = useRule(substudy.rule, stale?.stale === true && stale.problem === null);
  return (
    <article className={css.card}>
      <header>
        <h2>{substudy.name}</h2>
        <Chip>{substudy.members.length === 1 ? "1 person" : `${substudy.members.length} people`}</Chip>
        {stale?.stale ? <Chip tone="warn">The list has grown stale</Chip> : <Chip tone="good">The list is up to date</Chip>}
      </header>
      <dl className={css.facts}>
        <div><dt>Rule</dt><dd>{substudy.rule === "" ? "None; the people were chosen one by one." : <code>{substudy.rule}</code>}</dd></div>
        <div><dt>Frozen</dt><dd>{dayInWords(substudy.frozen)}</dd></div>
        <div><dt>People</dt><dd><Names ids={substudy.members} /></dd></div>
      </dl>
      {stale?.stale ? (
        <div className={css.stale}>
          {stale.problem ? <p>{stale.problem}</p> : <p>The register has changed since. The rule would now give another list:</p>}
          {stale.joining.length > 0 ? <div><b>joining</b><Names ids={stale.joining} /></div> : null}
          {stale.leaving.length > 0 ? <div><b>leaving</b><Names ids={stale.leaving} /></div> : null}
        </div>
      ) : null}
      <footer>
        {stale?.stale && stale.problem === null ? <Button look="main" size="s" disabled={study.readOnly || !rule.data?.ok} onClick={() => setAsking("freeze")}>Freeze it anew</Button> : null}
        <Button size="s" disabled={study.readOnly} onClick={() => setQuery({ change: substudy.id })}>Change</Button>
        <Button size="s" look="danger" disabled={study.readOnly} onClick={() => setAsking("remove")}>Remove</Button>
      </footer>
      {asking === "freeze" && rule.data ? (
        <AskReason title={`Freeze “${substudy.name}” anew`} does="Freeze it" keep={`freeze ${substudy.id}`} onClose={() => setAsking(null)} onDo={async (reason) => wrong(await act({ type: "substudy.freeze", substudy: substudy.id, name: substudy.name, rule: substudy.rule, members: [...rule.data!.members], reason }, { quiet: true, tell: true }))}>
          <p>The list will hold {rule.data.members.length} people instead of {substudy.members.length}. Table 1, the themes' counts and the write-up of this substudy follow.</p>
        </AskReason>
      ) : null}
      {asking === "remove" ? (
        <AskReason title={`Remove “${substudy.name}”`} does="Remove it" keep={`remove ${substudy.id}`} label="Why, for yourself" onClose={() => setAsking(null)} onDo={async () => wrong(await act({ type: "substudy.remove", substudy: substudy.id }, { quiet: true, tell: true }))}>
          <p>The people stay in the register, and undo brings the substudy back.</p>
        </AskReason>
      ) : null}
    </article>
  );
}

/** Makes a substudy: the rule is checked while it is typed, and shows whom it holds for. */
function NewSubstudy(): ReactElement {
  const study = useStudy();
  const [query, setQuery] = useSearchParams();
  const [draft, setDraft, forget] = useKept<Draft>(`new substudy ${study.settings.id}`, empty);
  const [problem, setProblem] = useState<string | null>(null);
  const given = query.get("rule");
  const change = study.substudies.find((s) => s.id === query.get("change"));
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (given === null && !change) return;
    if (change) {
      setDraft({ of: change.id, name: change.name, rule: change.rule, reason: "", members: change.rule === "" ? change.members : null });
      first.current?.querySelector("input")?.focus();
    } else setDraft({ ...draft, rule: given ?? "", members: null });
    setQuery({}, { replace: true });
    // Only when a rule comes along.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [given, change]);
  const asked = useDeferredValue(draft.rule);
  const byHand = draft.members !== null;
  const changed = study.substudies.find((s) => s.id === draft.of);
  const people = useMemo(() => inScope(study, study.participants, "joined").filter((p) => p.withdrawn?.level !== "remove everything").toSorted((a, b) => byLabel(a.label, b.label)), [study]);
  const { data: rule } = useRule(asked, !byHand);
  const readable = asked.trim() !== "" && rule?.ok === true;
  const members = draft.members ?? (readable ? rule.members : []);
  const ready = draft.name.trim() !== "" && members.length > 0 && (byHand || (asked === draft.rule && readable));
  const freeze = async (): Promise<void> => {
    if (!ready) return;
    const came = await act({ type: "substudy.freeze", ...(changed && { substudy: changed.id }), name: draft.name.trim(), rule: byHand ? "" : draft.rule.trim(), members: [...members], reason: draft.reason.trim() }, { quiet: true, tell: true });
    setProblem(wrong(came));
    if (came.state !== "refused") forget();
  };
  const broken = !byHand && asked.trim() !== "" && rule?.ok === false ? rule : null;
  return (
    <form ref={first} className={css.card} aria-label={changed ? "Change a substudy" : "New substudy"} onSubmit={(event) => { event.preventDefault(); void freeze(); }}>
      <h2>{changed ? `Change “${changed.name}”` : "New substudy"}</h2>
      <Field label="Name" value={draft.name} problem={problem} placeholder="Parent-infant teams" onChange={(event) => { setDraft({ ...draft, name: event.target.value }); setProblem(null); }} />
      {byHand ? null : (
        <>
          <TextArea label="Rule" hint={<>Such as <code>age {">="} 25 and location = London</code>, or <code>has coding under home visits</code>.</>} value={draft.rule} spellCheck={false} className={css.rule!} onChange={(event) => setDraft({ ...draft, rule: event.target.value })} problem={broken?.sentence ?? null} />
          {broken ? <p className={css.where} aria-hidden="true"><span>{asked.slice(0, broken.at)}</span><mark>{asked.slice(broken.at) || " "}</mark></p> : null}
          <details className={css.help}>
            <summary>How rules are written</summary>
            <ul>
              <li><code>age {">="} 25</code>, <code>location = London</code>, <code>education is missing</code>, <code>"primary diagnosis" contains depression</code></li>
              <li><code>location in (London, Leeds)</code>, <code>age between 25 and 35</code>, <code>participant = "Mother 4"</code></li>
              <li>joined by <code>and</code>, <code>or</code>, <code>not</code> and brackets</li>
              <li><code>has coding under Support / home visits by HN</code>: who has a passage with that code or one below it; <code>no coding under fathers</code>: who has none</li>
              <li>The columns are {study.attributes.map((a) => a.name).join(", ") || "not there yet"}.</li>
            </ul>
          </details>
        </>
      )}
      <label className={css.byHand}><input type="checkbox" checked={byHand} onChange={(event) => setDraft({ ...draft, members: event.target.checked ? [...members] : null })} /> Choose the people one by one</label>
      {byHand ? (
        <ul className={css.choose}>
          {people.map((p) => (
            <li key={p.id}><label><input type="checkbox" checked={members.includes(p.id)} onChange={() => setDraft({ ...draft, members: members.includes(p.id) ? members.filter((id) => id !== p.id) : [...members, p.id] })} /> {p.label}</label></li>
          ))}
        </ul>
      ) : (
        <div className={css.found} role="status">
          {readable ? <><b>{members.length === 0 ? "The rule holds for nobody." : members.length === 1 ? "The rule holds for 1 person." : `The rule holds for ${members.length} people.`}</b><Names ids={members} most={24} /></> : null}
        </div>
      )}
      <TextArea label="Why" hint="For the audit trail." value={draft.reason} onChange={(event) => setDraft({ ...draft, reason: event.target.value })} />
      <Button look="main" type="submit" disabled={!ready || study.readOnly}>{members.length > 0 ? `Freeze the list of ${members.length}` : "Freeze the list"}</Button>
      {changed ? <Button look="quiet" onClick={forget}>Leave it as it is</Button> : null}
    </form>
  );
}
