import type { Io } from "./call.ts";
import { refused } from "./exit.ts";

/**
 * A passphrase from EARSHOT_PASSPHRASE, or asked for on a terminal without showing it. Never from an argument, which
 * other people on the machine could read. Throws `Stop` where there is neither.
 */
export async function passphrase(io: Io, question: string): Promise<string> {
  const given = io.env["EARSHOT_PASSPHRASE"];
  if (given !== undefined && given !== "") return given;
  const { stdin } = io;
  if (!stdin || !stdin.isTTY || !io.err.isTTY) throw refused("This needs a passphrase. Run it on a terminal to be asked for it, or set EARSHOT_PASSPHRASE.");
  io.err.write(`${question}: `);
  stdin.setRawMode?.(true);
  stdin.setEncoding("utf8");
  stdin.resume();
  try {
    return await new Promise((resolve, reject) => {
      let typed = "";
      const hear = (letters: string): void => {
        for (const letter of letters) {
          if (letter === "\r" || letter === "\n" || letter === "\u0004") {
            stdin.off("data", hear);
            return resolve(typed);
          }
          if (letter === "\u0003") {
            stdin.off("data", hear);
            return reject(refused("Stopped; nothing was done."));
          }
          typed = letter === "\u007f" || letter === "\b" ? typed.slice(0, -1) : typed + letter;
        }
      };
      stdin.on("data", hear);
    });
  } finally {
    stdin.setRawMode?.(false);
    stdin.pause();
    io.err.write("\n");
  }
}
