import type { ReactElement } from "react";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import css from "./report.module.css";

const formats = [["docx", "Word (DOCX)"], ["html", "Web page (HTML)"], ["markdown", "Markdown"]] as const;

/** The write-up, to be downloaded for the whole study or for a substudy. */
export default function Report(): ReactElement {
  const { settings, substudies } = useStudy();
  const parts = [...substudies.map((s) => ({ id: s.id, name: s.name })), { id: "", name: "The whole study" }];
  return (
    <Page title="Report">
      <p className={css.lead}>The write-up of “{settings.title}” is made from the study itself: methods, recruitment, Table 1, themes with their chosen quotations, codebook, audit trail and the COREQ table. What is left to the authors is marked in it.</p>
      {parts.map((part) => (
        <section key={part.id} className={css.part} aria-label={part.name}>
          <h2>{part.name}</h2>
          <ul>
            {formats.map(([format, name]) => (
              <li key={format}>
                <a href={`/api/writeup?format=${format}${part.id === "" ? "" : `&substudy=${encodeURIComponent(part.id)}`}`} download>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
