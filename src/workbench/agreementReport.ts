import { agreementDocument, type AgreementReportOptions } from "../report/agreement.ts";
import { html } from "../report/html.ts";
import { markdown } from "../report/markdown.ts";
import type { Refusal } from "../study/event.ts";
import type { Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";

/** The endings of the files that a report can be written to. */
export const reportForms = [".docx", ".html", ".md"] as const;
export type ReportForm = (typeof reportForms)[number];

/** The report on a second coder's work, as a file's bytes. */
export async function agreementReport(study: Study, text: (source: Source) => string, options: AgreementReportOptions, form: ReportForm): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly refusal: Refusal }> {
  const made = agreementDocument(study, (id) => (study.sources.has(id) ? text(study.sources.get(id)!) : ""), options);
  if (!made.ok) return made;
  const { document } = made;
  const bytes = form === ".docx" ? await (await import("../report/docx.ts")).docx(document) : new TextEncoder().encode(form === ".html" ? html(document) : markdown(document));
  return { ok: true, bytes };
}
