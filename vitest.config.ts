import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Journeys drive a real browser on a machine that does other things too.
    retry: process.env["CI"] ? 2 : 0,
    maxWorkers: 2,
  },
});
