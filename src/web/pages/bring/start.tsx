import type { ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import css from "./bring.module.css";

const kinds: readonly (readonly [string, string])[] = [
  ["Interviews", "txt, md, docx, odt, rtf, pdf, html, vtt, srt, Whisper JSON, a table of turns, ELAN, Praat TextGrid and CHAT"],
  ["Participants", "a register or its records, as CSV or XLSX"],
  ["Projects", "REFI-QDA (.qdpx, .qde, a folder) from NVivo, MAXQDA, ATLAS.ti and others; Taguette; QualCoder; RQDA"],
  ["Codebooks and codings", ".qdc, or CSV and XLSX as programs export them, codings by offsets or quotations"],
  ["Surveys", "Qualtrics, LimeSurvey, Google Forms, REDCap, or any table with answers"],
  ["Another copy of this study", "an .earshot file, to be merged"],
];

/** What can be brought in, and how: dropping is quickest, choosing does the same. */
export const Start = ({ onFiles, onFolder, onClose }: { readonly onFiles: () => void; readonly onFolder: () => void; readonly onClose: () => void }): ReactElement => (
  <Dialog title="Bring files in" wide onClose={onClose} actions={<><Button onClick={onClose}>Close</Button><Button onClick={onFolder}>Choose a folder</Button><Button look="main" onClick={onFiles}>Choose files</Button></>}>
    <p className={css.lead}>Drop files anywhere on the page, or choose them here. What each file is is told by its content, and you see what is in it before anything is stored.</p>
    <dl className={css.kinds}>{kinds.map(([name, what]) => <div key={name}><dt>{name}</dt><dd>{what}</dd></div>)}</dl>
  </Dialog>
);
