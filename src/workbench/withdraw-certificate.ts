import type { WithdrawalLevel } from "../study/consent.ts";
import type { ParticipantId } from "../study/participant.ts";
import { checkStudy } from "./check.ts";
import type { Removal } from "./withdraw-reach.ts";
import type { Workbench } from "./workbench.ts";

/** What a certificate says was done. */
export interface Done {
  readonly participant: ParticipantId;
  /** The label they had; it stands in the certificate alone. */
  readonly label: string;
  readonly level: WithdrawalLevel;
  readonly date: string;
  readonly by: string;
  readonly removal: Removal;
  /** The substudies whose figures change. */
  readonly affected: readonly string[];
}

/** A certificate of withdrawal in Markdown: what was erased, that the file was checked afterwards, and what is left for people to do. It repeats no word that was erased but the label. */
export async function certificate(workbench: Workbench, { participant, label, level, date, by, removal, affected }: Done): Promise<string> {
  const { study, log } = workbench;
  const { kinds, codings, erasure, quoted } = removal;
  const checked = await checkStudy(workbench);
  const heads = await log.heads();
  const erased = erasure.events.length + erasure.contents.length > 0;
  const others = heads.filter(({ replica }) => replica !== log.replica).map(({ replica }) => replica);
  return `${[
    "# Certificate of withdrawal",
    "",
    `Study: ${study.settings.title}  `,
    `Participant: ${label}, recorded as ${participant}  `,
    `Withdrew on: ${date}  `,
    `Level: ${level}  `,
    `Recorded by: ${by}, at ${study.lastStamp.slice(0, 19).replace("T", " ")} UTC`,
    "",
    "## What was erased",
    "",
    ...(erased ? [`The words of ${erasure.events.length} events and ${erasure.contents.length} files.`, "", ...kinds.map(({ what, n }) => `- ${what}: ${n}`)] : ["Nothing; this level keeps what was collected."]),
    "",
    "## What is kept",
    "",
    `That each of these things happened, with its date and who did it, and ${codings} ${codings === 1 ? "coding" : "codings"} without words.`,
    "",
    "## Verification",
    "",
    `${checked.broken ? "The file did not check clean after this: " : ""}${checked.sentence}`,
    "",
    "## Left to do",
    "",
    ...(others.length > 0 ? [`- [ ] Merge the other copies of the study, which lose the words by it. Copies that have written in it: ${others.join(", ")}.`] : ["- [ ] Merge any other copy of the study, which loses the words by it."]),
    "- [ ] Destroy backups from before this date, or note when they expire.",
    "- [ ] Destroy reports, tables, exports and archives written before this date. What was published cannot be recalled.",
    ...(affected.length > 0 && level === "remove everything" ? [`- [ ] Compute again what was reported of ${affected.map((name) => `"${name}"`).join(", ")}: the participant is no longer counted.`] : []),
    ...(quoted.length > 0 ? [`- [ ] Look at ${quoted.length} ${quoted.length === 1 ? "place" : "places"} in the study where their words seem to be repeated.`] : []),
    "- [ ] Delete the participant's row in the key of pseudonyms, the recording and the signed form, as the protocol says.",
  ].join("\n")}\n`;
}
