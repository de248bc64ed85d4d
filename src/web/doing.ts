import { useSyncExternalStore } from "react";
import type { SourceAnswer, StudyAnswer } from "../server/answers.ts";
import { newId } from "./ids.ts";
import { isLookingBack, pastSentence } from "./looking-back.ts";
import { say } from "./parts/toast.tsx";
import { memory, studyQuery } from "./queries.ts";
import { ask, Gone, person, Refused, server } from "./server.ts";
import { foreseen } from "./state/foresee.ts";
import { Outbox, type Letter } from "./state/outbox.ts";
import { patch, type Asked } from "./state/patch.ts";

export type { Asked } from "./state/patch.ts";

/** What came of asking: done (with the ids of what was made), waiting for a server that is gone, or refused (and said so). */
export type Came = { readonly state: "done"; readonly said: readonly string[]; readonly made: readonly (string | null)[] } | { readonly state: "waiting" } | { readonly state: "refused"; readonly sentence: string };

interface Options {
  /** Say in a toast what was done. */
  readonly tell?: boolean;
  /** Leave it to the caller to show a refusal. */
  readonly quiet?: boolean;
}

export const outbox = new Outbox(localStorage);

/** Versions of the study that this tab made itself: their changes are on the page already. */
const ownVersions = new Set<number>();
let inFlight = 0;
const settled = new Set<() => void>();
let unsaved = 0;
const savedListeners = new Set<() => void>();
const count = (by: number): void => {
  unsaved += by;
  for (const listener of savedListeners) listener();
};

/** How many changes are on their way to the disk. 0 says that everything is saved. */
export const useUnsaved = (): number => useSyncExternalStore((listener) => (savedListeners.add(listener), () => savedListeners.delete(listener)), () => unsaved);

/** Resolves when no command of this tab is on its way, so that it is known which changes are its own. */
export const quiet = (): Promise<void> => (inFlight === 0 ? Promise.resolve() : new Promise((resolve) => settled.add(resolve)));
export const isOwn = (version: number): boolean => ownVersions.has(version);

/** Gives up the answers on their way that were made before a change and would cover it. Returns how to ask for them again. */
function giveUpOldAnswers(): () => void {
  const late = memory.getQueryCache().findAll({ fetchStatus: "fetching", predicate: ({ queryKey: [what], state }) => state.data !== undefined && (what === "study" || what === "source") });
  for (const answer of late) void answer.cancel({ revert: true });
  return () => {
    for (const { queryKey } of late) void memory.invalidateQueries({ queryKey });
  };
}

/** Shows what commands come to in what is in memory, before they are carried out. Returns how to take that back. */
function foresee(commands: readonly Asked[]): () => void {
  const study = memory.getQueryData<StudyAnswer>(["study"]);
  const me = study?.me.id ?? "me";
  const touched: (readonly unknown[])[] = [];
  const show = <T>(key: readonly unknown[], before: T, after: T): void => {
    if (after === before) return;
    touched.push(key);
    memory.setQueryData(key, after);
  };
  if (study) show(["study"], study, foreseen(study, commands));
  for (const [key, source] of memory.getQueriesData<SourceAnswer>({ queryKey: ["source"] })) {
    if (source) show(key, source, commands.reduce((now, command) => patch(now, command, me), source));
  }
  return () => {
    for (const key of touched) void memory.invalidateQueries({ queryKey: key });
  };
}

async function send(commands: readonly Asked[], as: string | null) {
  inFlight++;
  count(1);
  try {
    const done = await ask(server.commands.$post({ json: { commands: commands as never, ...(as !== null && { as }) } }));
    ownVersions.add(done.version);
    return done;
  } finally {
    inFlight--;
    count(-1);
    if (inFlight === 0) {
      for (const resolve of settled) resolve();
      settled.clear();
    }
  }
}

const studyId = (): string => memory.getQueryData<StudyAnswer>(["study"])?.settings.id ?? "";

/** How many changes of the open study wait for the server. */
export const waitingHere = (): number => outbox.of(studyId()).length;

const keep = (commands: readonly Asked[]): void => {
  const study = memory.getQueryData<StudyAnswer>(["study"]);
  outbox.put({ id: newId(), study: study?.settings.id ?? "", as: person.name ?? study?.me.name ?? "", commands });
};

/**
 * Carries out commands as one step: all or none. Codings are painted at once and taken back if the server refuses. If
 * the server is gone the commands are kept, over a reload too, and sent when it is back.
 */
export async function act(commands: Asked | readonly Asked[], { tell = false, quiet: silent = false }: Options = {}): Promise<Came> {
  const list = Array.isArray(commands) ? (commands as readonly Asked[]) : [commands as Asked];
  if (list.length === 0) return { state: "done", said: [], made: [] };
  if (isLookingBack()) {
    if (!silent) say(pastSentence);
    return { state: "refused", sentence: pastSentence };
  }
  const askAgain = giveUpOldAnswers();
  const takeBack = foresee(list);
  if (waitingHere() > 0) {
    keep(list);
    return { state: "waiting" };
  }
  try {
    const done = await send(list, person.name);
    askAgain();
    if (tell) say(done.said.length === 1 ? done.said[0]! : `${done.said[0]} (and ${done.said.length - 1} more)`);
    return { state: "done", said: done.said, made: done.made };
  } catch (problem) {
    if (problem instanceof Gone) {
      keep(list);
      return { state: "waiting" };
    }
    askAgain();
    takeBack();
    const sentence = problem instanceof Error ? problem.message : String(problem);
    if (!silent) say(sentence, "problem");
    return { state: "refused", sentence };
  }
}

/** `act`, as a hook for pages: `const act = useDo()`. */
export const useDo = (): typeof act => act;

/** Sends what waited for the server, in order. Stops where it is gone again; what is refused is told and dropped. */
export async function flush(): Promise<void> {
  let sent = 0;
  if (outbox.letters.length === 0) return;
  // The server may have been started anew, with no study open yet or with another one: what is remembered here does not count.
  const study = await memory.fetchQuery({ ...studyQuery, staleTime: 0, retry: false }).catch(() => null);
  if (study === null) return;
  const { id } = study.settings;
  for (let letter: Letter | undefined = outbox.of(id)[0]; letter; letter = outbox.of(id)[0]) {
    try {
      await send(letter.commands as Asked[], letter.as || null);
      sent++;
    } catch (problem) {
      if (problem instanceof Gone) return;
      if (problem instanceof Refused && (problem.reason === "not signed in" || problem.reason === "no study")) return;
      say(`A change that was kept could not be made: ${problem instanceof Error ? problem.message : String(problem)}`, "problem");
    }
    outbox.take(letter.id);
  }
  if (sent > 0) {
    say(sent === 1 ? "The change that was kept here is saved." : `The ${sent} changes that were kept here are saved.`);
    void memory.invalidateQueries();
  }
}

/** Takes back the last step, or does it again, and says which. */
export async function takeBack(which: "undo" | "redo"): Promise<void> {
  if (isLookingBack()) return say(pastSentence);
  try {
    const done = await ask(server[which].$post({ json: {} }));
    say(done.said[0] ?? "");
    await memory.invalidateQueries();
  } catch (problem) {
    say(problem instanceof Gone ? "The server has stopped, so nothing can be undone now." : (problem as Error).message, problem instanceof Refused && problem.reason === "nothing to do" ? "plain" : "problem");
  }
}
