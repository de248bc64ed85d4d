import { useState, type ReactElement } from "react";
import { Button } from "./button.tsx";
import { say } from "./toast.tsx";

/** Copies words; says on itself that it did. `text` is made when it is asked for. */
export function CopyButton({ text, children, label, size = "m" }: { readonly text: () => string; readonly children: string; readonly label?: string; readonly size?: "m" | "s" }): ReactElement {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setDone(true);
      setTimeout(() => setDone(false), 2000);
    } catch {
      say("The browser did not let this be copied. Select it on the page and copy it from there.", "problem");
    }
  };
  return <Button size={size} aria-label={label} onClick={() => void copy()}><span aria-live="polite">{done ? "Copied" : children}</span></Button>;
}

/** Rows as a spreadsheet takes them when they are pasted. */
export const asTabs = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => row.map((cell) => String(cell).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");

/** Rows as CSV (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe before it. */
export const asCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((row) =>
      row
        .map((cell) => {
          const text = String(cell);
          const safe = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) && !/^[-+]?\d/.test(text) ? `'${text}` : text;
          return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
        })
        .join(","),
    )
    .map((line) => `${line}\r\n`)
    .join("");
