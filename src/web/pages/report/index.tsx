import { useEffect, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { profiles, type Profile } from "../../../privacy/smallNumbers.ts";
import { useKept } from "../../kept.ts";
import { ChooseSubstudy, useSubstudy } from "../../parts/choose-substudy.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Menu } from "../../parts/menu.tsx";
import { Page } from "../../parts/page.tsx";
import { saveFile } from "../../parts/saving.ts";
import { say } from "../../parts/toast.tsx";
import { useStudy } from "../../queries.ts";
import { tellFoot } from "../../shell/foot.tsx";
import { Blocks } from "./blocks.tsx";
import { Coreq } from "./coreq.tsx";
import { forms, useReport, writtenUp, type ReportAsked } from "./data.ts";
import { Findings } from "./findings.tsx";
import { Gap } from "./gap.tsx";
import { FromRecords, goTo, Prose, Section } from "./section.tsx";
import css from "./report.module.css";

const profileNames: Readonly<Record<Profile, string>> = { "under 5": "1 to 4 hidden", "under 10": "1 to 9 hidden", hospital: "as hospital statistics", "round to 5": "rounded to 5" };
const sections = [["introduction", "Introduction"], ["methods", "Methods"], ["second", "Second coder"], ["recruitment", "Recruitment"], ["participants", "Participants"], ["findings", "Findings"], ["voices", "Balance of voices"], ["discussion", "Discussion"], ["codebook", "Codebook"], ["agreement", "Second coder, tables"], ["coreq", "COREQ checklist"], ["audit", "Audit trail"]] as const;

/** The write-up, assembled on the page: what the records tell is filled in, what belongs to the authors is written in place. */
export default function Report(): ReactElement {
  const study = useStudy();
  const [substudy, setSubstudy] = useSubstudy();
  const [profile, setProfile] = useKept<Profile | "">("table 1 profile", "");
  const [making, setMaking] = useState(false);
  const asked: ReportAsked = { substudy, profile };
  const { data: report, error } = useReport(asked);
  const { prose } = study.settings;
  const written = (section: string): boolean => (prose[section] ?? "").trim() !== "";
  const missing = report?.coreq.filter((i) => i.status === "author").length ?? 0;
  useEffect(() => {
    tellFoot(report ? [`${report.themes.reduce((n, t) => n + t.quotations.filter((q) => q.gone === null).length, 0)} quotations`, missing === 0 ? "COREQ is filled" : `${missing} COREQ items to write`] : []);
    return () => tellFoot([]);
  }, [report, missing]);
  const download = async (form: (typeof forms)[number][0]): Promise<void> => {
    setMaking(true);
    try {
      const { name, file } = await writtenUp(form, asked);
      saveFile(name, file);
    } catch (problem) {
      say(problem instanceof TypeError ? "The server does not answer, so the write-up cannot be made now. Try again when it is back." : (problem as Error).message, "problem");
    } finally {
      setMaking(false);
    }
  };
  const left: Readonly<Record<string, number>> = {
    introduction: written("introduction") ? 0 : 1,
    methods: report?.methods.missing.length ?? 0,
    participants: report?.participants.some((b) => b.kind === "paragraph" && b.for === "authors") ? 1 : 0,
    recruitment: report?.recruitment.some((b) => b.kind === "paragraph" && b.for === "authors") ? 1 : 0,
    findings: report?.themes.filter((t) => t.centralIdea === "" || (t.quotations.every((q) => q.gone !== null) && t.subthemes === 0)).length ?? 0,
    discussion: written("discussion") ? 0 : 1,
    codebook: report?.codebook.some((b) => b.kind === "paragraph" && b.for === "authors") ? 1 : 0,
    coreq: missing,
  };
  return (
    <Page
      title="Report"
      full
      actions={
        <>
          <ChooseSubstudy value={substudy} onChange={setSubstudy} />
          <label className={css.choose}>
            <span>Small numbers</span>
            <select value={profile} onChange={(event) => setProfile(event.target.value as Profile | "")}>
              <option value="">as they are</option>
              {profiles.map((p) => <option key={p} value={p}>{profileNames[p]}</option>)}
            </select>
          </label>
          <Menu label="Download the write-up" className={css.download!} button={<>{making ? "Writing it" : "Download"}<Icon name="down" size="s" /></>} items={forms.map(([form, name]) => ({ id: form, name, act: () => void download(form) }))} />
        </>
      }
    >
      {error ? <p role="alert" className={css.loading}>{error.message}</p> : !report ? <p role="status" className={css.loading}>Writing it up</p> : (
        <div className={css.page}>
          <nav className={css.outline} aria-label="Sections of the write-up">
            <ol>
              {sections.filter(([id]) => (id !== "second" && id !== "agreement") || report.secondCoder.length > 0).map(([id, name]) => (
                <li key={id} className={id === "second" || id === "recruitment" || id === "participants" ? css.below : undefined}>
                  <a href={`#report-${id}`} onClick={(event) => goTo(event, id)}>{name}{(left[id] ?? 0) > 0 ? <span className={css.left} title={`${left[id]} to write or look at`}><span className="hidden-visually">, to write or look at: </span>{left[id]}</span> : <span className={css.done}><Icon name="check" size="s" /><span className="hidden-visually">, nothing left</span></span>}</a>
                </li>
              ))}
            </ol>
            <p className={css.key}><span className={css.keyFilled}>From the records</span><span className={css.keyYours}>Yours to write</span></p>
          </nav>
          <div className={css.scroll} tabIndex={-1} data-paper="">
            <article className={css.paper} aria-label="The write-up">
              <header className={css.title}>
                <h2>{report.title}</h2>
                {report.subtitle ? <p>{report.subtitle}</p> : null}
              </header>
              <Section id="introduction" title="Introduction">
                <Prose section="introduction" hint="Introduce the study: what is known, and the question." />
              </Section>
              <Section id="methods" title="Methods">
                <Prose section="methods" hint="What you want to say of the methods before what the records tell; how the codes became themes." optional />
                <FromRecords what="interviews, codings and the log" to="/history">
                  {report.methods.paragraphs.map((text) => <p key={text}>{text}</p>)}
                </FromRecords>
                {report.methods.missing.length > 0 ? (
                  <div className={css.gaps}>
                    <h3>Not in the records yet</h3>
                    <ul>{report.methods.missing.map((m) => <Gap key={m} missing={m} />)}</ul>
                  </div>
                ) : null}
              </Section>
              {report.secondCoder.length > 0 ? (
                <Section id="second" title="Second coder" level={3}>
                  <FromRecords what="the comparison of coders" to="/compare"><Blocks blocks={report.secondCoder} /></FromRecords>
                </Section>
              ) : null}
              <Section id="recruitment" title="Recruitment" level={3}>
                <FromRecords what="the recruitment records" to="/people/flow"><Blocks blocks={report.recruitment} /></FromRecords>
              </Section>
              <Section id="participants" title="Participants" level={3}>
                <FromRecords what="the register" to="/people/table-1"><Blocks blocks={report.participants} /></FromRecords>
              </Section>
              <Section id="findings" title="Findings">
                <Prose section="findings" hint="How the themes hang together, before each of them is told." optional />
                <Findings themes={report.themes} />
              </Section>
              <Section id="voices" title="Balance of voices">
                <FromRecords what="the chosen quotations" to="/themes"><Blocks blocks={report.voices} /></FromRecords>
              </Section>
              <Section id="discussion" title="Discussion">
                <Prose section="discussion" hint="Discuss the findings, their limits and what follows from them." />
              </Section>
              <Section id="codebook" title="Appendix: codebook">
                <FromRecords what="the codebook" to="/codes"><Blocks blocks={report.codebook} /></FromRecords>
              </Section>
              {report.secondCoderTables.length > 0 ? (
                <Section id="agreement" title="Appendix: second coder">
                  <FromRecords what="the comparison of coders" to="/compare"><Blocks blocks={report.secondCoderTables} /></FromRecords>
                </Section>
              ) : null}
              <Section id="coreq" title="Appendix: COREQ checklist">
                <Coreq items={report.coreq} />
              </Section>
              <Section id="audit" title="Appendix: audit trail">
                <FromRecords what="the log" to="/history"><Blocks blocks={report.audit} /></FromRecords>
                <p className={css.more}>The document lists what happened, day by day. Here it stands in the <Link to="/history">history</Link>.</p>
              </Section>
            </article>
          </div>
        </div>
      )}
    </Page>
  );
}
