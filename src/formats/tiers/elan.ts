import type { Interview, Reading } from "../interview.ts";
import { Refused } from "../project/archive.ts";
import { Findings } from "../project/problems.ts";
import { type Element, walk } from "../refi/xml.ts";
import { interviewOf, type Utterance } from "./utterances.ts";

const child = (element: Element, name: string): Element | undefined => element.children.find((one) => one.name === name);

/**
 * Reads an ELAN file, `.eaf`. Tiers that stand on their own are speakers, named by their participant or else by the tier; tiers that depend on another
 * (translations, glosses) are left out and named, unless `tiers` asks for certain ones. Never throws on bad input.
 */
export async function readElan(bytes: Uint8Array, tiers?: readonly string[]): Promise<Reading<Interview>> {
  const times = new Map<string, number>();
  const found: Element[] = [];
  const findings = new Findings();
  try {
    await walk((async function* () { yield bytes; })(), (_, around) => around.length === 1, {
      root(element) {
        if (element.name !== "ANNOTATION_DOCUMENT") throw new Refused("The XML is not an ELAN file: it does not begin with <ANNOTATION_DOCUMENT>.");
      },
      element(element) {
        if (element.name === "TIER") found.push(element);
        if (element.name !== "TIME_ORDER") return;
        for (const { attributes } of element.children) {
          const value = Number(attributes["TIME_VALUE"]);
          if (attributes["TIME_SLOT_ID"] && attributes["TIME_VALUE"] && Number.isFinite(value)) times.set(attributes["TIME_SLOT_ID"], value);
        }
      },
    }, findings);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.message };
    throw error;
  }
  const id = (tier: Element): string => tier.attributes["TIER_ID"] ?? "";
  const chosen = found.filter((tier) => (tiers ? tiers.includes(id(tier)) : !tier.attributes["PARENT_REF"]));
  if (chosen.every((tier) => tier.children.length === 0)) return { ok: false, problem: `The ELAN file has no words on ${tiers ? "the tiers that were asked for" : "tiers of its own"}. Choose among its tiers: ${found.map(id).join(", ") || "there are none"}.` };
  // An annotation without times of its own has those of the one it refers to.
  const begins = new Map<string, number>();
  const utterances: Utterance[] = [];
  for (const tier of found) {
    for (const annotation of tier.children.flatMap(({ children }) => children)) {
      const { ANNOTATION_ID: own = "", TIME_SLOT_REF1: slot = "", ANNOTATION_REF: other = "" } = annotation.attributes;
      const at = times.get(slot) ?? begins.get(other) ?? null;
      if (at !== null) begins.set(own, at);
      if (chosen.includes(tier)) utterances.push({ speaker: tier.attributes["PARTICIPANT"]?.trim() || id(tier), words: child(annotation, "ANNOTATION_VALUE")?.text ?? "", at });
    }
  }
  const left = found.filter((tier) => !chosen.includes(tier) && tier.children.length > 0).map(id);
  const notes = [...findings.list().map(({ what }) => what), ...(left.length > 0 ? [`These tiers were left out: ${left.join(", ")}.`] : [])];
  return { ok: true, value: interviewOf(utterances, { format: "eaf", layout: "ELAN tiers", charset: null, notes }) };
}
