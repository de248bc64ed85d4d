import type { Recorded, Study } from "../study/study.ts";
import type { ThemeId } from "../study/theme.ts";
import type { StoryRow } from "./codes-story.ts";

/** The kinds of events that a theme's story is made from. */
export const themeStoryTypes = [
  "theme.created", "theme.described", "theme.moved", "theme.stateSet", "theme.codePlaced", "theme.passageExcluded", "theme.deviantMarked",
  "theme.quotationChosen", "theme.quotationDropped", "code.created", "code.described", "history.undone", "history.redone",
] as const;

const gone = "one that is gone";

/** What became of a theme, oldest first, in the names of that time; what one person chose or dropped in one day is one row. Events in force only. */
export function themeStory(study: Study, events: readonly Recorded[], id: ThemeId): StoryRow[] {
  const names = new Map<string, string>();
  const codes = new Map<string, string>();
  const rows: (StoryRow & { key?: string; count?: number })[] = [];
  const add = ({ stamp, actor }: Recorded, text: string, reason = ""): void => void rows.push({ stamp, by: study.coders.get(actor)?.name ?? "someone", text, reason });
  const tally = (event: Recorded, said: string, one: string, many: string): void => {
    const key = `${event.actor} ${event.stamp.slice(0, 10)} ${said}`;
    const at = rows.findLastIndex((r) => r.key === key);
    const count = (rows[at]?.count ?? 0) + 1;
    const text = `${said} ${count === 1 ? one : `${count} ${many}`}`;
    if (at >= 0) rows[at] = { ...rows[at]!, text, count };
    else rows.push({ stamp: event.stamp, by: study.coders.get(event.actor)?.name ?? "someone", text, reason: "", key, count });
  };
  const under = (theme: string | null): string => (theme === null ? "" : ` under “${names.get(theme) ?? gone}”`);
  for (const event of events) {
    if (event.type === "code.created" || event.type === "code.described") {
      if (event.words.name !== undefined) codes.set(event.body.code, event.words.name);
      continue;
    }
    const before = "theme" in event.body ? names.get(event.body.theme) : undefined;
    if ((event.type === "theme.created" || event.type === "theme.described") && event.words.name !== undefined) names.set(event.body.theme, event.words.name);
    if (!("theme" in event.body) || event.body.theme !== id) continue;
    switch (event.type) {
      case "theme.created":
        add(event, `Made as “${event.words.name ?? gone}”${under(event.body.parent)}`);
        break;
      case "theme.described": {
        const { name, centralIdea, scope, reason } = event.words;
        const changed = [centralIdea !== undefined && "its central idea", scope !== undefined && "its scope"].filter((c) => c !== false).join(" and ");
        if (name !== undefined && name !== before) add(event, `Renamed from “${before ?? gone}” to “${name}”${changed && `, and put ${changed} into words`}`, reason);
        else if (changed) add(event, `Put ${changed} into words`, reason);
        break;
      }
      case "theme.moved":
        add(event, event.body.parent === null ? "Moved among the themes" : `Moved${under(event.body.parent)}`);
        break;
      case "theme.stateSet":
        add(event, event.body.state === "discarded" ? "Discarded" : `Marked as ${event.body.state}`, event.words.reason);
        break;
      case "theme.codePlaced":
        add(event, `${event.body.placed ? "Took in" : "Gave up"} the code “${codes.get(event.body.code) ?? gone}”`, event.words.reason);
        break;
      case "theme.passageExcluded":
        if (event.words.reason) add(event, event.body.excluded ? "Excluded a passage" : "Took a passage back in", event.words.reason);
        else tally(event, event.body.excluded ? "Excluded" : "Took back in", "a passage", "passages");
        break;
      case "theme.deviantMarked":
        add(event, `${event.body.deviant ? "Marked" : "No longer marked"} ${study.participants.get(event.body.participant)?.label ?? gone} as a deviant case`, event.words.reason);
        break;
      case "theme.quotationChosen":
        tally(event, "Chose", "a quotation", "quotations");
        break;
      case "theme.quotationDropped":
        tally(event, "Dropped", "a quotation", "quotations");
    }
  }
  return rows.map(({ key: _, count: __, ...row }) => row);
}
