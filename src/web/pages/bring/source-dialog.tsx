import { useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { SourceAnswer } from "../../../server/answers.ts";
import { useDo, type Asked } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field, Select } from "../../parts/field.tsx";
import { useStudy } from "../../queries.ts";
import type { Choice } from "../../state/bringing.ts";
import css from "./bring.module.css";
import { Speakers } from "./speakers.tsx";

/** What was decided about an interview when it was brought in, to be corrected later: its name, whose it is, who speaks; or taken out. */
export function SourceDialog({ source, onClose }: { readonly source: SourceAnswer; readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const act = useDo();
  const navigate = useNavigate();
  const [name, setName] = useState(source.name);
  const [participant, setParticipant] = useState(source.participant ?? "");
  const [speakers, setSpeakers] = useState<Choice["speakers"]>(() =>
    source.speakers.map((speaker, i) => {
      const own = source.turns.filter((turn) => turn.speaker === i);
      const first = own.toSorted((a, b) => b.end - b.said - (a.end - a.said))[0];
      return { ...speaker, turns: own.length, begins: first ? source.text.slice(first.said, Math.min(first.end, first.said + 110)) : "" };
    }),
  );
  const [removing, setRemoving] = useState(false);
  const [reason, setReason] = useState("");
  const spoken = speakers.map(({ label, role }) => ({ label: label.trim(), role }));
  const changed = spoken.some(({ label, role }, i) => label !== source.speakers[i]?.label || role !== source.speakers[i]?.role);
  const commands: Asked[] = [
    ...(name.trim() === source.name ? [] : [{ type: "source.rename", source: source.id, name: name.trim() } as const]),
    ...(participant === (source.participant ?? "") ? [] : [{ type: "source.link", source: source.id, participant: participant || null } as const]),
    ...(changed ? [{ type: "source.nameSpeakers", source: source.id, speakers: spoken } as const] : []),
  ];
  const bad = name.trim() === "" || spoken.some(({ label }) => label === "");
  const save = async (): Promise<void> => {
    if ((await act(commands, { tell: true })).state !== "refused") onClose();
  };
  const remove = async (): Promise<void> => {
    if ((await act({ type: "source.remove", source: source.id, reason }, { tell: true })).state === "refused") return;
    onClose();
    void navigate("/interviews");
  };
  if (removing) {
    return (
      <Dialog title={`Take out ${source.name}`} onClose={onClose} actions={<><Button onClick={() => setRemoving(false)}>Back</Button><Button look="danger" onClick={() => void remove()}>Take it out</Button></>}>
        <p>The interview and the {source.codings.length === 1 ? "one coding" : `${source.codings.length} codings`} in it are no longer shown. Ctrl Z brings them back. Where a participant takes back their consent, record a withdrawal instead: only that erases words.</p>
        <Field label="Why" value={reason} onChange={(event) => setReason(event.target.value)} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="About this interview"
      wide
      onClose={onClose}
      actions={
        <>
          <Button look="danger" className={css.apart!} disabled={study.readOnly} onClick={() => setRemoving(true)}>Take it out of the study</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="main" disabled={commands.length === 0 || bad || study.readOnly} onClick={() => void save()}>Save</Button>
        </>
      }
    >
      <div className={css.twoUp}>
        <Field label="Name" value={name} onChange={(event) => setName(event.target.value)} />
        <Select label="Participant" value={participant} onChange={(event) => setParticipant(event.target.value)}>
          {study.participants.map((p) => <option key={p.id} value={p.id}>{p.label}</option>)}
          <option value="">Nobody's</option>
        </Select>
      </div>
      {speakers.length > 0 ? <div className={css.file}><Speakers speakers={speakers} onChange={setSpeakers} /></div> : <p className={css.about}>No speakers were told apart when it was brought in.</p>}
    </Dialog>
  );
}
