// What `npm start` runs. What was compiled is kept in the system's folder for temporary files, so the next start is quicker.
import { enableCompileCache } from "node:module";

enableCompileCache();
const { start } = await import("./starting.ts");
process.exit(await start({ asked: process.argv[2], command: "npm start --" }));
