import type { Refusal } from "../study/event.ts";

/** The HTTP status of every reason why something was not done: the one table of it. */
const statuses: Record<string, 400 | 401 | 403 | 404 | 409 | 415 | 422 | 423> = {
  missing: 404,
  duplicate: 409,
  "nothing to do": 409,
  invalid: 422,
  "not allowed": 403,
  "not signed in": 401,
  "no study": 409,
  "in use": 423,
  exists: 409,
  damaged: 422,
  newer: 422,
  encrypted: 423,
  passphrase: 423,
};

/** What a refused request answers with: the reason and one sentence for a person. */
export interface RefusalAnswer {
  readonly refusal: { readonly reason: string; readonly sentence: string };
}

/** The status for a reason; 422 for one that the table does not know. */
export const statusOf = (reason: string): 400 | 401 | 403 | 404 | 409 | 415 | 422 | 423 => statuses[reason] ?? 422;

/** Something that was asked for and refused, thrown within the server and answered by its one error handler. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reason: string;
  readonly sentence: string;
  constructor(reason: Refusal["reason"] | "not signed in" | "no study", sentence: string) {
    super(sentence);
    this.reason = reason;
    this.sentence = sentence;
  }
}

/** Whether an error is a refusal in words, of the server or of the study file. */
export const isRefused = (error: unknown): error is { readonly reason: string; readonly sentence: string } =>
  error instanceof Error && typeof (error as { sentence?: unknown }).sentence === "string" && typeof (error as { reason?: unknown }).reason === "string";
