import { useMemo, useRef, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import { useKept } from "../../kept.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { shade } from "../../state/explore-grid.ts";
import { rankedRows, together, togetherRows, type Order } from "../../state/explore-together.ts";
import { useMeet } from "./data.ts";
import css from "./explore.module.css";
import { useFilters } from "./filters.tsx";
import { Choice, Frame, Waiting } from "./frame.tsx";
import { HeatMap, type HeatCell, type HeatHead } from "./heat-map.tsx";
import { kinds } from "./kinds.ts";
import { Meeting } from "./meeting.tsx";
import { Ranked } from "./ranked.tsx";
import { useBackTo } from "./side.tsx";

const ways = [["", "on the same text"], ["0", "in the same turn"], ["1", "within one turn"], ["2", "within two turns"], ["5", "within five turns"]] as const;

/** Which codes or themes stand together: a matrix, the pairs by how often, and the passages of each pair. */
export function TogetherView(): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const filters = useFilters();
  const { scope } = filters;
  const [kind, setKind] = useKept<UnitKind>("explore together kind", "code");
  const [within, setWithin] = useKept("explore together within", "");
  const [top, setTop] = useKept("explore together top", "25");
  const [order, setOrder] = useKept<Order>("explore together order", "codebook");
  const [params, setParams] = useSearchParams();
  const table = useRef<HTMLTableElement>(null);
  const asked = { ...scope, kind, within };
  const { data, error } = useMeet(asked, top);
  const [a, b] = [params.get("a"), params.get("b")];
  const backTo = useBackTo();
  const close = (): void => {
    setParams({}, { replace: true });
    backTo(table.current?.querySelector<HTMLElement>("td[tabindex='0']"));
  };
  const open = (one: string, other: string): void => setParams({ a: one, b: other });
  const model = useMemo(() => (data ? together(data, order) : null), [data, order]);
  const heads = useMemo(() => model?.units.map((u): HeatHead => ({ key: u.id, name: u.name, title: u.path, code: codes.get(u.id) })) ?? [], [model, codes]);
  const cells = useMemo(
    () =>
      model?.units.map((row) =>
        model.units.map((column): HeatCell => {
          if (row.id === column.id) {
            const n = data?.stretches[row.id] ?? 0;
            return { text: String(n), shade: 0, self: true, says: `${row.name} alone: ${n === 1 ? "1 stretch" : `${n} stretches`}` };
          }
          const m = model.between(row.id, column.id);
          return { text: m ? String(m.places) : "", shade: shade(m?.places ?? 0, model.most), empty: !m, says: m ? `${row.name} and ${column.name}: ${m.places === 1 ? "1 place" : `${m.places} places`} in ${m.sources === 1 ? "1 interview" : `${m.sources} interviews`}` : `${row.name} and ${column.name}: nowhere` };
        }),
      ) ?? [],
    [model, data],
  );
  const names = data?.names ?? {};
  const has = data && data.pairs > 0;
  return (
    <Frame
      view="together"
      chosen={filters}
      counted={data?.counted}
      note={
        data ? (
          <>
            A place is one stretch of each of two {kind === "theme" ? "themes" : "codes"} that meet; what two coders coded alike is one stretch. Choose a cell to read what was said.
            {data.meeting > data.units.length ? ` Shown: the ${data.units.length} of ${data.meeting} that meet most.` : ""}
            {data.leftOut.length > 0 ? ` Left out, because they have no turns: ${data.leftOut.join(", ")}.` : ""}
          </>
        ) : null
      }
      tools={
        <>
          <Choice label="Count" value={kind} options={kinds(study)} onChange={(v) => { setKind(v as UnitKind); setParams({}, { replace: true }); }} />
          <Choice label="that stand" value={within} options={ways} onChange={setWithin} />
          <Choice label="Show" value={top} options={[["15", "15"], ["25", "25"], ["40", "40"], ["80", "80"]]} onChange={setTop} />
          <Choice label="In order of" value={order} options={[["codebook", kind === "theme" ? "themes" : "the codebook"], ["most", "how often"], ["name", "name"]]} onChange={(v) => setOrder(v as Order)} />
        </>
      }
      save={has && model ? <><SaveMenu what="the matrix" name={`${study.settings.title}, codes together`} picture={() => table.current} rows={() => togetherRows(model, data.stretches)} /><SaveMenu what="the list" name={`${study.settings.title}, pairs of codes`} rows={() => rankedRows(data)} /></> : null}
    >
      {!data || !model ? <Waiting error={error} what="Looking for what stands together" /> : !has ? <Nothing kind={kind} within={within} themes={study.themes.length} codings={study.codings} /> : (
        <div className={css.split} data-open={(a && b) || undefined}>
          <HeatMap label="Which stand together, and in how many places" rows={heads} columns={heads} cells={cells} corner={kind === "theme" ? "places, theme by theme" : "places, code by code"} open={a && b ? { row: a, column: b } : null} onOpen={(i, j) => { if (i !== j) open(heads[i]!.key, heads[j]!.key); }} table={table} />
          {a && b ? <Meeting asked={asked} a={a} b={b} names={[names[a] ?? "", names[b] ?? ""]} codes={[codes.get(a), codes.get(b)]} onClose={close} /> : <Ranked answer={data} codes={codes} onOpen={open} />}
        </div>
      )}
    </Frame>
  );
}

function Nothing({ kind, within, themes, codings }: { readonly kind: UnitKind; readonly within: string; readonly themes: number; readonly codings: number }): ReactElement {
  if (codings === 0) return <EmptyState icon="codes" title="Nothing is coded yet" actions={<Link to="/interviews">Read and code an interview</Link>}>When passages are coded, this shows which codes stand on the same words or near each other.</EmptyState>;
  if (kind === "theme" && themes < 2) return <EmptyState icon="themes" title="There are not two themes yet" actions={<Link to="/themes">Go to the themes</Link>}>With two themes or more, this shows where they meet in what was said. Until then, choose codes above.</EmptyState>;
  return <EmptyState icon="explore" title="Nothing meets here">{within === "" ? "No words have two codes. Choose “in the same turn” or “within one turn” above to see what stands near each other, or count more layers." : "No two of them stand so near each other. Allow more turns between them, or count more layers or people."}</EmptyState>;
}
