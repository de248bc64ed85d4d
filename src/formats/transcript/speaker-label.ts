import type { SpeakerRole } from "../../text/turns.ts";

/** Words that say who asks, in languages whose transcripts commonly carry them, and the usual letters. */
const INTERVIEWER =
  /^(interviewer(in)?|interviewers?|int|intv|iv|ivr|iwr|i|ir|researcher|res|moderator(in)?|mod|facilitator|fac|host|q|question|questioner|befrager(in)?|forscher(in)?|entrevistador(a)?|ent|intervieweu(r|se)|enqu[êe]t(eur|rice)|intervistatore|intervistatrice|ha?astattelija|intervjuare|interviewende|onderzoeker|forsker|forskare|tutkija|chercheu(r|se)|ricercat(ore|rice)|investigador(a)?|pesquisador(a)?|encuestador(a)?|badacz(ka)?|tazatel(ka)?|kérdező|görüşmeci|ερευνητής|ερευνήτρια|интервьюер|исследователь(ница)?|и|מראיינ?ת?|מראיין|חוקרת?|الباحثة?|المحاورة?|面试官|采访者|采访人|访问者|访谈者|訪問者|訪談者|聞き手|質問者|インタビュアー|면담자|연구자|질문자)$/u;
const PARTICIPANT =
  /^(participant(in)?|part|par|p|pt|pp|pat|patient(in)?|client|respondent|resp|interviewee|intee|ie|ivee|informant|inf|subject|subj|witness|guest|narrator|answer|a|befragte[rn]?|b|tn|teilnehmer(in)?|entrevistad[oa]|participante|enquêt[ée]e?|interviewé|intervistat[oa]|respondentka|répondante?|gesprächspartner(in)?|interviewpartner(in)?|interviewte[rn]?|proband(in)?|ip|interviewperson|intervjuperson|deltager|deltagare|deelnemer|geïnterviewde|haastateltava|osallistuja|informante|badan[ya]|dotazovan[ýá]|válaszadó|katılımcı|συμμετέχ(ων|ουσα)|респондент(ка)?|участни(к|ца)|р|מרואיינת?|מרואיין|משתתפת?|المشاركة?|المبحوثة?|受访者|受訪者|被访者|被訪者|参与者|話し手|回答者|参加者|참여자|피면담자|응답자|mother|father|mum|mom|dad|parent|carer|caregiver|service user|teacher|student)$/u;
const OTHER = /^(interpreter|translator|dolmetscher(in)?|observer|note ?taker|transcriber|transcriptionist|technician|assistant|operator|announcer|narration|automated voice)$/u;
/** Labels that tell a voice but not its part in the interview. */
const VOICE =
  /^(speaker|sprecher(in)?|spk|spkr|s|unknown|unknown speaker|unidentified|unidentified speaker|male|female|man|woman|male voice|female voice|m|f|r|w|person|voice|all|both|group|several|multiple|nurse|doctor|midwife|health visitor|social worker|therapist|gp|husband|wife|partner|son|daughter|child|baby|brother|sister|grandmother|grandfather|friend|father|mother)$/u;

/** Words that often stand before a colon in running text, field notes and headings, and name nobody. */
const NOT_A_VOICE =
  /^(observations?|reflections?|impressions?|descriptions?|setting|weather|notes?|nb|n\.b|ps|p\.s|date|time|place|location|venue|duration|length|topic|title|subject|theme|themes|summary|abstract|context|background|introduction|conclusion|discussion|methods?|results?|findings?|comments?|memo|remarks?|warning|important|remember|example|examples|e\.g|i\.e|for example|for instance|however|first|second|third|finally|next|also|then|so|and|but|or|because|yes|no|well|ok|okay|like|question \d+|q\d+\.|section|part \d+|chapter|page|appendix|table|figure|source|sources|reference|references|file|audio file|recording|recorded|transcribed|transcription|transcript|transcriber|language|age|gender|sex|name|names|id|participant id|interview|interview date|interview number|date of interview|interviewed by|transcribed by|email|e-mail|tel|phone|address|url|http|https|www|kind|style|pros|cons|strengths?|weakness(es)?|goals?|aims?|tasks?|steps?|tip|hint|see|key|legend|project|version|status|attendees|present|participants|agenda|action|actions|i said|he said|she said|they said|i thought|datum|ort|dauer|anmerkung(en)?|beispiel|fecha|lugar|nota|date de naissance|lieu)$/u;

/** One form for all spellings of a label: case, spaces, trailing colon and Markdown marks do not matter. */
export const labelKey = (label: string): string =>
  label.replace(/[*_[\]()<>]+/g, " ").replace(/[\s:：]+$/u, "").trim().replace(/\s+/g, " ").toLowerCase();

const stem = (label: string): string => labelKey(label).replace(/[\s._#-]*(?:\d+[a-z]?|[a-h])$|\.$/u, "").replace(/\.$/, "").replace(/_/g, " ").trim();

/** A title before a name tells a person: "Dr Hall", "Mrs. Ito". */
const TITLED = /^(dr|prof|professor|mr|mrs|ms|miss|mx|sir|rev|sr|sra|herr|frau|mme|m)\.?\s+\p{L}/u;

/** True where the label alone tells that someone speaks: "Interviewer", "P1", "SPEAKER_00", "Dr Hall". */
export function isTypicalLabel(label: string): boolean {
  const key = labelKey(label);
  if (/^[smrw]?$/.test(key)) return false;
  const short = stem(label) === "" ? key : stem(label);
  return [INTERVIEWER, PARTICIPANT, OTHER, VOICE].some((p) => p.test(key) || p.test(short)) || TITLED.test(key) || /^\p{Lu}{1,4}[-_ ]?\d{1,4}$/u.test(label.trim());
}

/** True where a label-like word is known to name nobody ("Note", "Date", "For example"). */
export const isNotAVoice = (label: string): boolean => NOT_A_VOICE.test(labelKey(label)) && !isTypicalLabel(label);

/** True where the characters could be a person's label at all: up to five words, no sentence marks. */
export function couldBeLabel(label: string): boolean {
  const text = label.trim();
  return text.length >= 1 && text.length <= 40 && /^[\p{L}\p{N}]/u.test(text) && /\p{L}/u.test(text) && !/[?!;"“”„«»…=<>{}|\\]|\.\s+\p{Ll}|\.{2}/u.test(text) && text.split(/\s+/).length <= 5;
}

/** True where every word begins as names do: with a capital, a digit, or in a script without capitals. Small words such as "van" may not. */
export const looksLikeName = (label: string): boolean =>
  label.trim().split(/\s+/).every((word, i) => /^[^\p{Ll}]/u.test(word) || (i > 0 && /^(van|von|de|der|den|di|da|del|la|le|of|and|bin|ibn|al|el|y)$/u.test(word)));

/** The part in the interview that a label tells by itself; `unknown` where it does not. */
export function roleOfLabel(label: string): SpeakerRole {
  const key = labelKey(label);
  const short = stem(label);
  if (INTERVIEWER.test(key) || INTERVIEWER.test(short)) return "interviewer";
  if (PARTICIPANT.test(key) || PARTICIPANT.test(short)) return "participant";
  if (OTHER.test(key) || OTHER.test(short)) return "other";
  if (/\b(interviewer|researcher|moderator)\b/u.test(key)) return "interviewer";
  if (/\b(participant|interviewee|respondent)\b/u.test(key)) return "participant";
  return "unknown";
}
