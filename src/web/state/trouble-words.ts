import type { Readable } from "../../workbench/rescue.ts";

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
