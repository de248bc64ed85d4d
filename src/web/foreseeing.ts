import { useQuery } from "@tanstack/react-query";
import type { PassageAnswer } from "../server/answers.ts";
import type { StoryRow } from "../server/codes-story.ts";
import type { ThemePageAnswer, VoicesAnswer } from "../server/themes.ts";
import type { Came } from "./doing.ts";
import { memory } from "./queries.ts";
import { ask, server } from "./server.ts";

/** What is wrong, as a field shows it; null where nothing is. */
export const wrongWith = (came: Came): string | null => (came.state === "refused" ? came.sentence : null);

/** Keeps what was shown last while the next answer is on its way. */
const before = <T>(last: T | undefined): T | undefined => last;

const passagesQuery = (code: string | null, below: boolean) => ({
  queryKey: ["passages", "of", code, below],
  queryFn: async () => (await ask<{ passages: PassageAnswer[] }>(server.passages.$get({ query: { codes: code!, below: below ? "1" : "0" } }) as never)).passages,
});

/** All passages of a code, with or without those of the codes below it. Its key begins with "passages", so that changes are noticed. */
export const usePassagesOf = (code: string | null, below: boolean) => useQuery({ ...passagesQuery(code, below), enabled: code !== null });

/** Asks for a code's passages while the page that shows them is still to come. */
export const expectPassagesOf = (code: string, below: boolean): void => void memory.prefetchQuery(passagesQuery(code, below));

export const useCodeStory = (code: string) => useQuery({ queryKey: ["history", "code", code], queryFn: async () => (await ask<{ rows: StoryRow[] }>(server.codes[":id"].story.$get({ param: { id: code } }) as never)).rows });

export const useVoices = () => useQuery({ queryKey: ["passages", "voices"], placeholderData: before, queryFn: () => ask<VoicesAnswer>(server.themes.voices.$get() as never) });

export const useThemePage = (theme: string) => useQuery({ queryKey: ["passages", "theme", theme], queryFn: () => ask<ThemePageAnswer>(server.themes[":id"].passages.$get({ param: { id: theme } }) as never) });

export const useThemeStory = (theme: string) => useQuery({ queryKey: ["history", "theme", theme], queryFn: async () => (await ask<{ rows: StoryRow[] }>(server.themes[":id"].story.$get({ param: { id: theme } }) as never)).rows });
