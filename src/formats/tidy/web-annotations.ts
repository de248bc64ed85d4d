import type { Place, Project } from "../project/project.ts";
import { offsets, standard } from "../project/dialect.ts";
import { textFile } from "../project/text-file.ts";

const context = 32;
const urn = (guid: string): string => `urn:uuid:${guid.toLowerCase()}`;

/**
 * The codings of a project as W3C Web Annotations in one page (JSON-LD). A passage is told by its position, counted in Unicode characters as the model
 * demands, and by its words with some before and after; a rectangle or a stretch of a recording by a media fragment.
 */
export function webAnnotations(project: Project): Uint8Array {
  const users = new Map(project.users.map((one) => [one.guid, one]));
  const codes = new Map(project.codes.map((one) => [one.guid, one]));
  const selections = new Map(project.selections.map((one) => [one.guid, one]));
  const maps = new Map(project.sources.flatMap(({ guid, text }) => (text === null ? [] : [[guid, { text, map: offsets(textFile(text), standard) }] as const])));
  const selector = (source: string, place: Place, quote: string | null): unknown => {
    if (place.kind === "time") return { type: "FragmentSelector", conformsTo: "http://www.w3.org/TR/media-frags/", value: `t=${place.begin / 1000},${place.end / 1000}` };
    if (place.kind === "region") {
      const { page, x1, y1, x2, y2 } = place.region;
      return { type: "FragmentSelector", ...(page === null ? { conformsTo: "http://www.w3.org/TR/media-frags/" } : {}), value: `${page === null ? "" : `page=${page + 1}&`}xywh=${x1},${y1},${x2 - x1},${y2 - y1}` };
    }
    const file = maps.get(source);
    if (place.kind === "transcript" || !file) return quote === null ? undefined : { type: "TextQuoteSelector", exact: quote };
    const { start, end } = place.range;
    return [
      { type: "TextPositionSelector", start: file.map.inFile(start), end: file.map.inFile(end) },
      { type: "TextQuoteSelector", exact: file.text.slice(start, end), prefix: file.text.slice(Math.max(0, start - context), start).toWellFormed(), suffix: file.text.slice(end, end + context).toWellFormed() },
    ];
  };
  const items = project.codings.map((coding) => {
    const selection = coding.selection === null ? undefined : selections.get(coding.selection);
    const user = coding.coder === null ? undefined : users.get(coding.coder);
    const found = selection && selector(coding.source, selection.place, selection.quote);
    return {
      id: urn(coding.guid), type: "Annotation", motivation: "tagging",
      ...(user ? { creator: { id: urn(user.guid), type: "Person", name: user.name } } : {}),
      // The model wants a zone; without one the moment is left out.
      ...(coding.at?.endsWith("Z") ? { created: coding.at } : {}),
      body: [{ type: "TextualBody", purpose: "tagging", value: codes.get(coding.code)?.name ?? "" }, { type: "SpecificResource", purpose: "classifying", source: urn(coding.code) }],
      target: { source: urn(coding.source), ...(found === undefined ? {} : { selector: found }) },
    };
  });
  return new TextEncoder().encode(`${JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationPage", items }, null, 1)}\n`);
}
