import { useState, type ReactElement } from "react";
import { Link, useLocation } from "react-router";
import type { StudyAnswer } from "../../server/answers.ts";
import { pages } from "../pages/pages.ts";
import { Button, IconButton } from "../parts/button.tsx";
import { Avatar } from "../parts/chip.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Menu, type Item } from "../parts/menu.tsx";
import { memory } from "../queries.ts";
import { person } from "../server.ts";
import { useScheme, type Scheme } from "./scheme.ts";
import { StudyMenu } from "./study-menu.tsx";
import css from "./top.module.css";

/** The line at the top: where you are, find, and who you are. */
export function Top({ study, onFind, onHelp }: { readonly study: StudyAnswer; readonly onFind: () => void; readonly onHelp: () => void }): ReactElement {
  const { pathname } = useLocation();
  const [, first, second] = pathname.split("/");
  const page = pages.find((p) => p.path === first);
  const what = second === undefined ? undefined : (study.sources.find((s) => s.id === second)?.name ?? study.codes.find((c) => c.id === second)?.name ?? study.participants.find((p) => p.id === second)?.label ?? study.themes.find((t) => t.id === second)?.name);
  return (
    <header className={css.top}>
      <Link to="/studies" className={css.name}>Earshot</Link>
      <nav aria-label="Where you are" className={css.crumb}>
        <StudyMenu study={study} />
        {page ? <><i aria-hidden="true">/</i>{what ? <Link to={`/${page.path}`}>{page.name}</Link> : <b>{page.name}</b>}</> : null}
        {what ? <><i aria-hidden="true">/</i><b>{what}</b></> : null}
      </nav>
      <button type="button" className={css.find} onClick={onFind}>
        <Icon name="search" size="s" />
        <span>Find in all interviews, codes, memos</span>
        <kbd>Ctrl K</kbd>
      </button>
      <IconButton label="Keyboard help (?)" onClick={onHelp}><Icon name="help" /></IconButton>
      <Who study={study} />
    </header>
  );
}

const schemes: readonly (readonly [Scheme, string])[] = [["auto", "Light or dark as this machine is set"], ["light", "Always light"], ["dark", "Always dark"]];

function Who({ study }: { readonly study: StudyAnswer }): ReactElement {
  const [adding, setAdding] = useState(false);
  const [scheme, setScheme] = useScheme();
  const coders = study.coders;
  const place = Math.max(0, coders.findIndex((c) => c.id === study.me.id));
  const become = (name: string): void => {
    person.name = name;
    void memory.resetQueries();
  };
  const items: Item[] = [
    ...coders.filter((c) => c.id !== study.me.id).map((c) => ({ id: c.id, name: `Work as ${c.name}`, act: () => become(c.name) })),
    { id: "other", name: "Work as someone else", act: () => setAdding(true) },
    ...schemes.filter(([s]) => s !== scheme).map(([s, name]) => ({ id: `scheme ${s}`, name, act: () => setScheme(s) })),
  ];
  return (
    <>
      <Menu label={`You are ${study.me.name}. Work as someone else, or change how it looks`} button={<><Avatar name={study.me.name} place={place} /><span className={css.me}>{study.me.name}</span></>} items={items} />
      {adding ? <SomeoneElse onClose={() => setAdding(false)} onChoose={become} /> : null}
    </>
  );
}

function SomeoneElse({ onClose, onChoose }: { readonly onClose: () => void; readonly onChoose: (name: string) => void }): ReactElement {
  const [name, setName] = useState("");
  const choose = (): void => {
    if (name.trim() === "") return;
    onChoose(name.trim());
    onClose();
  };
  return (
    <Dialog title="Work as someone else" onClose={onClose} actions={<><Button onClick={onClose}>Cancel</Button><Button look="main" onClick={choose} disabled={name.trim() === ""}>Work as {name.trim() || "…"}</Button></>}>
      <p>Each coding belongs to one coder. Write your name or initials as they should stand in the study.</p>
      <form onSubmit={(event) => { event.preventDefault(); choose(); }}>
        <Field label="Your name or initials" value={name} onChange={(event) => setName(event.target.value)} autoFocus />
      </form>
    </Dialog>
  );
}
