import type { ReactElement } from "react";
import type { CodeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { wrongWith } from "../../foreseeing.ts";
import { Dot } from "../../parts/chip.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import css from "./definition.module.css";

const fields = [
  ["description", "Definition", "What does this code say? One or two sentences that another coder could work with."],
  ["whenToUse", "When to use it", "What must be in the words for this code to fit?"],
  ["whenNotToUse", "When not to use it", "What looks like it and belongs elsewhere?"],
  ["example", "Example", "A typical passage, in a few words."],
] as const;

const colours = [["#e0685c", "red"], ["#d98a3d", "orange"], ["#c9a227", "ochre"], ["#8fae3c", "lime"], ["#4fae6a", "green"], ["#2fa39a", "teal"], ["#3f97c4", "blue"], ["#6c7fd8", "indigo"], ["#9b6fd0", "violet"], ["#c766b4", "pink"], ["#a3785a", "brown"], ["#7d8590", "grey"]] as const;

/** What a code means, edited where it stands; and its colour. */
export function Definition({ code }: { readonly code: CodeAnswer }): ReactElement {
  return (
    <div className={css.definition}>
      {fields.map(([field, label, hint]) => (
        <InPlace key={field} label={label} keep={`code ${code.id} ${field}`} value={code[field]} hint={hint} look="read" onSave={async (words) => wrongWith(await act({ type: "code.describe", code: code.id, [field]: words }, { quiet: true }))} />
      ))}
      <fieldset className={css.colours}>
        <legend>Colour</legend>
        <span>
          {colours.map(([colour, name]) => {
            registerColour(colourName({ colour, hue: 0 }));
            const chosen = code.colour?.toLowerCase() === colour;
            return (
              <button key={colour} type="button" aria-pressed={chosen} aria-label={name} title={name} onClick={() => void act({ type: "code.describe", code: code.id, colour })}>
                <Dot code={{ colour, hue: 0 }} />
              </button>
            );
          })}
          <button type="button" className={css.none} onClick={() => void act({ type: "code.describe", code: code.id, colour: null })}>as above it</button>
        </span>
      </fieldset>
    </div>
  );
}
