import { unitKinds, unitsOf, type Unit, type UnitKind } from "../analysis/exploreUnits.ts";
import { countedIn, countedSentence } from "../analysis/exploreCounted.ts";
import type { Scope } from "../analysis/exploreScope.ts";
import type { Texts } from "../analysis/passages.ts";
import { csvOf } from "../formats/tidy/csv.ts";
import type { Cell } from "../formats/tidy/tables.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { SpeakerRole } from "../text/turns.ts";
import type { Call } from "./call.ts";
import type { Option } from "./command.ts";
import { theCode, theCoder, theSubstudy, theTheme } from "./names.ts";

export const roleOption: Option = { name: "role", value: "ROLE", what: "only what such speakers said", among: ["participant", "interviewer", "other", "unknown"], many: true };
export const substudyOption: Option = { name: "substudy", value: "NAME", what: "only the participants of this substudy" };
export const countOption: Option = { name: "count", value: "WHAT", what: "codes, their topmost ancestors, or themes (code, if not given)", among: unitKinds };
export const csvOption: Option = { name: "csv", what: "print CSV" };

/** What every question about codings takes: whose, of whom, said by whom. */
export const scopeOptions: readonly Option[] = [substudyOption, { name: "coder", value: "CODER", what: "only this coder's layer (everyone's, if not given)", many: true }, roleOption];

export function scopeOf(call: Call, study: Study): Scope {
  return {
    substudy: call.has("substudy") ? theSubstudy(study, call.value("substudy")!) : null,
    ...(call.has("coder") && { coders: new Set(call.values("coder").map((name) => theCoder(study, name).id)) }),
    ...(call.has("role") && { roles: new Set(call.values("role") as SpeakerRole[]) }),
  };
}

export const kindOf = (call: Call, fallback: UnitKind = "code"): UnitKind => (call.value("count") as UnitKind | undefined) ?? fallback;

/** A code or theme by its name, as the kind of counting has it. */
export const unitNamed = (study: Study, kind: UnitKind, name: string): string => (kind === "theme" ? theTheme(study, name).id : theCode(study, name).id);

/** The codes or themes that were asked for; those at the top where none were. */
export function unitsAsked(call: Call, study: Study, kind: UnitKind): Unit[] {
  if (!call.has("of")) return unitsOf(study, kind, true).filter((u) => u.depth === 0);
  const wanted = new Set(call.values("of").map((name) => unitNamed(study, kind, name)));
  return unitsOf(study, kind === "top" ? "code" : kind, true).filter((u) => wanted.has(u.id));
}

/** A way to look up texts by source, after loading them all. */
export async function textsFor(call: Call, study: Study): Promise<Texts> {
  const workbench = await call.open({ write: false });
  const texts = await workbench.texts(presentSources(study));
  return (id) => {
    const source = study.sources.get(id);
    return source ? texts(source) : "";
  };
}

/** Says on standard error whose layers were counted, so that the table itself can go to a file. */
export const sayCounted = (call: Call, study: Study, scope: Scope): void => call.warn(countedSentence(countedIn(study, scope)));

export const printCsv = (call: Call, rows: readonly (readonly Cell[])[]): unknown => call.io.out.write(csvOf(rows));
