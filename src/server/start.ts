// What `npm start` runs. What was compiled is kept in the system's folder for temporary files, so the next start is quicker.
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./starting.ts");
