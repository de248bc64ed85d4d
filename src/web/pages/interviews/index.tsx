import { useEffect, type ReactElement } from "react";
import { Navigate, Route, Routes, useParams } from "react-router";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { useStudy } from "../../queries.ts";
import { chooseFiles } from "../../shell/drop-files.tsx";
import { CodebookPanel } from "./codebook-panel.tsx";
import css from "./interviews.module.css";
import { InterviewList } from "./interview-list.tsx";
import { Reader } from "./reader.tsx";
import { useView } from "./view.ts";

/** Reading and coding: the interviews at the left, the text, the codebook at the right. */
export default function Interviews(): ReactElement {
  return (
    <Routes>
      <Route index element={<LastRead />} />
      <Route path=":id" element={<Reading />} />
    </Routes>
  );
}

function LastRead(): ReactElement {
  const study = useStudy();
  const [last] = useKept<string>(`last read ${study.settings.id}`, "");
  const source = study.sources.find((s) => s.id === last) ?? study.sources[0];
  if (source) return <Navigate to={`/interviews/${source.id}`} replace />;
  return (
    <EmptyState icon="interviews" title="Bring in the first interview" actions={<Button look="main" onClick={chooseFiles}>Choose files</Button>}>
      Drop transcripts anywhere on this page: Word, PDF, text, subtitles and more. You see the speakers that were found before anything is stored.
    </EmptyState>
  );
}

function Reading(): ReactElement {
  const { id = "" } = useParams();
  const study = useStudy();
  const [, setLast] = useKept<string>(`last read ${study.settings.id}`, "");
  const view = useView();
  useEffect(() => setLast(id), [id, setLast]);
  return (
    <div className={view.focus ? `${css.frame} ${css.alone}` : css.frame}>
      {view.focus ? null : <InterviewList current={id} />}
      <Reader key={id} id={id} />
      {view.focus ? null : <CodebookPanel source={id} />}
    </div>
  );
}
