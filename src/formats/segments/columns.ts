import { foldHeading, headings, type Meaning } from "./headings.ts";
import { levelsNamed } from "./level-columns.ts";

/** A heading under which anything may be named, codes too. */
export const isNameOnly = (heading: string): boolean => /^(title|name|nom|nombre|nome|naam|path)$/.test(foldHeading(heading));

/** Which column holds what, by its heading; -1 where none does. */
export function meanings(columns: readonly string[]): Record<Meaning, number> {
  const names = columns.map(foldHeading);
  const of = (meaning: Meaning): number => headings[meaning].map((heading) => names.indexOf(heading)).find((index) => index >= 0) ?? -1;
  const found = Object.fromEntries((Object.keys(headings) as Meaning[]).map((meaning) => [meaning, of(meaning)])) as Record<Meaning, number>;
  const levels = levelsNamed(columns);
  if (levels.length > 0) found.code = levels.at(-1)!;
  if (found.parent === found.code) found.parent = -1;
  // "Name" names a code in a codebook alone, where words are an example.
  if (found.words >= 0 && found.code >= 0 && isNameOnly(columns[found.code]!)) {
    const isBook = found.document < 0 && found.description >= 0 && /^(description|beschreibung|descripcion|definition|definicion)/.test(names[found.description]!);
    found[isBook ? "words" : "code"] = -1;
  }
  // A comment beside words is about the passage; alone it describes the code.
  if (found.words >= 0 && found.description === found.comment) found.description = -1;
  return found;
}

/** Which program's table it is, by the headings that only it has. */
export function program(columns: readonly string[]): string {
  const names = columns.map(foldHeading);
  const has = (...wanted: RegExp[]): boolean => wanted.every((one) => names.some((name) => one.test(name)));
  const [segment, weight, named] = [/^segment(o|s|i)?$|^coded segments?$/, /^(weight( score)?|gewicht(ung)?|poids|score de ponderation|ponderacion|peso|pontuacao de peso)$/, /^(document name|dokumentname|nom du document|nombre del documento|nome do documento|nome (del )?documento|documentnaam)$/];
  if (has(segment, named) || has(segment, weight) || (has(/^(parent code|obercode|code parent|codigo padre)$/, /^(code|codigo)$/) && has(/^cod(ed|iert|ierte|ifi|ificad)?\w*\.? ?seg|^(color|colour|farbe|couleur)$/))) return "MAXQDA";
  if (has(/^(quotation (content|name)|zitatinhalt|zitatname|contenu de la citation|nom de la citation|contenido de la cita|nombre de la cita|(conteudo|nome) da citacao|(contenuto|nome) della citazione)$/) || has(/^grounded(ness)?$/, /^density$/)) return "ATLAS.ti";
  if (has(/^(codes applied|code .* applied)/) || has(/^media title$/) || has(/^parent id$/, /^depth$/, /^title$/)) return "Dedoose";
  if (has(/^tag$/, /^number of highlights$/) || has(/^id$/, /^document$/, /^tag$/, /^content$/) || has(/^id$/, /^document$/, /^content$/, /^tags$/)) return "Taguette";
  if (has(/^(name|nom|nombre|nome)$/, /^(files|sources|dateien|fichiers|archivos|arquivos|file)$/, /^(references|referenzen|verweise|referencias)$/) || has(/^coded text$/) || has(/^hierarchical name$/)) return "NVivo";
  return "unknown";
}

const separators: Readonly<Record<string, RegExp>> = { Dedoose: /\r?\n|,\s*/, "ATLAS.ti": /\r?\n|;\s*/, MAXQDA: /\r?\n/, Taguette: /\r?\n|,\s+/, NVivo: /\r?\n/, one: /\r?\n/, unknown: /\r?\n|;\s*|\|/ };

/** A column of its own for each code, as Dedoose has beside the column of all: "Code: Trust\\Lost Applied", with True or False. */
export function appliedColumns(columns: readonly string[]): { readonly column: number; readonly path: string[] }[] {
  return columns.flatMap((name, column) => {
    const path = /^Code:\s*(.+?)\s+Applied$/i.exec(name)?.[1];
    return path === undefined ? [] : [{ column, path: path.split(/\s*\\+\s*/).filter((part) => part !== "") }];
  });
}

/** The names of codes in a cell. */
export const codeNames = (cell: string, from: string): string[] => cell.split(separators[from] ?? separators["unknown"]!).map((name) => name.trim()).filter((name) => name !== "");
