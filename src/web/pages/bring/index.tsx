import { useEffect, useState, useSyncExternalStore, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { StudyAnswer } from "../../../server/answers.ts";
import { registers } from "../../state/handing.ts";
import { bringing } from "../../uploading.ts";
import { Brought, type Outcome } from "./brought.tsx";
import { Copy } from "./copy.tsx";
import { Interviews } from "./interviews.tsx";
import { ProjectPreview } from "./project-preview.tsx";
import { SurveyPreview } from "./survey-preview.tsx";

/** What was dropped, one thing after the other: interviews together, every project, survey and study file by itself. */
export default function Bring({ study }: { readonly study: StudyAnswer }): ReactElement | null {
  const items = useSyncExternalStore(bringing.subscribe, bringing.snapshot);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const navigate = useNavigate();
  const busy = items.some(({ state }) => state === "waiting" || state === "sending");
  const list = items.filter(({ found }) => found === null || found.is === "interview");
  const next = busy || list.length > 0 || outcome ? undefined : items[0];
  const register = next?.found?.is === "register" ? next : undefined;
  useEffect(() => {
    if (!register) return;
    bringing.leave([register.key]);
    registers.give(register.what.files.map(({ file }) => file));
    void navigate("/people");
  }, [register, navigate]);
  if (outcome) return <Brought key={outcome.file} outcome={outcome} onClose={() => setOutcome(null)} />;
  if (busy || list.length > 0) return <Interviews items={items} busy={busy} study={study} />;
  if (!next?.found) return null;
  const finish = (one: Outcome): void => {
    bringing.done([next.key]);
    setOutcome(one);
  };
  switch (next.found.is) {
    case "project": return <ProjectPreview key={next.key} item={next.key} found={next.found} onDone={finish} />;
    case "survey": return <SurveyPreview key={next.key} item={next.key} found={next.found} onDone={finish} />;
    case "study": return <Copy key={next.key} item={next.key} found={next.found} onDone={finish} />;
    default: return null;
  }
}
