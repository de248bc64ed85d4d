import { agreeCommands } from "./agree.ts";
import { archiveCommands } from "./archive.ts";
import { assignmentCommands } from "./assignment.ts";
import { coderCommands } from "./coders.ts";
import { codeCommands } from "./codes.ts";
import { codingCommands } from "./codings.ts";
import type { CliCommand } from "./command.ts";
import { consensusCommands } from "./consensus.ts";
import { differenceCommands } from "./differences.ts";
import { exploreCommands } from "./explore.ts";
import { exploreWordCommands } from "./explore-words.ts";
import { exportCommands } from "./export.ts";
import { findingCommands } from "./findings.ts";
import { importCommands } from "./import.ts";
import { openCommands } from "./open.ts";
import { peopleCommands } from "./people.ts";
import { recordCommands } from "./records.ts";
import { sampleCommands } from "./sample.ts";
import { sourceCommands } from "./sources.ts";
import { studyCommands } from "./study.ts";
import { substudyCommands } from "./substudies.ts";
import { themeCommands } from "./themes.ts";
import { withdrawCommands } from "./withdraw.ts";

/** Everything that the command line can do, in the order in which the help shows it. */
export const commands: readonly CliCommand[] = [...openCommands, ...studyCommands, ...peopleCommands, ...recordCommands, ...withdrawCommands, ...sourceCommands, ...codeCommands, ...codingCommands, ...coderCommands, ...assignmentCommands, ...agreeCommands, ...differenceCommands, ...consensusCommands, ...themeCommands, ...substudyCommands, ...findingCommands, ...exploreCommands, ...exploreWordCommands, ...sampleCommands, ...importCommands, ...exportCommands, ...archiveCommands];
