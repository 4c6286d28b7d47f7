/** Sentences on how a meeting was read. */
/** What is said of how a meeting was read, in the meeting's language where Docket has words in it, else in English. */
export interface NoticeWords {
  readonly mixed: (others: string, tag: string) => string;
  readonly unread: (tag: string, known: string) => string;
  readonly unchecked: (others: string) => string;
}

const NOTICES: Readonly<Record<string, NoticeWords>> = {
  en: {
    mixed: (others, tag) =>
      `A good part of the meeting was held in ${others}. It was read as ${tag}: look through the other part yourself.`,
    unread: (tag, known) =>
      `The meeting was held in ${tag}, which Docket does not read; it reads ${known}. The transcript and the attendees are kept; nothing was taken from what was said.`,
    unchecked: (others) =>
      `What was said in ${others} was read by the language model alone: Docket cannot check the days in it.`,
  },
  de: {
    mixed: (others, tag) =>
      `Ein guter Teil der Besprechung wurde in einer anderen Sprache gehalten: ${others}. Gelesen wurde sie auf ${tag}; den anderen Teil bitte selbst durchsehen.`,
    unread: (tag, known) =>
      `Die Besprechung wurde auf ${tag} gehalten, das Docket nicht liest; es liest ${known}. Mitschrift und Anwesende bleiben; aus dem Gesagten wurde nichts entnommen.`,
    unchecked: (others) =>
      `Was in einer anderen Sprache gesagt wurde (${others}), hat nur das Sprachmodell gelesen: Docket kann die Tage darin nicht prüfen.`,
  },
  fr: {
    mixed: (others, tag) =>
      `Une bonne partie de la réunion s'est tenue dans une autre langue : ${others}. Elle a été lue en ${tag} ; relisez vous-même le reste.`,
    unread: (tag, known) =>
      `La réunion s'est tenue en ${tag}, que Docket ne lit pas ; il lit ${known}. La transcription et les présents sont conservés ; rien n'a été tiré de ce qui s'est dit.`,
    unchecked: (others) =>
      `Ce qui s'est dit dans une autre langue (${others}) n'a été lu que par le modèle de langage : Docket ne peut pas en vérifier les dates.`,
  },
  es: {
    mixed: (others, tag) =>
      `Buena parte de la reunión se celebró en otro idioma: ${others}. Se leyó en ${tag}; revise usted mismo el resto.`,
    unread: (tag, known) =>
      `La reunión se celebró en ${tag}, que Docket no lee; lee ${known}. Se conservan la transcripción y los asistentes; no se tomó nada de lo dicho.`,
    unchecked: (others) =>
      `Lo que se dijo en otro idioma (${others}) solo lo leyó el modelo de lenguaje: Docket no puede comprobar sus fechas.`,
  },
  nl: {
    mixed: (others, tag) =>
      `Een flink deel van de vergadering was in een andere taal: ${others}. Ze is gelezen als ${tag}; kijk het andere deel zelf na.`,
    unread: (tag, known) =>
      `De vergadering was in het ${tag}, dat Docket niet leest; het leest ${known}. Het transcript en de aanwezigen blijven; uit wat gezegd is, is niets overgenomen.`,
    unchecked: (others) =>
      `Wat in een andere taal is gezegd (${others}), heeft alleen het taalmodel gelezen: Docket kan de dagen daarin niet controleren.`,
  },
};

const ENGLISH_NOTICES = NOTICES.en as NoticeWords;

export const noticesIn = (tag: string): NoticeWords => NOTICES[tag] ?? ENGLISH_NOTICES;

/** Name of a language in the words of another. */
export const nameOf = (tag: string, words: string): string =>
  new Intl.DisplayNames(words, { type: 'language' }).of(tag) ?? tag;

export const listOf = (parts: readonly string[], words: string): string =>
  new Intl.ListFormat(words === 'en' ? 'en-GB' : words, { type: 'conjunction' }).format(parts);
