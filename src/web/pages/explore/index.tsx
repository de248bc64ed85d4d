import type { ReactElement } from "react";
import { Link, Navigate, Route, Routes, useLocation } from "react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { CourseView } from "./course.tsx";
import { FrameworkView } from "./framework.tsx";
import { MemosView } from "./memos.tsx";
import { SuggestView } from "./suggest.tsx";
import { TogetherView } from "./together.tsx";
import { WhoView } from "./who.tsx";
import { WordsView } from "./words.tsx";

/** Questions over all interviews at once: what stands together, who speaks of what, in which words, and where in the interviews. */
export default function Explore(): ReactElement {
  const study = useStudy();
  const { pathname } = useLocation();
  if (study.sources.length === 0 && !pathname.startsWith("/explore/memos")) {
    return (
      <Page title="Explore">
        <EmptyState icon="explore" title="There is nothing to explore yet" actions={<Link to="/interviews">Bring in interviews</Link>}>With interviews in the study, this shows which words were said; with codes, what stands together and who speaks of what.</EmptyState>
      </Page>
    );
  }
  return (
    <Routes>
      <Route path="together" element={<TogetherView />} />
      <Route path="who" element={<WhoView />} />
      <Route path="framework" element={<FrameworkView />} />
      <Route path="words" element={<WordsView />} />
      <Route path="words/suggest" element={<SuggestView />} />
      <Route path="course" element={<CourseView />} />
      <Route path="memos" element={<MemosView />} />
      <Route path="memos/:id" element={<MemosView />} />
      <Route path="*" element={<Navigate to={study.codings > 0 ? "/explore/together" : "/explore/words"} replace />} />
    </Routes>
  );
}
