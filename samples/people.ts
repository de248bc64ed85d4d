import type { Command } from "../src/study/study.ts";
import { attributeNamed, type AttributeKind } from "../src/study/participant.ts";
import { whoMatches } from "../src/analysis/rule.ts";
import { importPeople } from "../src/workbench/importPeople.ts";
import { importRecords, type RecordKind } from "../src/workbench/importRecords.ts";
import { asFile, cell, json, table, textOf, type Row, type SampleStudy } from "./content.ts";
import type { Desk, Sitting } from "./desk.ts";

const start = "2015-07-20";
const numbers: Readonly<Record<string, string>> = { age: "under 25; 26-30; 31-35; 36-40", "number of children": "one; two; three or more", "baby age in months": "" };
const levels: Readonly<Record<string, readonly string[]>> = {
  ethnicity: ["White British", "White Other", "Black Caribbean"],
  location: ["London", "South of England"],
  "primary diagnosis": ["Depression", "Personality disorder", "Psychosis"],
  "highest education": ["Degree or further education", "A levels or equivalent", "GCSE or less"],
  "marital status": ["Living with partner or husband", "Not living with partner or husband"],
  "child protection concerns": ["Plan or team around the child", "Loss of custody", "Parenting assessment", "None"],
  "parent-infant team": ["used", "referred, not seen", "no"],
};
/** What is known of everyone who was approached, interviewed or not. */
const service = "service";

/** Fridays on which nobody works, and when they came back. */
const holidays: Readonly<Record<string, string>> = { "2015-12-25": "2015-12-29", "2016-01-01": "2016-01-04", "2016-03-25": "2016-03-29" };

/** The Friday of a day's week, when the week's paper was entered. */
function fridayOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((12 - date.getUTCDay()) % 7));
  const friday = date.toISOString().slice(0, 10);
  return holidays[friday] ?? friday;
}

/** The team, the forms and guides, and everyone's way into the study, week by week. */
export function peopleSittings(): Sitting[] {
  const study = json<SampleStudy>("study.json");
  return [...beginnings(study), ...weeks(), ...substudy(study)];
}

function beginnings({ team, facts }: SampleStudy): Sitting[] {
  const joining = [...Map.groupBy(team, (t) => t.joined)].map(([day, people]): Sitting => ({
    day, by: "HN", pace: 3,
    work: async (desk) => {
      for (const { coder, joined: _joined, ...known } of people) {
        const [id] = await desk.do({ type: "coder.add", name: coder });
        await desk.do({ type: "coder.describe", coder: id!, facts: known });
      }
    },
  }));
  const positions = table("positionality.csv").map((row): Sitting => ({ day: cell(row, "date"), by: cell(row, "coder"), pace: 15, work: async (desk) => void (await desk.do({ type: "positionality.state", coder: desk.coder(cell(row, "coder")), text: cell(row, "statement") })) }));
  const guide = (version: string, day: string, change: string): Sitting => ({ day, by: "HN", pace: 5, work: async (desk) => void (await desk.do({ type: "guide.define", version, date: day, text: textOf(`guide-${version}.md`), change })) });
  const forms = [...Map.groupBy(table("consent-forms.csv"), (r) => cell(r, "date"))].map(([day, rows]) => paper(day, "consent forms", rows));
  const early = ["ethics reference", "funding", "invented", "participant numbers", "sampling", "method of approach", "interviews"];
  return [
    ...joining,
    { day: start, by: "HN", pace: 5, work: async (desk) => void (await desk.do({ type: "study.describe", facts: Object.fromEntries(Object.entries(facts).filter(([name]) => early.includes(name))) })) },
    ...positions,
    guide("v1", "2015-07-27", ""),
    guide("v2", "2015-09-21", changesOf(textOf("guide-changes.md"))),
    ...forms,
    paper("2015-08-17", "criteria", table("criteria.csv")),
    { day: "2015-09-14", by: "HN", pace: 1, work: async (desk) => void (await desk.do(...attributes())) },
  ];
}

/** The rows of the table of changes, as sentences: what, why and for whom. */
const changesOf = (text: string): string =>
  text.split("\n").filter((line) => line.startsWith("| ")).slice(1).map((line) => {
    const [what = "", why = "", who = ""] = line.split("|").slice(1).map((part) => part.trim());
    return `${what} (${who}): ${why.replace(/\.$/, "")}.`;
  }).join(" ");

function attributes(): Command[] {
  const names = Object.keys(table("register.csv")[0] ?? {}).filter((name) => name !== "id");
  return names.map((name): Command => {
    const kind: AttributeKind = name in numbers ? "number" : name === service ? "text" : "category";
    return { type: "attribute.define", name, kind, levels: [...(levels[name] ?? [])], bands: numbers[name] ?? "" };
  });
}

/** A table of records brought in by the same import as anybody's. */
const paper = (day: string, kind: RecordKind, rows: readonly Row[]): Sitting => ({ day, by: "HN", pace: 1, work: (desk) => enter(desk, kind, rows) });

async function enter(desk: Desk, kind: RecordKind, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) desk.brought(await importRecords(desk.wb, kind, asFile(`${kind}.csv`, rows), {}, desk.actor));
}

/** Week by week: who was approached is registered, what happened is recorded, and who was interviewed is described. */
function weeks(): Sitting[] {
  const register = table("register.csv");
  const services = new Map([...register, ...table("approached.csv")].map((r) => [cell(r, "id"), cell(r, service)]));
  const byWeek = (name: string): Map<string, Row[]> => Map.groupBy(table(name), (r) => fridayOf(cell(r, "date")));
  const [recruitment, eligibility, consents, interviews] = ["recruitment.csv", "eligibility.csv", "consents.csv", "interviews.csv"].map(byWeek) as [Map<string, Row[]>, Map<string, Row[]>, Map<string, Row[]>, Map<string, Row[]>];
  const days = [...new Set([...recruitment.keys(), ...eligibility.keys(), ...consents.keys(), ...interviews.keys()])].sort();
  const seen = new Set<string>();
  return days.map((day): Sitting => {
    const steps = recruitment.get(day) ?? [];
    const fresh = [...new Set(steps.map((r) => cell(r, "participant")))].filter((label) => !seen.has(label));
    for (const label of fresh) seen.add(label);
    const met = new Set((interviews.get(day) ?? []).map((r) => cell(r, "participant")));
    return {
      day, by: "HN", pace: 0.7,
      work: async (desk) => {
        const from = attributeNamed(desk.wb.study, service)!.id;
        if (fresh.length > 0) await desk.do(...fresh.map((label): Command => ({ type: "participant.register", label, values: { [from]: services.get(label) ?? null } })));
        await enter(desk, "recruitment", steps);
        await enter(desk, "eligibility", eligibility.get(day) ?? []);
        await enter(desk, "consents", consents.get(day) ?? []);
        await enter(desk, "interviews", interviews.get(day) ?? []);
        if (met.size > 0) desk.brought(await importPeople(desk.wb, asFile("register.csv", register.filter((r) => met.has(cell(r, "id")))), { id: "id" }, desk.actor));
      },
    };
  });
}

/** This analysis is cut out of the larger study: its title, its facts, its rule and the list on that day. */
function substudy({ title, facts, substudy: { name, rule, frozen, by, reason } }: SampleStudy): Sitting[] {
  return [{
    day: frozen, by, pace: 4,
    work: async (desk) => {
      await desk.do({ type: "study.describe", title, facts: { ...facts } });
      const written = `"${rule.attribute}" is not ${rule["is not"]}`;
      const who = whoMatches(desk.wb.study, written);
      if (!who.ok) throw new Error(who.sentence);
      await desk.do({ type: "substudy.freeze", name, rule: written, members: [...who.members], reason });
    },
  }];
}
