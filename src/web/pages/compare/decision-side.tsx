import type { ReactElement, RefObject } from "react";
import { isDefined } from "../../../analysis/agreement/result.ts";
import type { DefinitionField } from "../../../analysis/settle.ts";
import type { CompareAnswer, DifferenceAnswer } from "../../../server/compare.ts";
import { Button } from "../../parts/button.tsx";
import { Chip } from "../../parts/chip.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { useKept } from "../../kept.ts";
import { decimals } from "../../state/comparing.ts";
import css from "./compare.module.css";
import { useAgreement, useDecisions } from "./data.ts";
import type { Draft } from "./settling.tsx";

interface Props {
  readonly difference: DifferenceAnswer;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onSettle: () => void;
  readonly saving: boolean;
  readonly pair: readonly [string, string];
  readonly compare: CompareAnswer;
  readonly reason: RefObject<HTMLTextAreaElement | null>;
}

const fields: readonly (readonly [DefinitionField, string])[] = [["description", "definition"], ["whenToUse", "when to use"], ["whenNotToUse", "when not to use"]];
const outcomeWords = { first: "the first coder's", second: "the second coder's", both: "both", other: "another range or code", none: "nothing coded", open: "left open" } as const;

/** Why, who was there, what it changes in the codebook; what was decided before; and how far the two agree on these codes. */
export function DecisionSide({ difference: d, draft, onChange, onSettle, saving, pair, compare, reason }: Props): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const people = study.coders.filter((c) => c.declared);
  const toggle = (id: string): void => onChange({ who: draft.who.includes(id) ? draft.who.filter((w) => w !== id) : [...draft.who, id] });
  const candidates = [...new Set([d.first?.code, d.second?.code, draft.code].filter((c): c is string => typeof c === "string"))];
  const start = (): void => {
    const code = (draft.outcome === "second" ? d.second?.code : d.first?.code) ?? candidates[0]!;
    onChange({ definition: { code, field: "whenToUse", text: codes.get(code)?.whenToUse ?? "" } });
  };
  const { definition } = draft;
  const again = (part: Partial<{ code: string; field: DefinitionField }>): void => {
    if (!definition) return;
    const next = { ...definition, ...part };
    onChange({ definition: { ...next, text: codes.get(next.code)?.[next.field] ?? "" } });
  };
  const before = useDecisions(d.id, d.decision !== null).data ?? [];
  return (
    <aside className={css.side} aria-label="The decision">
      <section className={css.block}>
        <h3><label htmlFor="why">Why</label> <kbd>R</kbd></h3>
        <textarea id="why" ref={reason} className={css.why} value={draft.reason} placeholder="What the transcript says, and what tipped it" onChange={(event) => onChange({ reason: event.target.value })} />
        <div className={css.present} role="group" aria-label="Who took part">
          {people.map((c) => <button key={c.id} type="button" className={css.person} aria-pressed={draft.who.includes(c.id)} onClick={() => toggle(c.id)}>{c.name}</button>)}
          <span className={css.thin}>{draft.who.length === 0 ? "nobody yet" : "present"}</span>
          <Button look="main" className={css.settle ?? ""} disabled={saving || draft.outcome === null || draft.who.length === 0} onClick={onSettle}>{d.decision ? "Decide anew" : draft.outcome === "open" ? "Leave open" : "Settle"} <kbd>Enter</kbd></Button>
        </div>
      </section>
      <section className={css.block}>
        <h3>{definition ? "This changes a definition" : "Does this change a definition?"}</h3>
        {definition ? (
          <>
            <div className={css.pairOfFields}>
              <label><span className="hidden-visually">Code</span><select value={definition.code} onChange={(event) => again({ code: event.target.value })}>{candidates.map((c) => <option key={c} value={c}>{codes.get(c)?.name ?? "a code that is gone"}</option>)}</select></label>
              <label><span className="hidden-visually">Which part</span><select value={definition.field} onChange={(event) => again({ field: event.target.value as DefinitionField })}>{fields.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</select></label>
            </div>
            <label htmlFor="definition" className="hidden-visually">The new words</label>
            <textarea id="definition" className={css.why} value={definition.text} onChange={(event) => onChange({ definition: { ...definition, text: event.target.value } })} />
            <p className={css.thin}>Recorded with the decision, as one step. <button type="button" className={css.plainLink} onClick={() => onChange({ definition: null })}>Do not change it</button></p>
          </>
        ) : (
          <>
            <dl className={css.definitions}>
              {candidates.map((c) => {
                const code = codes.get(c);
                return <div key={c}><dt>{code?.name ?? "a code that is gone"}</dt><dd>{code?.whenToUse || code?.description || "no definition yet"}</dd></div>;
              })}
            </dl>
            <Button size="s" onClick={start}>Change a definition</Button>
          </>
        )}
      </section>
      {before.length > 0 ? (
        <section className={css.block}>
          <h3>Decided so far</h3>
          <ol className={css.past}>
            {before.map((made) => (
              <li key={made.stamp} data-stands={made.stands}>
                <b>{outcomeWords[made.outcome]}</b> {made.stands ? <Chip tone="good">stands</Chip> : made.unseen ? <Chip tone="warn">decided elsewhere at once</Chip> : null}
                <small>{made.stamp.slice(0, 10)}, {made.who.join(", ")}</small>
                {made.reason ? <p>{made.reason}</p> : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <SmallTable pair={pair} codes={candidates} compare={compare} />
    </aside>
  );
}

/** Agreement on the codes in hand. In a reflexive study only when asked for. */
function SmallTable({ pair, codes, compare }: { readonly pair: readonly [string, string]; readonly codes: readonly string[]; readonly compare: CompareAnswer }): ReactElement {
  const study = useStudy();
  const byId = codesById(study);
  const reflexive = study.settings.approach === "reflexive";
  const [asked, setAsked] = useKept(`figures ${study.settings.id}`, false);
  const on = !reflexive || asked;
  const { data } = useAgreement(pair, { unit: "turn", rule: "any", when: "before", sets: "", exclusive: false, nvivo: false, at: "" }, on);
  const sources = compare.sources.filter((s) => s.progress !== null).length;
  if (!on) return <p className={css.method}>In a reflexive study differences are for discussion. <button type="button" className={css.plainLink} onClick={() => setAsked(true)}>Show coefficients all the same</button></p>;
  if (!data) return <p className={css.method} role="status">Counting</p>;
  const paths = new Set(codes.map((c) => byId.get(c)?.path));
  const rows = [...data.pooled.byCode].filter((r) => paths.has(r.code) || (r.both ?? 0) + (r.onlyFirst ?? 0) + (r.onlySecond ?? 0) > 0).sort((a, b) => Number(paths.has(b.code)) - Number(paths.has(a.code)) || (b.both ?? 0) - (a.both ?? 0)).slice(0, 6);
  return (
    <section>
      <h3>Before consensus, {sources === 1 ? "one interview" : `${sources} interviews`}</h3>
      <table className={css.figures}>
        <thead><tr><th scope="col">code</th><th scope="col">both</th><th scope="col">one</th><th scope="col">kappa</th></tr></thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.code}>
              <th scope="row">{r.code.split(" / ").at(-1)}</th>
              <td>{r.both}</td>
              <td>{(r.onlyFirst ?? 0) + (r.onlySecond ?? 0)}</td>
              <td>{isDefined(r.cohenKappa) ? decimals(r.cohenKappa.value, 2) : <span className={css.thin} title={r.cohenKappa.undefined}>undefined</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.method}>Cohen’s kappa, {data.method.coders.join(" and ")}, per turn (any overlap), pooled over {data.method.documents.join(", ")}; codebook {data.method.codebookVersion}. {data.method.n.toLocaleString("en-GB")} turns.{rows.some((r) => !isDefined(r.cohenKappa)) ? " Undefined: it cannot be computed; the reason is on the figure." : ""}</p>
    </section>
  );
}
