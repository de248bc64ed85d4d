import type { Guid } from "../../formats/project/guid.ts";
import { readMoment } from "../../formats/project/moment.ts";
import type { Findings } from "../../formats/project/problems.ts";
import type { Source } from "../../study/source.ts";
import type { Study } from "../../study/study.ts";
import type { Identity } from "./identity.ts";
import type { Kept } from "./kept-parts.ts";

/** What is shared while a study is turned into a project. */
export interface Outward {
  readonly study: Study;
  readonly kept: Kept;
  readonly identity: Identity;
  /** The present text of a source. */
  readonly text: (source: Source) => string;
  /** The sources that go out. */
  readonly sources: readonly Source[];
  readonly changed: Findings;
  readonly noPlace: Findings;
}

/** When a stamp was made, as a moment. */
export const momentOf = (stamp: string): string | null => readMoment(stamp.slice(0, 24));

/** The name that goes out: the one that came in, unless somebody changed it here. */
export const nameOut = (guid: Guid, here: string, before: string | null | undefined, called: ReadonlyMap<Guid, string>): string =>
  (before !== null && before !== undefined && here === (called.get(guid) ?? before) ? before : here);

