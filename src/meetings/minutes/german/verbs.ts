/** German verbs by what they say about work, and their forms. */
import type { Body } from '../language.ts';
import type { Person, VerbGrammar } from '../languages/verbSecond.ts';

/** Things people take on in IT projects; without the prefixes that leave their verb. */
const TASK = `
abdecken abgleichen abklären abnehmen abschalten abschließen absprechen abstimmen aktivieren aktualisieren analysieren anbinden ändern anfordern anfragen
anhängen anlegen anpassen anrufen anschauen anschreiben ansehen antworten archivieren aufbauen aufbereiten aufnehmen aufräumen aufsetzen aufstellen ausarbeiten
ausbauen ausdrucken ausfüllen ausprobieren ausrollen austauschen auswerten automatisieren beantragen beantworten bearbeiten beauftragen befüllen beheben
beifügen benachrichtigen bereinigen bereitstellen berichten beschaffen beschreiben besorgen besprechen bestätigen bestellen besuchen bewerten bitten blockieren
bringen buchen checken definieren deaktivieren dokumentieren drucken durchführen durchgehen durchrechnen durchspielen einbauen einbinden einholen einkaufen
einladen einplanen einreichen einrichten einspielen einstellen eintragen entfernen entwerfen entwickeln ergänzen erheben erklären erledigen ermitteln
erneuern erstellen erweitern fahren fertigstellen festhalten festlegen filtern finden fixen formulieren fragen freigeben freischalten geben genehmigen
gestalten hochladen holen implementieren importieren informieren installieren integrieren kaufen klären kommunizieren konfigurieren kontaktieren kontrollieren
kopieren korrigieren kümmern kündigen laden lassen leiten lesen liefern löschen lösen machen mailen melden messen migrieren mitbringen mitteilen
modellieren nachfassen nachfragen nachreichen nachschauen nachsehen nachtragen nehmen organisieren parken pflegen planen präsentieren priorisieren prüfen
reparieren reservieren reviewen rufen sammeln schauen schicken schließen schreiben schulen sehen senden setzen sichern sortieren sperren spezifizieren
sprechen starten stellen steuern stoppen stornieren suchen testen tun übergeben überarbeiten übermitteln übernehmen überprüfen übersetzen übertragen
überwachen umbauen umbenennen umsetzen umstellen umziehen unterschreiben unterstützen untersuchen veranlassen verbessern vereinbaren verfassen verhandeln
verifizieren verlängern veröffentlichen verschicken verschieben versenden verteilen vervollständigen verwalten vorbereiten vorlegen vorschlagen vorstellen
warten weitergeben weiterleiten wiederherstellen zählen zeichnen zeigen zurückmelden zurückrufen zurücksetzen zusammenfassen zusammenstellen zusammentragen
zusenden zuweisen nachziehen ausrichten durchgeben herumschicken rumschicken rundschicken richten gleichen stimmen räumen legen leeren bauen ziehen treffen
`;
const TALK =
  'sagen erwähnen wiederholen betonen ergänze meinen behaupten zugeben erzählen unterbrechen entschuldigen';
const STATE = `
sein haben wissen denken glauben hoffen finden wollen mögen verstehen erinnern hören sehen fühlen bedeuten scheinen brauchen benötigen kennen
vermuten befürchten fürchten freuen wünschen erwarten bleiben heißen gehören zweifeln bevorzugen vergessen merken gehen kommen stehen liegen passen
hängen laufen klingen gelten schaffen kriegen bekommen sitzen stimmen fehlen danken verlassen
`;
/** Verbs of both lists: which it is depends on the words around; they count as work. */
const listOf = (list: string): string[] => list.trim().split(/\s+/);
const TASKS = new Set(listOf(TASK));
const TALKS = new Set(listOf(TALK));
const STATES = new Set(listOf(STATE).filter((verb) => !['finden', 'sehen', 'stimmen'].includes(verb)));
const ANY_WORK = new Set([
  'machen',
  'tun',
  'übernehmen',
  'erledigen',
  'kümmern',
  'schaffen',
  'hinkriegen',
  'hinbekommen',
]);

export const isAnyWork = (verb: string): boolean => ANY_WORK.has(verb);

export const PREFIXES: ReadonlySet<string> = new Set(
  `ab an auf aus bei bereit durch ein fertig fest frei heraus herum hin hoch los mit nach rein rum raus rund sicher statt teil um unter vor vorbei weg
  weiter wieder zu zurück zusammen nieder dar her fort hinzu herunter runter`.split(/\s+/),
);

export function classOf(verb: string): Body['verbClass'] {
  if (TASKS.has(verb)) return 'task';
  if (TALKS.has(verb)) return 'talk';
  if (STATES.has(verb)) return 'state';
  const bare = withoutPrefix(verb);
  return bare !== null && TASKS.has(bare) ? 'task' : 'unknown';
}

function withoutPrefix(verb: string): string | null {
  for (const prefix of PREFIXES)
    if (verb.startsWith(prefix) && verb.length > prefix.length + 3) return verb.slice(prefix.length);
  return null;
}

/** Third person and imperative of verbs that change their vowel, by the end of the infinitive. */
const STRONG: readonly (readonly [string, string, string])[] = [
  ['geben', 'gibt', 'gib'],
  ['nehmen', 'nimmt', 'nimm'],
  ['sprechen', 'spricht', 'sprich'],
  ['lesen', 'liest', 'lies'],
  ['sehen', 'sieht', 'sieh'],
  ['treffen', 'trifft', 'triff'],
  ['helfen', 'hilft', 'hilf'],
  ['tragen', 'trägt', 'trag'],
  ['fahren', 'fährt', 'fahr'],
  ['laden', 'lädt', 'lad'],
  ['halten', 'hält', 'halt'],
  ['laufen', 'läuft', 'lauf'],
  ['lassen', 'lässt', 'lass'],
  ['schlagen', 'schlägt', 'schlag'],
  ['werfen', 'wirft', 'wirf'],
  ['messen', 'misst', 'miss'],
  ['tun', 'tut', 'tu'],
];

const NO_VERB = new Set(
  `eine keine meine deine seine ihre unsere eure diese jene welche jede alle viele beide heute gerne bitte danke leute ende woche sache frage liste gute
  ganze nächste letzte erste zweite dritte halbe andere solche manche einige irgendeine ohne bevor habe hätte wäre würde werde sie alte neue offene
  nicht jetzt erst sonst fast selbst zuerst zuletzt oft damit dort echt recht schlecht leicht meist weit seit mit bereits fest gut nämlich vielleicht
  insgesamt ernst gesamt bekannt okay`.split(/\s+/),
);

/** Regular verbs of the list that begin with a prefix are found without it. */
const FORMS: Readonly<Record<Person | 'imperative', ReadonlyMap<string, string>>> = (() => {
  const forms = {
    i: new Map(),
    you: new Map(),
    he: new Map(),
    many: new Map(),
    imperative: new Map(),
  } as Record<Person | 'imperative', Map<string, string>>;
  const all = new Set([...TASKS, ...TALKS, ...STATES, ...ANY_WORK]);
  for (const verb of [...all]) {
    const bare = withoutPrefix(verb);
    if (bare !== null) all.add(bare);
  }
  for (const verb of all) addForms(forms, verb);
  return forms;
})();

function addForms(forms: Record<Person | 'imperative', Map<string, string>>, verb: string): void {
  const stem = verb.replace(/(?:e?n)$/, '');
  const strong = STRONG.find(([end]) => verb.endsWith(end));
  const front = strong === undefined ? '' : verb.slice(0, verb.length - strong[0].length);
  const joint = /(?:[td]|[^aeiouäöülrhmn][mn])$/.test(stem) ? 'e' : '';
  const he = strong === undefined ? `${stem}${joint}t` : front + strong[1];
  const put = (person: Person | 'imperative', form: string): void => {
    if (!forms[person].has(form)) forms[person].set(form, verb);
  };
  put('i', `${stem}e`);
  put('i', stem);
  if (verb.endsWith('eln')) put('i', `${stem.slice(0, -2)}le`);
  if (verb.endsWith('ern')) put('i', `${stem.slice(0, -2)}re`);
  put('he', he);
  put(
    'you',
    strong === undefined
      ? `${stem}${joint}${/[sßxz]$/.test(stem) ? 't' : 'st'}`
      : he.replace(/t$/, /[sß]t$/.test(he) ? 't' : 'st'),
  );
  put('you', `${stem}${joint}t`);
  put('many', verb);
  put('many', `${stem}${joint}t`);
  put('imperative', strong === undefined ? stem : front + strong[2]);
  put('imperative', `${stem}e`);
}

function infinitiveOf(form: string, person: Person): string | null {
  const known = FORMS[person].get(form);
  if (known !== undefined) return known;
  if (NO_VERB.has(form) || form.length < 4 || !/^[a-zäöüß]+$/.test(form)) return null;
  if (person === 'i' && /[^aeiouäöü]e$/.test(form)) return `${form}n`;
  return null;
}

const MOODS = new Map<string, 'will' | 'can' | 'must' | 'should' | 'would' | 'want'>(
  Object.entries({
    will: 'werde wirst wird werdet werden',
    can: 'kann kannst können könnt könnte könntest könnten könntet darf darfst dürfen dürfte',
    must: 'muss musst müssen müsst müsste müsstest müssten',
    should: 'soll sollst sollen sollt sollte solltest sollten solltet',
    would: 'würde würdest würden würdet',
    want: 'will willst wollen wollt möchte möchtest möchten magst mag',
  }).flatMap(([mood, forms]) => forms.split(' ').map((form) => [form, mood as 'will'])),
);

const isInfinitive = (word: string): boolean =>
  FORMS.many.has(word) && word.endsWith('n')
    ? true
    : /^[a-zäöüß]{2,}(?:en|eln|ern)$/.test(word) &&
      !/^(?:einen|keinen|meinen|deinen|seinen|ihren|unseren|euren|diesen|jeden|allen|vielen|beiden|morgen|gestern|sondern|zwischen|wegen|neben|gegen|unten|oben|innen|außen|zwischen|bitten|ersten|zweiten|dritten|nächsten|letzten|kommenden|neuen|alten|offenen|ganzen|anderen|gerne?n|dann|denen|ihnen|inzwischen|mindestens|spätestens|sieben|ansonsten|hinten|vorn|leuten)$/.test(
        word,
      ) &&
      (TASKS.has(word) ||
        (withoutPrefix(word) !== null && FORMS.many.has(withoutPrefix(word) ?? '')) ||
        word.endsWith('ieren'));

export const GRAMMAR: VerbGrammar = {
  moods: MOODS,
  perfect: new Set(
    'habe hab hast hat haben habt hatte hattest hatten hattet bin bist ist sind seid war warst waren wart wäre wären hätte hätten hättest'.split(
      ' ',
    ),
  ),
  prefixes: PREFIXES,
  infinitiveOf,
  isInfinitive,
  lead: /^(?:(?:und|aber|also|ja|gut|okay|ok|oder|denn|doch|nein|so|genau|klar|prima|super|ach|nun|na)[\s,]+)+/i,
  isKnown: (verb) => TASKS.has(verb),
  to: 'zu',
};

/** `schick`, `schicke` and, for people one does not know well, `schicken`. */
export const imperativeOf = (form: string): string | null =>
  FORMS.imperative.get(form) ?? (form.endsWith('n') ? (FORMS.many.get(form) ?? null) : null);
