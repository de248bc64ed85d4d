import { dayInWords } from "../../analysis/wording.ts";
import { localDay } from "./history-days.ts";

/** The reader's own day of a time stamp, "3 March 2026"; the same words as everywhere else, whatever the browser's language. */
export const dayOfStamp = (stamp: string): string => dayInWords(localDay(new Date(stamp.slice(0, 24))));
