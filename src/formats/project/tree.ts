import type { Guid } from "./guid.ts";
import type { Code } from "./project.ts";

/** Codes in the order of their tree: each followed by what is below it, siblings as they were. A parent that is not there, or that closes a circle, counts as none. */
export function inTreeOrder(codes: readonly Code[]): Code[] {
  const known = new Set(codes.map(({ guid }) => guid));
  const below = new Map<Guid | null, Code[]>();
  for (const code of codes) {
    const parent = code.parent !== null && known.has(code.parent) ? code.parent : null;
    const list = below.get(parent);
    if (list) list.push(code);
    else below.set(parent, [code]);
  }
  const ordered: Code[] = [];
  const done = new Set<Guid>();
  const run = (root: Code): void => {
    const todo: { code: Code; parent: Guid | null }[] = [{ code: root, parent: null }];
    while (todo.length > 0) {
      const { code, parent } = todo.pop()!;
      if (done.has(code.guid)) continue;
      done.add(code.guid);
      ordered.push(code.parent === parent ? code : { ...code, parent });
      for (const child of (below.get(code.guid) ?? []).toReversed()) todo.push({ code: child, parent: code.guid });
    }
  };
  for (const root of below.get(null) ?? []) run(root);
  for (const code of codes) if (!done.has(code.guid)) run(code);
  return ordered;
}
