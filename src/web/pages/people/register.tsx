import { useDeferredValue, useEffect, useMemo, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { Attribute } from "../../../study/participant.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { act } from "../../doing.ts";
import { useStudy } from "../../queries.ts";
import { tellFoot } from "../../shell/foot.tsx";
import { condition, looksLikeRule, matching, narrowed, sorted, type Sort } from "../../state/people-grid.ts";
import { inScope, type Scope } from "../../state/people-scope.ts";
import { stages } from "../../state/people-stage.ts";
import { ColumnDialog } from "./column-dialog.tsx";
import { describe, useRule, wrong } from "./data.ts";
import { Grid } from "./grid.tsx";
import { ImportTable, useTables } from "./import-table.tsx";
import css from "./register.module.css";
import { Views } from "./views.tsx";

/** The register of participants: a grid that is edited in place, sorted by any column and filtered by words or by a rule. */
export function Register(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [filter, setFilter] = useKept(`people filter ${study.settings.id}`, "");
  const [sort, setSort] = useKept<Sort>(`people sort ${study.settings.id}`, { attribute: null, down: false });
  const [column, setColumn] = useState<Attribute | "new" | null>(null);
  const [adding, setAdding] = useState(0);
  const tables = useTables();
  const asked = useDeferredValue(filter);
  const isRule = looksLikeRule(asked);
  const rule = useRule(asked, isRule);
  const [scope, setScope] = useKept<Scope>(`people scope ${study.settings.id}`, "joined");
  const { attributes } = study;
  const left = useMemo(() => inScope(study, study.participants, "not joined").length, [study]);
  const participants = useMemo(() => inScope(study, study.participants, left === 0 ? "everyone" : scope), [study, left, scope]);
  const everyone = study.participants.length;
  const far = useMemo(() => stages(study), [study]);
  const readable = isRule && rule.data?.ok === true;
  const shown = useMemo(() => {
    const members = readable ? new Set(rule.data!.members) : null;
    const found = members ? participants.filter((p) => members.has(p.id)) : isRule ? participants : matching(participants, asked);
    const inOrder = sorted(found, attributes, sort);
    // Of who took everything back there is nothing to read: their rows come last.
    return [...inOrder.filter((p) => p.withdrawn?.level !== "remove everything"), ...inOrder.filter((p) => p.withdrawn?.level === "remove everything")];
  }, [participants, attributes, sort, asked, isRule, readable, rule.data]);
  useEffect(() => {
    tellFoot([left === 0 ? `${everyone} people, ${attributes.length} columns` : `${everyone - left} took part, ${left} did not join, ${attributes.length} columns`, "Edit a cell Enter, open a person Ctrl Enter"]);
    return () => tellFoot([]);
  }, [everyone, left, attributes.length]);

  const actions = (
    <>
      <Button onClick={tables.choose}>Import a table</Button>
      <Button onClick={() => setColumn("new")}>Add a column</Button>
      <Button look="main" disabled={study.readOnly} onClick={() => setAdding((n) => n + 1)}>Add a participant</Button>
    </>
  );
  const empty = everyone === 0 && adding === 0;
  return (
    <Page title="People" full beside={<Views now="" />} actions={actions}>
      {empty ? (
        <EmptyState icon="people" title="No participants yet" actions={<><Button look="main" onClick={() => setAdding(1)}>Add a participant</Button><Button onClick={tables.choose}>Import a table</Button></>}>
          Register people one by one by a label such as “Mother 4”, never by a name; or drop a CSV or Excel file with one row for each person.
        </EmptyState>
      ) : (
        <div className={css.register}>
          <div className={css.bar}>
            <label className={css.filter}>
              <Icon name="filter" size="s" />
              <span className="hidden-visually">Filter</span>
              <input
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
                placeholder="Words, or a rule: age >= 25 and location = London"
                spellCheck={false}
                aria-describedby="people-filter-about"
                aria-invalid={isRule && rule.data?.ok === false ? true : undefined}
              />
              {filter === "" ? null : <button type="button" aria-label="Take the filter away" title="Take the filter away" onClick={() => setFilter("")}><Icon name="close" size="s" /></button>}
            </label>
            {left === 0 ? null : <Segmented label="Who is shown" value={scope} options={[["joined", `Took part ${everyone - left}`], ["not joined", `Did not join ${left}`], ["everyone", `Everyone ${everyone}`]]} onChange={setScope} />}
            <span className={css.count} role="status">{shown.length === participants.length ? (left === 0 ? `${participants.length} people` : "") : `${shown.length} of ${participants.length} people`}</span>
            {readable ? <Button size="s" onClick={() => void navigate(`/people/substudies?rule=${encodeURIComponent(asked)}`)}>Make a substudy of these</Button> : null}
            <span id="people-filter-about" className={css.about}>{isRule && rule.data?.ok === false ? rule.data.sentence : ""}</span>
          </div>
          <Grid
            people={shown}
            attributes={attributes}
            stages={far}
            sort={sort}
            readOnly={study.readOnly}
            adding={adding}
            onSort={setSort}
            onNarrow={(attribute, value) => setFilter(narrowed(filter, condition(attribute, value)))}
            onColumn={setColumn}
            onOpen={(id) => void navigate(`/people/${id}`)}
            onChange={describe}
            onAdd={async (label) => wrong(await act({ type: "participant.register", id: newId(), label, values: {} }, { quiet: true }))}
          />
          {shown.length === 0 ? <p className={css.none}>Nobody fits this filter. {isRule ? "Change the rule, or take it away." : "Type fewer words, or take the filter away."}</p> : null}
        </div>
      )}
      {column ? <ColumnDialog attribute={column === "new" ? null : column} onClose={() => setColumn(null)} /> : null}
      <ImportTable tables={tables} />
    </Page>
  );
}
