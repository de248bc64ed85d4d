import { logContract } from "./contract.ts";
import { memoryLog } from "./memory.ts";

logContract("memory", { create: async () => memoryLog() });
