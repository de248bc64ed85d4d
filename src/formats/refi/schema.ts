interface Allowed {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

const words = (text: string): string[] => (text === "" ? [] : text.split(" "));
const allow = (attributes: string, children: string): Allowed => ({ attributes: words(attributes), children: words(children) });
const audit = "creatingUser creationDateTime modifyingUser modifiedDateTime";
const named = `guid name ${audit}`;
const textual = allow(`${named} richTextPath plainTextPath`, "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue");
const recording = (selections: string): Allowed => allow(`${named} path currentPath`, `Description Transcript ${selections} Coding NoteRef VariableValue`);
const rectangle = "firstX firstY secondX secondY";
const marked = "Description Coding NoteRef";
const reference = allow("targetGUID", "");

/** What may stand in which element of a REFI-QDA project or codebook, by local name. Children in the order that the schema demands. */
export const schema: Readonly<Record<string, Allowed>> = {
  CodeBook: allow("origin", "Codes Sets"), Codes: allow("", "Code"),
  User: allow("guid name id", ""),
  Code: allow("guid name isCodable color", "Description NoteRef Code"),
  Variable: allow("guid name typeOfVariable", "Description"),
  Case: allow("guid name", "Description CodeRef VariableValue SourceRef SelectionRef"),
  VariableValue: allow("", "VariableRef TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue"),
  TextSource: textual, Note: textual, Representation: textual, TextDescription: textual,
  PlainTextSelection: allow(`${named} startPosition endPosition`, marked),
  PictureSource: allow(`${named} path currentPath`, "Description TextDescription PictureSelection Coding NoteRef VariableValue"),
  PictureSelection: allow(`${named} ${rectangle}`, marked),
  PDFSource: allow(`${named} path currentPath`, "Description PDFSelection Representation Coding NoteRef VariableValue"),
  PDFSelection: allow(`${named} page ${rectangle}`, `Description Representation Coding NoteRef`),
  AudioSource: recording("AudioSelection"), VideoSource: recording("VideoSelection AudioSelection"),
  AudioSelection: allow(`${named} begin end`, marked), VideoSelection: allow(`${named} begin end`, marked),
  Transcript: allow(`${named} richTextPath plainTextPath`, "Description PlainTextContent SyncPoint TranscriptSelection NoteRef"),
  SyncPoint: allow("guid timeStamp position", ""),
  TranscriptSelection: allow(`${named} fromSyncPoint toSyncPoint`, marked),
  Coding: allow("guid creatingUser creationDateTime", "CodeRef NoteRef"),
  Link: allow("guid name direction color originGUID targetGUID", "NoteRef"),
  Set: allow("guid name", "Description MemberCode MemberSource MemberNote"),
  Graph: allow("guid name", "Vertex Edge"),
  Vertex: allow(`guid representedGUID name ${rectangle} shape color`, ""),
  Edge: allow("guid representedGUID name sourceVertex targetVertex color direction lineStyle", ""),
  NoteRef: reference, CodeRef: reference, SourceRef: reference, SelectionRef: reference, VariableRef: reference, MemberSource: reference, MemberNote: reference,
  MemberCode: allow("targetGUID guid", ""),
  Description: allow("", ""), PlainTextContent: allow("", ""),
  ...Object.fromEntries(["Text", "Boolean", "Integer", "Float", "Date", "DateTime"].map((type) => [`${type}Value`, allow("", "")])),
};

/** The lists of a project whose children are handed out one by one. */
export const lists: ReadonlySet<string> = new Set(["Users", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"]);
