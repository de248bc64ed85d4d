import type { Archive, Entry } from "../project/archive.ts";
import type { Findings } from "../project/problems.ts";
import type { Media } from "../project/project.ts";

/** What a path in a project means. */
export interface Path {
  readonly scheme: "internal" | "relative" | "absolute" | "none";
  /** Parts below the base, decoded; null where the path leads outside. */
  readonly parts: readonly string[] | null;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Reads `internal://x`, `internal:///x`, `internal:/x`, a path without scheme, backslashes and percent signs. */
export function readPath(raw: string): Path {
  const found = /^\s*(internal|relative|absolute):\/*(.*)$/is.exec(raw);
  const scheme = (found?.[1]?.toLowerCase() ?? "none") as Path["scheme"];
  const parts = (found ? found[2]! : raw.trim()).replaceAll("\\", "/").split("/").filter((part) => part !== "" && part !== ".");
  return { scheme, parts: parts.includes("..") || decode(parts.join("/")).split(/[\\/]/).includes("..") ? null : parts };
}

/** Finds entries by the paths that projects use, whatever the case of `sources/` and of the name. */
export class Paths {
  readonly #exact = new Map<string, Entry>();
  readonly #loose = new Map<string, Entry>();

  readonly #survived: Findings;

  /** `base` is the folder of the project file within the archive: empty, or ending in "/". */
  constructor(archive: Archive | null, base: string, survived: Findings) {
    this.#survived = survived;
    for (const entry of archive?.entries ?? []) {
      if (!entry.name.startsWith(base)) continue;
      const below = entry.name.slice(base.length);
      const inSources = /^sources\//i.test(below) ? below.slice(8) : below;
      this.#exact.set(inSources, this.#exact.get(inSources) ?? entry);
      const loose = inSources.toLowerCase().normalize("NFC");
      this.#loose.set(loose, this.#loose.get(loose) ?? entry);
    }
  }

  /** The entry a path points at; null where there is none. */
  find(raw: string): Entry | null {
    const { parts } = readPath(raw);
    if (!parts || parts.length === 0) return null;
    const below = /^sources$/i.test(parts[0]!) ? parts.slice(1) : parts;
    for (const name of [below.join("/"), below.at(-1) ?? ""]) {
      for (const form of [name, decode(name)]) {
        const entry = this.#exact.get(form) ?? this.#loose.get(form.toLowerCase().normalize("NFC"));
        if (entry && form !== "") {
          if (raw !== `internal://${entry.name.slice(entry.name.lastIndexOf("/") + 1)}`) this.#survived.add("A path is written in another way than the standard has it, or in other letters than its file; the file was found.", raw.slice(0, 80));
          return entry;
        }
      }
    }
    return null;
  }

  /** The file behind a path, whether or not it is there. */
  media(raw: string, before: string | null): Media {
    const entry = this.find(raw);
    const name = readPath(raw).parts?.at(-1) ?? "";
    return { path: raw, entry: entry?.name ?? null, size: entry?.size ?? null, extension: /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "", before };
  }
}
