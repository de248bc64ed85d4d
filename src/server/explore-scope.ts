import { z } from "zod";
import type { Scope } from "../analysis/exploreScope.ts";
import { unitKinds } from "../analysis/exploreUnits.ts";
import { coderNamed } from "../study/coder.ts";
import type { Study } from "../study/study.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { substudyOf } from "./findings.ts";
import { Refused } from "./refusals.ts";

const roles: readonly SpeakerRole[] = ["interviewer", "participant", "other", "unknown"];

/** "1" or "0". */
export const yes = z.enum(["0", "1"]).default("0").transform((v) => v === "1");

/** Ids or words, separated by commas. */
export const ids = z.string().transform((text) => text.split(",").map((one) => one.trim()).filter((one) => one !== ""));

/** What part of the study a question is about: in every question of these pages. */
export const scopeFields = {
  /** A substudy's id or name. */
  substudy: z.string().optional(),
  /** Ids or names of coders, separated by commas; everyone whose work the viewer may see where it is left out. */
  coders: ids.optional(),
  /** Roles of speakers, separated by commas; everyone where it is left out. */
  roles: ids.optional(),
};

/** What is counted: codes, codes as their topmost ancestors, or themes. */
export const kindField = z.enum(unitKinds);

/** The scope that a request asks for. */
export function scopeFrom(study: Study, asked: { readonly substudy?: string | undefined; readonly coders?: readonly string[] | undefined; readonly roles?: readonly string[] | undefined }): Scope {
  const coders = asked.coders?.map((one) => {
    const coder = study.coders.get(one) ?? coderNamed(study, one);
    if (!coder) throw new Refused("missing", `There is no coder "${one}" in this study.`);
    return coder.id;
  });
  const odd = asked.roles?.find((role) => !roles.includes(role as SpeakerRole));
  if (odd !== undefined) throw new Refused("invalid", `"${odd}" is no role of a speaker; the roles are ${roles.join(", ")}.`);
  return {
    substudy: substudyOf(study, asked.substudy),
    ...(coders && coders.length > 0 && { coders: new Set(coders) }),
    ...(asked.roles && asked.roles.length > 0 && { roles: new Set(asked.roles as SpeakerRole[]) }),
  };
}
