import { useQuery } from "@tanstack/react-query";
import type { Profile } from "../../../privacy/smallNumbers.ts";
import type { ReportAnswer } from "../../../server/report.ts";
import { act, type Came } from "../../doing.ts";
import { asPerson, ask, person, server } from "../../server.ts";

export interface ReportAsked {
  readonly substudy: string;
  readonly profile: Profile | "";
}

const queryOf = ({ substudy, profile }: ReportAsked): { substudy?: string; profile?: Profile } => ({ ...(substudy !== "" && { substudy }), ...(profile !== "" && { profile }) });

/** The write-up in its sections; asked again after every change. */
export const useReport = (asked: ReportAsked) =>
  useQuery({ queryKey: ["analysis", "report", asked], placeholderData: (before) => before, queryFn: () => ask<ReportAnswer>(server.report.$get({ query: queryOf(asked) }) as never) });

export const forms = [["docx", "Word"], ["html", "HTML, for reading and printing"], ["markdown", "Markdown"]] as const;

/** Fetches the write-up as a file; answers with it and its name, or throws the server's sentence. */
export async function writtenUp(form: (typeof forms)[number][0], asked: ReportAsked): Promise<{ readonly name: string; readonly file: Blob }> {
  const query = new URLSearchParams({ format: form, ...queryOf(asked), ...(person.name !== null && { as: person.name }) });
  const response = await fetch(`/api/writeup?${query}`, { headers: asPerson() });
  if (!response.ok) throw new Error(((await response.json().catch(() => null)) as { refusal?: { sentence: string } } | null)?.refusal?.sentence ?? "The write-up could not be made. The terminal that Earshot was started in says more.");
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { name: named === undefined ? "write-up" : decodeURIComponent(named), file: await response.blob() };
}

/** What is wrong, or null. */
export const sentenceOf = (came: Came): string | null => (came.state === "refused" ? came.sentence : null);

/** Saves the authors' words of a section. */
export const writeProse = async (section: string, text: string): Promise<string | null> => sentenceOf(await act({ type: "study.writeProse", section, text }, { quiet: true }));

/** Saves a fact of the study. */
export const stateFact = async (heading: string, text: string): Promise<string | null> => sentenceOf(await act({ type: "study.describe", facts: { [heading]: text } }, { quiet: true }));
