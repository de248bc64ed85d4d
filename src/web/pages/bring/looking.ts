import { useState } from "react";
import type { Found } from "../../../server/found.ts";
import { memory } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import { bringing } from "../../uploading.ts";
import type { Outcome } from "./brought.tsx";

type Wishes = Omit<Parameters<typeof server.import.look.$post>[0]["json"], "upload">;

/** What is being done with a file that was sent, and why it could not be. */
export interface Looking {
  readonly busy: "looking" | "storing" | null;
  readonly problem: string | null;
  /** Looks at the file again, with other wishes; nothing is stored. */
  readonly look: (wishes: Wishes) => Promise<void>;
  /** Stores what was looked at, and tells what came of it. */
  readonly store: (wishes: Wishes) => Promise<void>;
  /** Leaves the file where it is. */
  readonly leave: () => void;
}

/** Looking at a file that was sent, and storing it: the same for a project and for a survey. */
export function useLooking(item: number, { upload, file }: { readonly upload: string; readonly file: string }, onDone: (outcome: Outcome) => void): Looking {
  const [busy, setBusy] = useState<Looking["busy"]>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asking = async (what: "looking" | "storing", work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setProblem(null);
    try {
      await work();
      // What was stored is shown in place of this; what was looked at can be looked at again.
      if (what === "looking") setBusy(null);
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(null);
    }
  };
  return {
    busy,
    problem,
    look: (wishes) => asking("looking", async () => bringing.found(item, (await ask(server.import.look.$post({ json: { upload, ...wishes } }))) as Found)),
    store: (wishes) =>
      asking("storing", async () => {
        const report = await ask(server.import.bring.$post({ json: { upload, ...wishes } }));
        await memory.invalidateQueries();
        onDone({ file, report });
      }),
    leave: () => bringing.leave([item]),
  };
}
