import { useEffect, useRef, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { flush } from "../../doing.ts";
import { memory, useDesk } from "../../queries.ts";
import { lastOpen } from "../../reopening.ts";
import { ask, Refused, server } from "../../server.ts";
import { isTrouble } from "../../state/trouble-words.ts";
import css from "./first.module.css";
import { DropStudy } from "./drop-study.tsx";
import { NewStudy } from "./new-study.tsx";
import { OpenStudy } from "./open-study.tsx";
import { Sample } from "./sample.tsx";
import { Trouble, type Troubled } from "./trouble.tsx";

/** How a part of the page opens something: it says where, and gets the sentence of a refusal. */
export interface Opener {
  /** What is being opened or made now; null where nothing is. */
  readonly busy: string | null;
  readonly wrong: { readonly at: string; readonly reason: string; readonly sentence: string } | null;
  readonly go: (at: string, request: () => Promise<unknown>) => Promise<void>;
  readonly open: (path: string, passphrase?: string) => Promise<void>;
}

/** The first page: the sample, a new study, or one that is there already; and what to do about one that does not open. */
export default function FirstPage({ inside = false }: { readonly inside?: boolean }): ReactElement {
  const Frame = inside ? "div" : "main";
  const { data: desk } = useDesk();
  const navigate = useNavigate();
  const [busy, setBusy] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Opener["wrong"]>(null);
  const [trouble, setTrouble] = useState<Troubled | null>(null);
  const shelf = desk?.shelf ?? null;
  const atStart = desk?.problem ?? null;
  const go = async (at: string, request: () => Promise<unknown>, stay = false): Promise<void> => {
    setBusy(at);
    setWrong(null);
    setTrouble(null);
    try {
      await request();
      await memory.resetQueries();
      // What was written while the server was gone waits for its study.
      void flush();
      if (!stay) void navigate("/interviews");
    } catch (error) {
      setWrong({ at, reason: error instanceof Refused ? error.reason : "gone", sentence: error instanceof Refused ? error.message : "The server does not answer. Start it again with npm start or earshot open; what you wrote here stays." });
    } finally {
      setBusy(null);
    }
  };
  const open = (path: string, passphrase?: string, stay = false): Promise<void> =>
    go(path, async () => {
      try {
        await ask(server.desk.open.$post({ json: { path, ...(passphrase && { passphrase }) } }));
      } catch (error) {
        if (error instanceof Refused && isTrouble(error.reason)) setTrouble({ path, reason: error.reason, sentence: error.message, passphrase });
        throw error;
      }
    }, stay);
  const opening = useRef(open);
  opening.current = open;
  const closed = desk !== undefined && desk.open === null && desk.shelf !== null;
  useEffect(() => {
    // The server was started anew: what this tab had open is opened again, where it was.
    const before = lastOpen.path;
    if (!closed || before === null) return;
    lastOpen.path = null;
    void opening.current(before, undefined, true);
  }, [closed]);
  const opener: Opener = { busy, wrong, go: (at, request) => go(at, request), open: (at, passphrase) => open(at, passphrase) };
  const shown = trouble ?? (atStart && isTrouble(atStart.reason) && wrong === null && busy === null ? { ...atStart, passphrase: undefined } : null);
  return (
    <Frame className={css.first}>
      <div className={css.inside}>
        <header>
          <h1>Earshot</h1>
          <p>A workbench for interview studies, from consent to findings. Everything stays on this machine.</p>
        </header>
        {shown ? <Trouble key={shown.path} trouble={shown} opener={opener} /> : null}
        {atStart && !isTrouble(atStart.reason) && atStart.reason !== "passphrase" && !shown ? <p className={css.problem} role="alert">{atStart.sentence}</p> : null}
        {!shelf ? <p>{desk?.open ? `This server was started for "${desk.open.title}".` : "This server was started without a study."} Start Earshot without a file to choose one here.</p> : null}
        {shelf?.sample ? <Sample copy={shelf.sample.copy} opener={opener} /> : null}
        {shelf ? (
          <div className={css.two}>
            <NewStudy folder={shelf.folder} opener={opener} />
            <OpenStudy folder={shelf.folder} studies={shelf.studies} asked={atStart?.reason === "passphrase" ? atStart : null} here={desk?.open?.path ?? null} opener={opener} />
          </div>
        ) : null}
        {shelf && !inside ? <DropStudy opener={opener} /> : null}
      </div>
    </Frame>
  );
}
