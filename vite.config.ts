import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The pages are the only part that is built. Everything they need is in the bundle: nothing is fetched from elsewhere.
export default defineConfig({
  root: new URL("./src/web", import.meta.url).pathname,
  plugins: [react()],
  build: {
    outDir: new URL("./dist/web", import.meta.url).pathname,
    emptyOutDir: true,
    // An inlined font or script would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
});
