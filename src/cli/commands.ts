import type { CliCommand } from "./command.ts"; export const commands: readonly CliCommand[] = [];
