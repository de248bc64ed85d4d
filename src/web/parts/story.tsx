import type { ReactElement } from "react";
import type { StoryRow } from "../../server/codes-story.ts";
import { dayOfStamp } from "../state/day-of-stamp.ts";
import css from "./story.module.css";

const ended = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
const begun = (text: string): string => (/^(I|I['’]\S*)\b/.test(text) || /^\p{Lu}{2}/u.test(text) ? text : text.replace(/^\p{Lu}/u, (c) => c.toLowerCase()));

/** What became of a code or a theme, in words, the latest first: "Split from “visits” on 3 March, because …". */
export const Story = ({ rows }: { readonly rows: readonly StoryRow[] }): ReactElement => (
  <ol className={css.story}>
    {rows.toReversed().map((row, i) => (
      <li key={`${row.stamp} ${i}`}>
        <time dateTime={row.stamp.slice(0, 10)}>{dayOfStamp(row.stamp)}</time>
        <p>
          {row.text}
          {row.reason ? <>, because: <q>{begun(ended(row.reason))}</q></> : "."} <span>{row.by}</span>
        </p>
      </li>
    ))}
  </ol>
);
