import type { CodeAnswer, MemoAnswer, StudyAnswer, ThemeAnswer } from "../../server/answers.ts";
import { replanted } from "./codes-tree.ts";
import type { Asked } from "./patch.ts";

/** The study as it will be once commands about codes, themes and memos were carried out, as far as that can be told; what cannot is left as it is. */
export const foreseen = (study: StudyAnswer, commands: readonly Asked[]): StudyAnswer => commands.reduce(one, study);

/** What the id of a quotation begins with until the server has given it its own. */
export const expected = "expected ";

const withCode = (study: StudyAnswer, id: string | undefined, change: Partial<CodeAnswer>): StudyAnswer =>
  study.codes.some((c) => c.id === id) ? { ...study, codes: replanted(study.codes.map((c) => (c.id === id ? { ...c, ...change } : c))) } : study;
const withTheme = (study: StudyAnswer, id: string | undefined, change: (theme: ThemeAnswer) => Partial<ThemeAnswer>): StudyAnswer => {
  if (!study.themes.some((t) => t.id === id)) return study;
  const themes = study.themes.map((t) => (t.id === id ? { ...t, ...change(t) } : t));
  return { ...study, themes: themes.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)) };
};
const withMemo = (study: StudyAnswer, id: string | undefined, change: Partial<MemoAnswer>): StudyAnswer =>
  study.memos.some((m) => m.id === id) ? { ...study, memos: study.memos.map((m) => (m.id === id ? { ...m, ...change } : m)) } : study;
const said = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as Partial<T>;
const without = <T>(list: readonly T[], drop: (one: T) => boolean): T[] => list.filter((item) => !drop(item));

function one(study: StudyAnswer, command: Asked): StudyAnswer {
  switch (command.type) {
    case "code.create": {
      const { id, name = "", parent = null, kind = "code", colour = null, order, description = "" } = command;
      if (id === undefined || study.codes.some((c) => c.id === id)) return study;
      const last = study.codes.filter((c) => c.parent === parent).reduce((most, c) => Math.max(most, c.order), 0) + 1;
      const above = study.codes.find((c) => c.id === parent);
      const made: CodeAnswer = { id, name, parent, path: name, depth: 0, root: id, kind, colour: colour ?? above?.colour ?? null, hue: above?.hue ?? 0, description, whenToUse: "", whenNotToUse: "", example: "", order: order ?? last, retired: false, codings: 0, sources: 0 };
      return { ...study, codes: replanted([...study.codes, made]) };
    }
    case "code.describe": {
      const { name, kind, colour, description, whenToUse, whenNotToUse, example } = command;
      return withCode(study, command.code, said({ name, kind, colour, description, whenToUse, whenNotToUse, example }) as Partial<CodeAnswer>);
    }
    case "code.move":
      return withCode(study, command.code, { parent: command.parent ?? null, ...(command.order !== undefined && { order: command.order }) });
    case "code.retire":
      return withCode(study, command.code, { retired: command.retired ?? true });
    case "theme.create": {
      const { id, name = "", parent = null, order, centralIdea = "", scope = "" } = command;
      if (id === undefined || study.themes.some((t) => t.id === id)) return study;
      const last = study.themes.filter((t) => t.parent === parent).reduce((most, t) => Math.max(most, t.order), 0) + 1;
      return { ...study, themes: [...study.themes, { id, name, parent, order: order ?? last, centralIdea, scope, state: "candidate", codes: [], excluded: [], deviant: [], quotations: [] }] };
    }
    case "theme.describe":
      return withTheme(study, command.theme, () => said({ name: command.name, centralIdea: command.centralIdea, scope: command.scope }) as Partial<ThemeAnswer>);
    case "theme.move":
      return withTheme(study, command.theme, () => ({ parent: command.parent ?? null, ...(command.order !== undefined && { order: command.order }) }));
    case "theme.setState":
      return withTheme(study, command.theme, (t) => ({ state: command.state ?? t.state }));
    case "theme.placeCode": {
      const { code = "", placed = true } = command;
      return withTheme(study, command.theme, (t) => ({ codes: placed ? [...without(t.codes, (c) => c === code), code] : without(t.codes, (c) => c === code) }));
    }
    case "theme.excludePassage": {
      const { coding = "", excluded = true, reason = "" } = command;
      return withTheme(study, command.theme, (t) => ({ excluded: [...without(t.excluded, (e) => e.coding === coding), ...(excluded ? [{ coding, reason }] : [])] }));
    }
    case "theme.markDeviant": {
      const { participant = "", deviant = true, reason = "" } = command;
      return withTheme(study, command.theme, (t) => ({ deviant: [...without(t.deviant, (d) => d.participant === participant), ...(deviant ? [{ participant, reason }] : [])] }));
    }
    case "theme.chooseQuotation": {
      const { coding = "", cuts = [], order } = command;
      return withTheme(study, command.theme, (t) => {
        const next = order ?? t.quotations.reduce((most, q) => Math.max(most, q.order), 0) + 1;
        return { quotations: [...t.quotations, { id: `${expected}${coding}`, coding, cuts, order: next }].sort((a, b) => a.order - b.order) };
      });
    }
    case "theme.dropQuotation":
      return withTheme(study, command.theme, (t) => ({ quotations: without(t.quotations, (q) => q.id === command.quotation) }));
    case "theme.moveQuotation":
      return withTheme(study, command.theme, (t) => ({ quotations: t.quotations.map((q) => (q.id === command.quotation ? { ...q, order: command.order ?? q.order } : q)).sort((a, b) => a.order - b.order) }));
    case "memo.link":
      return withMemo(study, command.memo, { links: command.links ?? [] });
    case "memo.rewrite":
      return withMemo(study, command.memo, said({ title: command.title, text: command.text }));
    case "memo.remove":
      return { ...study, memos: without(study.memos, (m) => m.id === command.memo) };
    default:
      return study;
  }
}
