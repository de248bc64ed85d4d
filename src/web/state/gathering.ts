/** A file with its path within what was dropped or chosen, "interviews/int 4.docx". */
export interface Given<F> {
  readonly path: string;
  readonly file: F;
}

/** What is sent as one: a file, or the folder of a project with its files. */
export interface Sending<F> {
  readonly name: string;
  readonly files: readonly Given<F>[];
  readonly isFolder: boolean;
}

/** Files that programs and systems leave about and nobody means to bring in. */
const litter = /(^|\/)(\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * Sorts what was dropped: the folder of a QualCoder project (data.qda) or of an unpacked REFI-QDA project (a .qde within a folder) is sent as a whole;
 * every other file by itself, from folders too.
 */
export function gather<F>(given: readonly Given<F>[]): Sending<F>[] {
  const files = given.filter(({ path }) => !litter.test(path));
  const roots = files.filter(({ path }) => path.includes("/") && (nameOf(path) === "data.qda" || /\.qde$/i.test(path))).map(({ path }) => folderOf(path));
  const outermost = [...new Set(roots)].filter((root) => !roots.some((other) => other !== root && root.startsWith(`${other}/`)));
  const isIn = (path: string, root: string): boolean => path.startsWith(`${root}/`);
  const whole = outermost.map((root): Sending<F> => ({ name: nameOf(root), isFolder: true, files: files.filter(({ path }) => isIn(path, root)).map(({ path, file }) => ({ path: path.slice(root.length + 1), file })) }));
  const single = files.filter(({ path }) => !outermost.some((root) => isIn(path, root)));
  return [...single.map((one): Sending<F> => ({ name: nameOf(one.path), isFolder: false, files: [one] })), ...whole];
}
