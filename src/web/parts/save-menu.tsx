import type { ReactElement } from "react";
import { asPerson } from "../server.ts";
import { asCsv } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import { Menu, type Item } from "./menu.tsx";
import css from "./save-menu.module.css";
import { savePicture } from "./picture.ts";
import { fileName, saveFile } from "./saving.ts";
import { say } from "./toast.tsx";

/** Rows with their headings first. */
export type Rows = readonly (readonly (string | number)[])[];

interface Props {
  /** What is saved, "the map", "the table": read out as "Save the map". */
  readonly what: string;
  /** The name of the file, without its ending. */
  readonly name: string;
  /** The drawing or table of the page that is the picture; left out where there is none. */
  readonly picture?: () => SVGSVGElement | HTMLTableElement | null;
  /** What the table holds; left out where there is none. */
  readonly rows?: () => Rows;
}

/** Saves what the page shows: a picture as SVG and PNG, a table as CSV and XLSX. */
export function SaveMenu({ what, name, picture, rows }: Props): ReactElement {
  const file = fileName(name);
  const save = async (kind: "svg" | "png" | "csv" | "xlsx"): Promise<void> => {
    try {
      const drawn = picture?.();
      if (kind === "csv") saveFile(`${file}.csv`, `\ufeff${asCsv(rows!())}`, "text/csv;charset=utf-8");
      else if (kind === "xlsx") saveFile(`${file}.xlsx`, await workbook(what, rows!()));
      else if (drawn) await savePicture(drawn, kind, file);
    } catch (problem) {
      say(`This could not be saved: ${problem instanceof Error ? problem.message : String(problem)}. Try another form.`, "problem");
    }
  };
  const items: Item[] = [
    ...(rows ? [{ id: "csv", name: "CSV, a table for any program", act: () => void save("csv") }, { id: "xlsx", name: "XLSX, for Excel and LibreOffice", act: () => void save("xlsx") }] : []),
    ...(picture ? [{ id: "svg", name: "SVG, for print and for editing", act: () => void save("svg") }, { id: "png", name: "PNG, for slides and documents", act: () => void save("png") }] : []),
  ];
  return <Menu className={css.save!} label={rows ? `Save ${what}` : `Save ${what} as a picture`} button={<>Save {what} <Icon name="down" size="s" /></>} items={items} />;
}

/** The rows as a workbook, made by the server. */
async function workbook(what: string, [head = [], ...rows]: Rows): Promise<Blob> {
  const table = { name: what, meaning: "one row", columns: head.map((heading) => ({ name: String(heading), meaning: "" })), rows };
  const answer = await fetch("/api/explore/xlsx", { method: "POST", headers: { ...asPerson(), "content-type": "application/json" }, body: JSON.stringify(table) });
  if (!answer.ok) throw new Error("the server made no workbook of it");
  return answer.blob();
}
