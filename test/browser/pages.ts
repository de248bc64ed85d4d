/** The paths of the rail, as `src/web/pages/pages.ts` has them; said again here because that file is for the bundler. */
export const pages = ["people", "interviews", "codes", "themes", "compare", "explore", "report", "history"] as const;
