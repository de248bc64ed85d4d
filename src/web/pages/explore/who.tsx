import { useMemo, useRef, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import { useKept } from "../../kept.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { shade } from "../../state/explore-grid.ts";
import { measures, who, whoRows, type Measure } from "../../state/explore-who.ts";
import { CellPassages } from "./cell-passages.tsx";
import { useMatrix } from "./data.ts";
import css from "./explore.module.css";
import { useFilters } from "./filters.tsx";
import { Choice, Frame, Waiting } from "./frame.tsx";
import { HeatMap, type HeatCell, type HeatHead } from "./heat-map.tsx";
import { kinds } from "./kinds.ts";
import { useBackTo } from "./side.tsx";

const measureNames: Readonly<Record<Measure, string>> = { passages: "Passages", people: "People", words: "Words", share: "% of words" };
const notes: Readonly<Record<Measure, string>> = {
  passages: "A passage is one coding; where two coders coded the same words there are two.",
  people: "People with at least one passage. Below each heading, how many there are.",
  words: "Words that participants themselves said under a code; what is coded twice counts once. Below each heading, all their words.",
  share: "Per cent of all words that the participants of a column said; what is coded twice counts once. Below each heading, all their words.",
};

/** Who speaks of what: codes or themes against people, or against groups of them by what is known of them. */
export function WhoView(): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const filters = useFilters();
  const { scope } = filters;
  const [kind, setKind] = useKept<UnitKind>("explore who kind", study.themes.length > 0 ? "theme" : "code");
  const [keptBy, setBy] = useKept("explore who by", "");
  const [measure, setMeasure] = useKept<Measure>("explore who measure", "passages");
  const [nested, setNested] = useKept("explore who nested", true);
  const [hideFew, setHideFew] = useKept("explore who hide few", false);
  const [sort, setSort] = useKept("explore who sort", "");
  const [params, setParams] = useSearchParams();
  const table = useRef<HTMLTableElement>(null);
  const by = study.attributes.some((a) => a.id === keptBy) ? keptBy : "";
  const grouped = by !== "";
  const asked = { ...scope, kind, nested: nested ? "1" : "0" } as const;
  const { data, error } = useMatrix(asked, by);
  const backTo = useBackTo();
  const model = useMemo(() => (data ? who(data, { measure, grouped, hideFew, sort }) : null), [data, measure, grouped, hideFew, sort]);
  const rows = useMemo(() => model?.rows.map(({ unit }): HeatHead => ({ key: unit.id, name: unit.name, title: unit.path, depth: kind === "top" || sort !== "" ? 0 : unit.depth, code: codes.get(unit.id) })) ?? [], [model, codes, kind, sort]);
  const columns = useMemo(
    () => model?.columns.map((c): HeatHead => ({ key: c.key, name: c.label, title: `${c.label}: ${c.people.length === 1 ? "1 person" : `${c.people.length} people`}, ${c.words.toLocaleString("en-GB")} words of their own`, ...(measure === "words" || measure === "share" ? { below: c.words.toLocaleString("en-GB") } : grouped ? { below: String(c.people.length) } : {}) })) ?? [],
    [model, measure, grouped],
  );
  const cells = useMemo(
    () =>
      model?.rows.map(({ unit, cells: shown }) =>
        shown.map((cell, i): HeatCell => {
          const column = model.columns[i]!;
          const unitOf = { passages: cell.value === 1 ? "passage" : "passages", people: `of ${column.people.length} people`, words: `of ${column.words.toLocaleString("en-GB")} words`, share: `of ${column.words.toLocaleString("en-GB")} words` }[measure];
          return { text: cell.text, shade: shade(cell.value, model.most), few: cell.few, empty: cell.text === "", says: `${unit.name}, ${column.label}: ${cell.text === "" ? "none" : cell.text === "*" ? "hidden, because few people are behind it" : `${cell.text} ${unitOf}`}${cell.few && cell.text !== "*" ? ", fewer than five people" : ""}` };
        }),
      ) ?? [],
    [model, measure],
  );
  const [unit, column] = [params.get("of"), params.get("by")];
  const open = data && unit !== null && column !== null ? { unit: data.units.find((u) => u.id === unit), column: data.columns.find((c) => c.key === column) } : null;
  const close = (): void => {
    setParams({}, { replace: true });
    backTo(table.current?.querySelector<HTMLElement>("td[tabindex='0']"));
  };
  const attribute = study.attributes.find((a) => a.id === by);
  const has = data && data.units.length > 0 && data.columns.length > 0;
  return (
    <Frame
      view="who"
      chosen={filters}
      counted={data?.counted}
      note={data ? <>{notes[measure]} Choose a cell to read what was said.{data.unheard.length > 0 && measure !== "passages" ? ` No speaker is marked as a participant in ${data.unheard.slice(0, 5).join(", ")}${data.unheard.length > 5 ? ` and ${data.unheard.length - 5} more` : ""}.` : ""}{attribute?.kind === "number" && attribute.bands.trim() === "" ? ` ${attribute.name} has no bands yet: set them in Table 1 to group its numbers.` : ""}</> : null}
      tools={
        <>
          <Choice label="Rows" value={kind} options={kinds(study)} onChange={(v) => { setKind(v as UnitKind); setParams({}, { replace: true }); }} />
          <Choice label="Columns" value={by} options={[["", "everyone"], ...study.attributes.map((a) => [a.id, a.name] as const)]} onChange={(v) => { setBy(v); setParams({}, { replace: true }); }} />
          <Segmented<Measure> label="What a cell counts" value={measure} options={measures.map((m) => [m, measureNames[m]] as const)} onChange={setMeasure} />
          <Choice label="In order of" value={sort} options={[["", kind === "theme" ? "themes" : "the codebook"], ["total", "how much"], ...(model?.columns.map((c) => [c.key, c.label] as const) ?? [])]} onChange={setSort} />
          {kind === "top" ? null : <label className={css.check}><input type="checkbox" checked={nested} onChange={(event) => setNested(event.target.checked)} />{kind === "theme" ? "with subthemes" : "with codes below"}</label>}
          {grouped ? <label className={css.check}><input type="checkbox" checked={hideFew} onChange={(event) => setHideFew(event.target.checked)} />hide 1 to 4 people</label> : null}
        </>
      }
      save={has && model ? <SaveMenu what="the table" name={`${study.settings.title}, who speaks of what`} picture={() => table.current} rows={() => whoRows(model, { measure, grouped })} /> : null}
    >
      {!data || !model ? <Waiting error={error} what="Counting who speaks of what" /> : !has ? <Nothing coded={study.codings > 0} people={data.columns.length} kind={kind} /> : (
        <div className={css.split} data-open={open || undefined} data-alone={!open || undefined}>
          <div className={css.withWarnings}>
            {data.warnings.length > 0 && !hideFew ? <div className={css.warnings} role="note">{data.warnings.map((w) => <p key={w}>{w}</p>)}</div> : null}
            <HeatMap label="Who speaks of what" rows={rows} columns={columns} cells={cells} corner={measure === "words" || measure === "share" ? "all their words" : grouped ? "how many people" : measure} open={unit && column ? { row: unit, column } : null} onOpen={(i, j) => setParams({ of: rows[i]!.key, by: columns[j]!.key })} table={table} />
          </div>
          {open?.unit && open.column ? <CellPassages asked={asked} unit={open.unit} column={open.column} hidden={hideFew && (model.rows.find((r) => r.unit.id === unit)?.cells[model.columns.findIndex((c) => c.key === column)]?.few ?? false)} onClose={close} /> : open ? <p className={css.said}>What was open here is not counted now.</p> : null}
        </div>
      )}
    </Frame>
  );
}

function Nothing({ coded, people, kind }: { readonly coded: boolean; readonly people: number; readonly kind: UnitKind }): ReactElement {
  if (people === 0) return <EmptyState icon="people" title="No participant has an interview yet" actions={<Link to="/people">Go to the register</Link>}>Say whose interview each transcript is; then this shows who speaks of what.</EmptyState>;
  if (!coded) return <EmptyState icon="codes" title="Nothing is coded yet" actions={<Link to="/interviews">Read and code an interview</Link>}>When passages are coded, this shows who speaks of what, and in how many of their own words.</EmptyState>;
  return <EmptyState icon="explore" title="Nothing is counted here">{kind === "theme" ? "No theme has a passage in what is counted now. Place codes in themes, or choose codes above." : "No passage is left in what is counted now. Count more layers, speakers or people above."}</EmptyState>;
}
