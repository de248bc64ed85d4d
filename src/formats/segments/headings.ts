/** What a column of an exported table means. */
export type Meaning = "document" | "called" | "words" | "code" | "description" | "coder" | "date" | "comment" | "colour" | "parent" | "depth" | "id" | "speaker" | "time" | "begin" | "end" | "group";

/** A heading without what spreadsheets and languages add to it: accents, capitals, points and underscores. */
export const foldHeading = (heading: string): string => heading.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/ß/g, "ss").replace(/[_.:*-]+/g, " ").replace(/\s+/g, " ").trim();

// The first that a table has is taken, so what says more stands before what says less. In English, German, French, Spanish, Portuguese, Italian and Dutch.
const written: Readonly<Record<Meaning, string>> = {
  document: "document name|dokumentname|nom du document|nombre del documento|nome do documento|nome del documento|nome documento|documentnaam|document|dokument|documento|media title|resource title|resource name|resource|file name|filename|file|dateiname|datei|fichier|archivo|arquivo|bestand|source name|source|quelle|fuente|fonte|bron|doc|interview|entretien|entrevista|intervista|transcript|transkript",
  called: "quotation name|zitatname|name des zitats|nom de la citation|nombre de la cita|nome da citacao|nome della citazione",
  words: "coded segment|coded segments|codiertes segment|segment code|segmento codificado|segment|segmento|quotation content|zitatinhalt|inhalt des zitats|contenu de la citation|contenido de la cita|conteudo da citacao|contenuto della citazione|coded text|codierter text|kodierter text|texte code|texto codificado|testo codificato|excerpt copy|excerpt text|excerpt|content|quotation|quote|zitat|textstelle|fundstelle|citation|extrait|verbatim|cita|extracto|fragmento|citacao|trecho|citazione|estratto|citaat|fragment|contenu|contenido|conteudo|contenuto|inhalt|text|texte|texto|testo|tekst|words|reference text|highlight",
  code: "code|kode|codigo|codice|codes|kodes|codigos|codici|codes applied combined|codes applied|code name|codename|nom du code|nombre del codigo|nome do codigo|child code|tag|tags|etiqueta|etiquetas|node|nodes|knoten|noeud|noeuds|nodo|nodos|theme|code system|codesystem|systeme de codes|sistema de codigos|hierarchical name|hierarchischer name|code path|path|title|name|nom|nombre|nome|naam",
  description: "code memo|codememo|memo du code|code description|beschreibung des codes|description|beschreibung|descripcion|descricao|descrizione|beschrijving|definition|definicion|definicao|definizione|definitie|meaning|bedeutung|explanation|memo|node description|comment|kommentar|commentaire|comentario|commento",
  coder: "author|autor|auteur|autore|created by|erstellt von|cree par|creado por|criado por|creato da|gemaakt door|coder|codierer|codierer in|codeur|codificador|excerpt creator|coded by|codiert von|kodiert von|code par|codificado por|codificato da|coded by initials|user|benutzer|creator|modified by|last modified by|geandert von|bearbeitet von|modifie par|modificado por|modificato da|gewijzigd door",
  date: "created|creation date|created on|erstellt|erstellt am|erstellungsdatum|cree|cree le|date de creation|creado|creado el|fecha de creacion|criado|criado em|data de criacao|creato|creato il|data di creazione|gemaakt op|excerpt date|coded on|codiert am|date|datum|fecha|data|modified|modified on|last modified|geandert|geandert am|bearbeitet am|modifie|modifie le|modificado|modificado el|modificado em|modificato il|gewijzigd op",
  comment: "comment|comments|kommentar|kommentare|anmerkung|commentaire|commentaires|comentario|comentarios|commento|commenti|opmerking|memo|note|notes|notiz|notizen|nota|notas",
  colour: "color|colour|farbe|couleur|cor|colore|kleur|user assigned color",
  parent: "parent code|parent code name|parent name|parent|parent id|obercode|ubergeordneter code|code parent|codigo padre|codigo pai|codice padre|category|kategorie|oberkategorie|hauptkategorie|categorie|categoria|code group 1|theme|thema|tema|code family|family",
  depth: "depth|level|tiefe|ebene|niveau|nivel|livello",
  id: "id|code id|quotation id",
  speaker: "speaker|sprecher|sprecherin|locuteur|hablante|falante|parlante|spreker|who|participant|teilnehmer|participante|partecipante",
  time: "timestamp|time|zeit|start time|zeitmarke",
  begin: "begin|beginning|start|start position|anfang|beginn|debut|inicio|inizio",
  end: "end|end position|ende|fin|final|fim|fine|einde",
  group: "document group|document groups|dokumentgruppe|dokumentgruppen|groupe de documents|groupes de documents|grupo de documentos|grupos de documentos|gruppo di documenti|documentgroep|folder|ordner|dossier|carpeta|pasta|cartella|group",
};

/** The headings under which programs and people write each thing, folded, in the order in which they are looked for. */
export const headings = Object.fromEntries(Object.entries(written).map(([meaning, all]) => [meaning, all.split("|")])) as unknown as Readonly<Record<Meaning, readonly string[]>>;
