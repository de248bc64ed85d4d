/** How far a cell is moved in by the blanks before it, ordinary or not: a tab counts as four. */
export function indentOf(cell: string): number {
  const blanks = /^[^\S\r\n]*/.exec(cell.replace(/^[\r\n]+/, ""))![0];
  return blanks.length === cell.length ? 0 : [...blanks].reduce((sum, one) => sum + (one === "\t" ? 4 : one === "\ufeff" ? 0 : 1), 0);
}

/** Levels from 0 by how far each of some lines is moved in: a line belongs to the last one before it that is moved in less. */
export function levelsOf(indents: readonly number[]): number[] {
  const above: number[] = [];
  return indents.map((indent) => {
    while (above.length > 0 && above.at(-1)! >= indent) above.pop();
    above.push(indent);
    return above.length - 1;
  });
}
