import type { Readable } from "../../workbench/rescue.ts";

const troubles = new Set(["damaged", "cut short", "newer", "older", "unreadable", "not a study", "empty"]);

/** Whether a file that was refused for this reason can be looked into for what is left of it. */
export const isTrouble = (reason: string): boolean => troubles.has(reason);

const ofThem = (count: number, of: number | null, one: string): string => {
  const what = `${one}${(of ?? count) === 1 ? "" : "s"}`;
  const number = count.toLocaleString("en-GB");
  if (of === null) return `${number} ${what}`;
  return count === of ? (of === 1 ? `its only ${one}` : `all ${number} ${what}`) : `${number} of ${of.toLocaleString("en-GB")} ${what}`;
};

/** How much of a damaged study can be read, in a sentence. */
export function readableInWords({ events, of, contents, ofContents, until }: Readable): string {
  const texts = ofContents === 0 ? "" : ` and ${ofThem(contents, ofContents, "text or file").replace("text or files", "texts and files")}`;
  return `Of this study, ${ofThem(events, of, "event")}${texts} can be read and verified${until === "" ? "" : `, up to ${until}`}.`;
}
