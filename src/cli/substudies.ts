import { staleness, whoMatches } from "../analysis/rule.ts";
import type { Study } from "../study/study.ts";
import { substudyNamed, type Substudy } from "../study/substudy.ts";
import type { Call } from "./call.ts";
import { changing, listing, reason, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { thePerson, theSubstudy } from "./names.ts";

const name = { name: "NAME", what: "the substudy's name" };
const rule: readonly Option[] = [
  { name: "where", value: "RULE", what: 'who is in it, such as "age >= 25 and location = London" or "coded Support / home visits"' },
  { name: "members", value: "A; B; C", what: "in place of a rule: the participants' labels, separated by semicolons" },
];
const labels = (study: Study, ids: readonly string[]): string[] => ids.map((id) => study.participants.get(id)?.label ?? "someone who is gone");

/** Who the options take in, and the rule in words. */
function chosen(call: Call, study: Study, otherwise = ""): { rule: string; members: readonly string[] } {
  const [where, listed] = [call.value("where") ?? (call.has("members") || otherwise === "" ? undefined : otherwise), call.value("members")];
  if ((where === undefined) === (listed === undefined)) throw misused('Say who is in it: --where "used team = yes", or --members "Mother 1; Mother 4".');
  if (listed !== undefined) {
    const members = [...new Set(listed.split(/[;\n]/).map((l) => l.trim()).filter((l) => l !== "").map((l) => thePerson(study, l).id))];
    if (members.length === 0) throw misused("--members names nobody.");
    return { rule: "", members };
  }
  const found = whoMatches(study, where!);
  if (!found.ok) throw refused(found.sentence);
  if (found.members.length === 0) throw refused(`Nobody in the register fits "${where}"; nothing was frozen.`);
  return { rule: where!, members: found.members };
}

/** What has changed since a substudy was frozen, as a sentence; null where nothing has. */
function staleWords(study: Study, substudy: Substudy): string | null {
  const { stale, joining, leaving, problem } = staleness(study, substudy);
  if (!stale) return null;
  if (problem !== null) return `The rule of "${substudy.name}" can no longer be applied: ${problem}`;
  const parts = [...(joining.length > 0 ? [`take in ${labels(study, joining).join(", ")}`] : []), ...(leaving.length > 0 ? [`leave out ${labels(study, leaving).join(", ")}`] : [])];
  return `"${substudy.name}" was frozen on ${substudy.frozen.slice(0, 10)}; its rule would now ${parts.join(" and ")}. "earshot substudy freeze" takes the new list.`;
}

/** Commands about substudies. */
export const substudyCommands: readonly CliCommand[] = [
  {
    name: "substudy add",
    summary: "Freeze a list of participants by a rule over what is known of them or how they are coded",
    operands: [study, name],
    options: [...rule, reason, ...changing],
    notes: ["Rules: attribute = value, !=, <, <=, >, >=, in (A, B), between 25 and 35, contains, is missing; participant = LABEL; has coding under CODE [by CODER] (or: coded CODE), no coding under CODE; joined by and, or, not and brackets. Text is compared whatever its case, and who has no value meets neither = nor !=. The list is kept with its date; \"substudy check\" says when the rule would give another."],
    examples: ['earshot substudy add study.earshot "Parent-infant teams" --where "parent-infant team != no"', 'earshot substudy add study.earshot "Spoke of home visits" --where "has coding under Support / home visits"', "earshot substudy add study.earshot Young --where 'age between 16 and 25 or \"A levels\" is missing'"],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      if (substudyNamed(study, call.operand("NAME"))) throw refused(`There is already a substudy "${call.operand("NAME")}". "earshot substudy freeze" gives it a new list.`);
      await call.do({ type: "substudy.freeze", name: call.operand("NAME"), ...chosen(call, study), members: [...chosen(call, study).members], reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "substudy freeze",
    summary: "Freeze a substudy anew, by its rule or by another one",
    operands: [study, name],
    options: [...rule, { name: "rename", value: "NEW", what: "another name" }, reason, ...changing],
    examples: ['earshot substudy freeze study.earshot "Parent-infant teams" --reason "Mother 31 was interviewed late"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const substudy = theSubstudy(study, call.operand("NAME"));
      const { rule, members } = substudy.rule === "" && !call.has("where") && !call.has("members") && call.has("rename") ? { rule: "", members: substudy.members } : chosen(call, study, substudy.rule);
      await call.do({ type: "substudy.freeze", substudy: substudy.id, name: call.value("rename") ?? substudy.name, rule, members: [...members], reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "substudy list",
    summary: "List the substudies with their rules and how many are in them",
    operands: [study],
    options: listing,
    examples: ["earshot substudy list study.earshot --json"],
    run: async (call) => {
      const study = await call.study();
      const rows = [...study.substudies.values()].map((s) => ({ name: s.name, rule: s.rule, n: s.members.length, members: labels(study, s.members), frozen: s.frozen.slice(0, 10), stale: staleness(study, s).stale }));
      call.list(rows, ["name", "n", "frozen", "rule"], (r) => [r.name, r.n, r.frozen, `${r.rule || "chosen by hand"}${r.stale ? " (would now give another list)" : ""}`], { none: 'No substudies yet. "earshot substudy add" makes one.' });
      if (!call.has("json")) for (const s of study.substudies.values()) if (staleWords(study, s)) call.warn(staleWords(study, s)!);
    },
  },
  {
    name: "substudy show",
    summary: "List who is in a substudy",
    operands: [study, name],
    options: listing,
    examples: ['earshot substudy show study.earshot "Parent-infant teams"'],
    run: async (call) => {
      const study = await call.study();
      const substudy = theSubstudy(study, call.operand("NAME"));
      if (call.has("json")) return call.json(labels(study, substudy.members).map((id) => ({ id })));
      for (const label of labels(study, substudy.members)) call.say(label);
    },
  },
  {
    name: "substudy check",
    summary: "Say whether the rules of substudies would now give other lists",
    operands: [study, { ...name, optional: true }],
    options: listing,
    examples: ["earshot substudy check study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const substudies = call.operand("NAME") === "" ? [...study.substudies.values()] : [theSubstudy(study, call.operand("NAME"))];
      const rows = substudies.map((s) => ({ name: s.name, ...staleness(study, s) })).map((r) => ({ ...r, joining: labels(study, r.joining), leaving: labels(study, r.leaving) }));
      if (call.has("json")) return call.json(rows);
      if (substudies.length === 0) call.say("No substudies yet.");
      for (const s of substudies) call.say(staleWords(study, s) ?? `"${s.name}" (${s.members.length}): its ${s.rule === "" ? "list was made by hand" : "rule gives the same list now"}.`);
    },
  },
  {
    name: "substudy remove",
    summary: "Take a substudy away; the participants stay",
    operands: [study, name],
    options: changing,
    examples: ['earshot substudy remove study.earshot "Parent-infant teams"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "substudy.remove", substudy: theSubstudy(study, call.operand("NAME")).id });
    },
  },
];
