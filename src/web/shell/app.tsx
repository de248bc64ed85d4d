import { lazy, Suspense, useEffect, useState, type ReactElement } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { listen, useConnected, useWaiting } from "../changes.ts";
import { takeBack } from "../doing.ts";
import { pages } from "../pages/pages.ts";
import FirstPage from "../pages/first/index.tsx";
import { Toasts } from "../parts/toast.tsx";
import { useDesk, useStudyIfOpen } from "../queries.ts";
import { lastOpen } from "../reopening.ts";
import { Refused } from "../server.ts";
import css from "./app.module.css";
import { Boundary } from "./boundary.tsx";
import { DropFiles } from "./drop-files.tsx";
import { Find } from "./find.tsx";
import { Foot } from "./foot.tsx";
import { Help } from "./help.tsx";
import { Rail } from "./rail.tsx";
import { ReadOnly } from "./read-only.tsx";
import { Top } from "./top.tsx";

const TakeOut = lazy(() => import("../pages/out/index.tsx"));
const StudySettings = lazy(() => import("../pages/settings/index.tsx"));

/** True where a key press belongs to something that is written in. */
export const isWriting = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select"));

/** The frame around every page. */
export function App(): ReactElement | null {
  const desk = useDesk();
  const study = useStudyIfOpen(desk.data?.open != null);
  const [over, setOver] = useState<"find" | "help" | null>(null);
  const connected = useConnected();
  const waiting = useWaiting();
  const { pathname } = useLocation();
  useEffect(listen, []);
  const path = desk.data?.open?.path;
  useEffect(() => {
    if (path != null) lastOpen.path = path;
  }, [path]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const mod = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (mod && key === "k") {
        event.preventDefault();
        setOver("find");
      } else if (mod && key === "z" && !isWriting(event.target)) {
        event.preventDefault();
        void takeBack(event.shiftKey ? "redo" : "undo");
      } else if (mod && key === "y" && !isWriting(event.target)) {
        event.preventDefault();
        void takeBack("redo");
      } else if (event.key === "?" && !mod && !isWriting(event.target)) {
        event.preventDefault();
        setOver("help");
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    const page = pages.find((p) => pathname.startsWith(`/${p.path}`))?.name;
    document.title = [page, study?.settings.title, "Earshot"].filter(Boolean).join(" · ");
  }, [pathname, study?.settings.title]);

  if (desk.error instanceof Refused) return <Locked sentence={desk.error.message} />;
  if (!desk.data) return connected ? null : <Banner waiting={waiting} />;
  if (desk.data.open === null) {
    return (
      <>
        <FirstPage />
        <Toasts />
      </>
    );
  }
  if (!study) return null;
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#page">Skip to the page</a>
      <Top study={study} onFind={() => setOver("find")} onHelp={() => setOver("help")} />
      <Rail />
      <main className={css.page} id="page" tabIndex={-1}>
        {connected ? null : <Banner waiting={waiting} />}
        {study.readOnly ? <ReadOnly path={desk.data.open.path} /> : null}
        <Boundary key={pathname.split("/")[1]}>
          <Suspense fallback={<p className={css.loading} role="status">Opening</p>}>
            <Routes>
              {pages.map(({ path, page: Shown }) => <Route key={path} path={`/${path}/*`} element={<Shown />} />)}
              <Route path="/studies" element={<FirstPage inside />} />
              <Route path="/out" element={<TakeOut />} />
              <Route path="/settings" element={<StudySettings />} />
              <Route path="*" element={<Navigate to="/interviews" replace />} />
            </Routes>
          </Suspense>
        </Boundary>
      </main>
      <Foot study={study} />
      {over === "find" ? <Find onClose={() => setOver(null)} /> : null}
      {over === "help" ? <Help onClose={() => setOver(null)} /> : null}
      <DropFiles study={study} />
      <Toasts />
    </div>
  );
}

const Banner = ({ waiting }: { readonly waiting: number }): ReactElement => (
  <p className={css.banner} role="alert">
    The server has stopped. {waiting === 0 ? "What you write here is kept" : waiting === 1 ? "One change is kept here" : `${waiting} changes are kept here`} until it is back; start it again with <kbd>npm start</kbd> or <kbd>earshot open</kbd>.
  </p>
);

const Locked = ({ sentence }: { readonly sentence: string }): ReactElement => (
  <main className={css.locked}>
    <h1>Earshot</h1>
    <p>{sentence}</p>
  </main>
);
