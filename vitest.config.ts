import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Journeys drive a real browser on a machine that does other things too.
    retry: process.env["CI"] ? 2 : 0,
    // A condition is waited for as long as a slow machine may need; what never holds still fails.
    expect: { poll: { timeout: 20_000, interval: 40 } },
    maxWorkers: 2,
  },
});
