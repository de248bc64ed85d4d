import { useState, type ReactElement } from "react";
import { readBands } from "../../../analysis/bands.ts";
import { attributeKinds, type Attribute, type AttributeKind } from "../../../study/participant.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, Select, TextArea } from "../../parts/field.tsx";
import { useStudy } from "../../queries.ts";

const says: Readonly<Record<AttributeKind, string>> = {
  text: "Text: free words, not counted in Table 1 unless few differ",
  category: "Category: one of several levels",
  number: "Number: can be cut into bands",
  date: "Date: a day",
  "yes/no": "Yes or no",
};

/** Makes a column of the register, or changes one: its name, its type, the order of its levels, its bands. */
export function ColumnDialog({ attribute, onClose }: { readonly attribute: Attribute | null; readonly onClose: () => void }): ReactElement {
  const { settings } = useStudy();
  const [typed, setTyped, forget] = useKept(`people column ${attribute?.id ?? `new ${settings.id}`}`, { name: attribute?.name ?? "", kind: attribute?.kind ?? ("category" as AttributeKind), levels: attribute?.levels.join("\n") ?? "", bands: attribute?.bands ?? "" });
  const [problem, setProblem] = useState<string | null>(null);
  const bands = typed.kind === "number" && typed.bands.trim() !== "" ? readBands(typed.bands) : null;
  const close = (): void => {
    forget();
    onClose();
  };
  const save = async (): Promise<void> => {
    if (typed.name.trim() === "") return setProblem("Give the column a name, such as “age”.");
    const came = await act(
      { type: "attribute.define", ...(attribute && { attribute: attribute.id }), name: typed.name.trim(), kind: typed.kind, levels: typed.kind === "category" ? typed.levels.split("\n").map((l) => l.trim()).filter((l) => l !== "") : [], bands: typed.kind === "number" ? typed.bands.trim() : "" },
      { quiet: true },
    );
    if (came.state === "refused") setProblem(came.sentence);
    else close();
  };
  return (
    <Dialog title={attribute ? `Change the column “${attribute.name}”` : "Add a column"} onClose={close} actions={<><Button onClick={close}>Cancel</Button><Button look="main" disabled={bands?.ok === false} onClick={() => void save()}>{attribute ? "Change it" : "Add it"}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label="Name" value={typed.name} autoFocus problem={problem} onChange={(event) => { setTyped({ ...typed, name: event.target.value }); setProblem(null); }} />
      </form>
      <Select label="What it holds" value={typed.kind} onChange={(event) => setTyped({ ...typed, kind: event.target.value as AttributeKind })}>
        {attributeKinds.map((kind) => <option key={kind} value={kind}>{says[kind]}</option>)}
      </Select>
      {typed.kind === "category" ? <TextArea label="Levels, one on a line" hint="In the order in which tables show them. Others can still be typed." value={typed.levels} onChange={(event) => setTyped({ ...typed, levels: event.target.value })} /> : null}
      {typed.kind === "number" ? (
        <Field label="Bands for tables" hint={bands?.ok && bands.warnings.length > 0 ? bands.warnings.join(" ") : "Such as: under 25; 25-29; 30 or over. Empty for none."} problem={bands?.ok === false ? bands.sentence : null} value={typed.bands} onChange={(event) => setTyped({ ...typed, bands: event.target.value })} />
      ) : null}
    </Dialog>
  );
}
