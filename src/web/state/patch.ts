import type { SourceAnswer } from "../../server/answers.ts";
import type { Command } from "../../study/study.ts";

/** Commands as a page sends them: what has a default may be left out. */
export type Asked = { readonly [T in Command as T["type"]]: Pick<T, "type"> & Partial<T> }[Command["type"]];

/** An interview as it will be once a command was carried out; the same object where the command is of something else. */
export function patch(source: SourceAnswer, command: Asked, me: string): SourceAnswer {
  switch (command.type) {
    case "coding.add": {
      const { id, source: of, code, start, end, coder = me } = command;
      if (of !== source.id || id === undefined || code === undefined || start === undefined || end === undefined || source.codings.some((c) => c.id === id)) return source;
      return { ...source, codings: [...source.codings, { id, code, coder, start, end, stamp: "" }] };
    }
    case "coding.resize":
    case "coding.recode": {
      if (!source.codings.some((c) => c.id === command.coding)) return source;
      const change = command.type === "coding.recode" ? { code: command.code! } : { start: command.start!, end: command.end! };
      return { ...source, codings: source.codings.map((c) => (c.id === command.coding ? { ...c, ...change } : c)) };
    }
    case "coding.remove":
      return source.codings.some((c) => c.id === command.coding) ? { ...source, codings: source.codings.filter((c) => c.id !== command.coding) } : source;
    default:
      return source;
  }
}
