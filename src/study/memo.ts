import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";

export type MemoId = string & { readonly __noun?: "memo" };

export const memoKinds = ["analytic", "reflexive", "method", "case"] as const;
export type MemoKind = (typeof memoKinds)[number];

/** What a memo can be about. */
export const linkKinds = ["source", "coding", "code", "theme", "participant", "substudy", "memo", "guide", "coder"] as const;
export interface Link {
  readonly kind: (typeof linkKinds)[number];
  readonly id: string;
}

/** A researcher's note to self and others, linked to anything. */
export interface Memo {
  readonly id: MemoId;
  readonly author: string;
  readonly kind: MemoKind;
  title: string;
  text: string;
  links: readonly Link[];
  readonly written: string;
  changed: string;
}

export interface MemoSlice {
  readonly memos: Map<MemoId, Memo>;
}

export type MemoEvent =
  | Happening<"memo.written", { memo: MemoId; kind: MemoKind; links: readonly Link[] }, { title: string; text: string }>
  | Happening<"memo.rewritten", { memo: MemoId }, { title: string; text: string }>
  | Happening<"memo.linked", { memo: MemoId; links: readonly Link[] }, Record<never, never>>
  | Happening<"memo.removed", { memo: MemoId }, Record<never, never>>;

const links = z.array(z.object({ kind: z.enum(linkKinds), id: z.string() }));
export const memoCommands = [
  z.object({ type: z.literal("memo.write"), id: z.string().optional(), kind: z.enum(memoKinds).default("analytic"), title: z.string().trim().default(""), text: z.string().trim().min(1), links: links.default([]) }),
  z.object({ type: z.literal("memo.rewrite"), memo: z.string(), title: z.string().trim().optional(), text: z.string().trim().min(1).optional() }),
  z.object({ type: z.literal("memo.link"), memo: z.string(), links }),
  z.object({ type: z.literal("memo.remove"), memo: z.string() }),
] as const;
export type MemoCommand = z.infer<(typeof memoCommands)[number]>;

export function decideMemo(study: MemoSlice, command: MemoCommand, { id }: Context): Decision<MemoEvent> {
  if (command.type === "memo.write") {
    const memo = command.id ?? id();
    const { kind, links, title, text } = command;
    return accept(`Wrote ${kind === "analytic" ? "an" : "a"} ${kind} memo${title ? ` "${title}"` : ""}.`, [{ type: "memo.written", body: { memo, kind, links }, words: { title, text } }], memo);
  }
  const memo = study.memos.get(command.memo);
  if (!memo) return refuse("missing", "That memo is not in this study.");
  const called = memo.title ? ` "${memo.title}"` : "";
  switch (command.type) {
    case "memo.rewrite": {
      const { title, text } = command;
      return accept(`Changed the memo${called}.`, [{ type: "memo.rewritten", body: { memo: memo.id }, words: { ...(title !== undefined && { title }), ...(text !== undefined && { text }) } }]);
    }
    case "memo.link":
      return accept(`Changed what the memo${called} is linked to.`, [{ type: "memo.linked", body: { memo: memo.id, links: command.links }, words: {} }]);
    case "memo.remove":
      return accept(`Removed the memo${called}.`, [{ type: "memo.removed", body: { memo: memo.id }, words: {} }]);
  }
}

export function evolveMemo(study: MemoSlice, event: MemoEvent, at: Envelope): void {
  if (event.type === "memo.written") {
    const { memo: id, kind, links } = event.body;
    const { title = "", text = erased } = event.words;
    study.memos.set(id, { id, author: at.actor, kind, title, text, links, written: at.stamp, changed: at.stamp });
    return;
  }
  const memo = study.memos.get(event.body.memo);
  if (!memo) return;
  switch (event.type) {
    case "memo.rewritten":
      Object.assign(memo, event.words, { changed: at.stamp });
      return;
    case "memo.linked":
      memo.links = event.body.links;
      return;
    case "memo.removed":
      study.memos.delete(memo.id);
  }
}
