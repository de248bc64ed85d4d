interface Ordered {
  readonly id: string;
  readonly order: number;
}

/**
 * The place in order that moves something up (-1) or down (1) by one in a list that is in order; null where it is at the
 * end already. Where neighbours have one place, the list has no room between them and every place is given anew.
 */
export function movedBy(list: readonly Ordered[], id: string, by: -1 | 1): readonly { readonly id: string; readonly order: number }[] | null {
  const at = list.findIndex((one) => one.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return null;
  const rest = list.filter((one) => one.id !== id);
  const [before, after] = [rest[to - 1]?.order, rest[to]?.order];
  const order = before === undefined ? after! - 1 : after === undefined ? before + 1 : (before + after) / 2;
  if ((before === undefined || before < order) && (after === undefined || order < after)) return [{ id, order }];
  return rest.toSpliced(to, 0, list[at]!).flatMap((one, i) => (one.order === i + 1 ? [] : [{ id: one.id, order: i + 1 }]));
}
