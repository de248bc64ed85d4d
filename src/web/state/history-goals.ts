import type { LinePiece } from "../../server/history.ts";
import type { MemoAnswer } from "../../server/answers.ts";

type Goal = Exclude<LinePiece, string>["to"];

/** The address of what a sentence speaks of; null where no page shows it. A memo leads to what it is about. */
export function addressOf({ kind, id, from, end }: Goal, memos: readonly MemoAnswer[]): string | null {
  switch (kind) {
    case "code": return `/codes/${id}`;
    case "theme": return `/themes/${id}`;
    case "participant": return `/people/${id}`;
    case "source": return from === undefined || end === undefined ? `/interviews/${id}` : `/interviews/${id}?from=${from}&to=${end}`;
    case "memo": {
      const link = memos.find((m) => m.id === id)?.links.find((l) => l.kind in pages);
      return link ? `/${pages[link.kind as keyof typeof pages]}/${link.id}` : null;
    }
  }
}

const pages = { code: "codes", theme: "themes", source: "interviews", participant: "people" } as const;
