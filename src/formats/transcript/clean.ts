/**
 * Text with "\n" as its only line break and without characters that are not writing: zero bytes, control characters and
 * halves of surrogate pairs. Everything else (combining marks, right-to-left marks, emoji) stays as it was.
 * `removed` counts what was taken out, so that the import report can say so.
 */
export function clean(text: string): { text: string; removed: number } {
  const lines = text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n");
  let removed = 0;
  // oxlint-disable-next-line no-control-regex
  const kept = lines.replace(/[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|^\ufeff/g, () => {
    removed++;
    return "";
  });
  if (lines.startsWith("\ufeff")) removed--;
  return { text: kept.toWellFormed(), removed };
}

/** The sentence of the import report about removed characters; none where nothing was removed. */
export const removedNote = (removed: number): string[] =>
  removed === 0 ? [] : [`${removed} control ${removed === 1 ? "character" : "characters"} that no one can see ${removed === 1 ? "was" : "were"} removed.`];
