import type { ReactElement } from "react";
import type { SpeakerRole } from "../../../text/turns.ts";
import type { Choice } from "../../state/bringing.ts";
import css from "./bring.module.css";

const roles: readonly (readonly [SpeakerRole, string])[] = [["participant", "the participant"], ["interviewer", "the interviewer"], ["other", "someone else"], ["unknown", "not known"]];

/** Who speaks in an interview, with what each says to tell them by; names and roles can be corrected. */
export function Speakers({ speakers, onChange }: { readonly speakers: Choice["speakers"]; readonly onChange: (speakers: Choice["speakers"]) => void }): ReactElement {
  const change = (at: number, by: Partial<Choice["speakers"][number]>): void => onChange(speakers.map((one, i) => (i === at ? { ...one, ...by } : one)));
  return (
    <table className={css.speakers}>
      <thead><tr><th scope="col">Speaker</th><th scope="col">Is</th><th scope="col">Turns</th><th scope="col">Says</th></tr></thead>
      <tbody>
        {speakers.map((speaker, i) => (
          <tr key={i}>
            <td><input aria-label={`Name of speaker ${i + 1}`} value={speaker.label} onChange={(event) => change(i, { label: event.target.value })} /></td>
            <td>
              <select aria-label={`What ${speaker.label} is`} value={speaker.role} onChange={(event) => change(i, { role: event.target.value as SpeakerRole })}>
                {roles.map(([role, name]) => <option key={role} value={role}>{name}</option>)}
              </select>
            </td>
            <td data-number>{speaker.turns.toLocaleString("en-GB")}</td>
            <td className={css.says}>{speaker.begins}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
