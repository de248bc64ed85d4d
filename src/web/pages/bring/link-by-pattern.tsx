import { useState, type FormEvent, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { bringing } from "../../uploading.ts";
import css from "./bring.module.css";

/** Says for all files at once how their names tell whose they are. */
export function LinkByPattern({ names }: { readonly names: readonly string[] }): ReactElement {
  const [pattern, setPattern] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const link = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    try {
      const { linked, notes } = await bringing.link(pattern.trim());
      setSaid(`${linked} of ${names.length} linked.${notes.length > 0 ? ` ${notes[0]}` : ""}`);
    } catch (error) {
      setSaid(null);
      setProblem((error as Error).message);
    }
  };
  return (
    <form className={css.pattern} onSubmit={(event) => void link(event)}>
      <Field label="How the files' names tell whose they are" hint={<>Write <code>{"{id}"}</code> where the participant's label stands or <code>{"{number}"}</code> where its digits do, and <code>*</code> for anything else.</>} placeholder="int_{number}_*" value={pattern} onChange={(event) => setPattern(event.target.value)} problem={problem} />
      <Button type="submit" disabled={pattern.trim() === ""}>Link them</Button>
      {said ? <p className={css.about} role="status">{said}</p> : null}
    </form>
  );
}
