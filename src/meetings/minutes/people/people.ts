/** Who may be meant: the people of the roster and those who spoke, found by any form of their names. */
import type { PersonId } from '../../../kernel/ids.ts';
import type { RosterMember } from '../../../kernel/people.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import type { Attendee, MeetingContext } from '../minutes.ts';
import { foldName, transliterate } from './foldName.ts';
import { otherForms } from './nicknames.ts';
import { nameOfLabel, namesPerson } from './speakerLabel.ts';

/** Somebody who may own an action. `personId` is null for a speaker who is not on the roster. */
export interface KnownPerson {
  readonly personId: PersonId | null;
  readonly name: string;
  readonly present: boolean;
  /** Department or title, else mail: tells two people of one name apart. */
  readonly hint?: string;
}

/** How a name may be said, strongest first. */
type NameForm = 'full' | 'initial' | 'given' | 'nickname' | 'other-form' | 'surname' | 'title';

export interface People {
  readonly attendees: readonly Attendee[];
  readonly unidentifiedSpeakers: number;
  /** The person behind a speaker's label; null for `Speaker 1`, rooms and nobody. */
  ofSpeaker(label: string | null): KnownPerson | null;
  /** People who bear this name, the present ones alone where there are any; empty when nobody does. */
  named(said: string): readonly KnownPerson[];
  /** Other companies that people on the roster belong to: they may be named as owners. */
  readonly companies: ReadonlySet<string>;
  /** Members of the roster with these ids. */
  withIds(ids: readonly PersonId[]): readonly KnownPerson[];
  /** Given name, or the whole name where others bear the same given name. */
  shortName(person: KnownPerson): string;
  /** Folded words that can begin a name, for a quick look at each word. */
  readonly firstWords: ReadonlySet<string>;
  /** Most words in a name. */
  readonly longestName: number;
}

/** Builds the index once for a meeting. */
export function knowPeople(transcript: Transcript, context: MeetingContext): People {
  const members = context.roster.map((member) => ({ member, keys: keysOf(member) }));
  const speakers = new Map<string | null, KnownPerson | null>();
  const present = new Set<PersonId>(context.attendeeIds);
  const strangers = new Map<string, KnownPerson>();
  let unidentified = 0;
  for (const label of new Set(transcript.cues.map((cue) => cue.speaker))) {
    if (label === null) continue;
    if (!namesPerson(label)) {
      unidentified += 1;
      continue;
    }
    const member = findMember(members, label);
    if (member !== null) {
      present.add(member.id);
      speakers.set(label, { ...toPerson(member), present: true });
      continue;
    }
    const name = nameOfLabel(label);
    const stranger = strangers.get(foldName(name)) ?? { personId: null, name, present: true };
    strangers.set(foldName(name), stranger);
    speakers.set(label, stranger);
  }
  const index = new NameIndex();
  const known = members.map(({ member }) => ({ ...toPerson(member), present: present.has(member.id) }));
  for (const [at, person] of known.entries()) index.add(person, members[at]?.member ?? null);
  for (const stranger of strangers.values()) index.add(stranger, null);
  return {
    attendees: listAttendees(speakers),
    unidentifiedSpeakers: unidentified,
    ofSpeaker: (label) => speakers.get(label) ?? null,
    named: (said) => index.find(said),
    companies: companiesOf(context.roster),
    withIds: (ids) => ids.flatMap((id) => known.filter(({ personId }) => personId === id)),
    shortName: (person) => index.shortName(person),
    firstWords: index.firstWords,
    longestName: index.longestName,
  };
}

/** `Fernlake Software` is also said `Fernlake`. */
function companiesOf(roster: readonly RosterMember[]): ReadonlySet<string> {
  const departments = roster.flatMap(({ isGuest, department }) =>
    isGuest === true && department !== undefined ? [department] : [],
  );
  return new Set(
    departments.flatMap((name) => [name, ...(name.split(' ')[0]?.match(/^\p{Lu}[\p{L}\p{N}]{3,}$/u) ?? [])]),
  );
}

function listAttendees(speakers: ReadonlyMap<string | null, KnownPerson | null>): Attendee[] {
  const once = new Map<string, Attendee>();
  for (const person of speakers.values()) {
    if (person === null) continue;
    const { name, personId } = person;
    once.set(personId ?? foldName(name), { name, personId });
  }
  return [...once.values()];
}

const toPerson = (member: RosterMember): Omit<KnownPerson, 'present'> => {
  const hint = member.department ?? member.jobTitle ?? member.mail;
  return { personId: member.id, name: member.name, ...(hint === undefined ? {} : { hint }) };
};

interface MemberKeys {
  readonly member: RosterMember;
  readonly keys: ReadonlySet<string>;
}

/** Spellings of a whole name, in any order of its words, and the mail address. */
function keysOf(member: RosterMember): ReadonlySet<string> {
  const keys = new Set<string>();
  const spellings = [member.name, nameOfLabel(member.name)];
  if (member.givenName !== undefined && member.surname !== undefined)
    spellings.push(`${member.givenName} ${member.surname}`);
  for (const spelling of spellings) {
    for (const fold of [foldName(spelling), transliterate(spelling)]) keys.add(sortWords(fold));
  }
  if (member.mail !== undefined) {
    keys.add(sortWords(foldName(member.mail)));
    keys.add(sortWords(foldName(member.mail.split('@')[0] ?? '')));
  }
  return keys;
}

const sortWords = (words: string): string => words.split(' ').sort().join(' ');

/** A member by the label of a speaker; null unless exactly one fits. */
function findMember(members: readonly MemberKeys[], label: string): RosterMember | null {
  const name = nameOfLabel(label);
  const wanted = [sortWords(foldName(name)), sortWords(transliterate(name))];
  const exact = members.filter(({ keys }) => wanted.some((key) => keys.has(key)));
  if (exact.length === 1) return exact[0]?.member ?? null;
  if (exact.length > 1) return null;
  // "Priya" or "Priya R." as the display name of a guest.
  const words = foldName(name).split(' ');
  const loose = members.filter(({ member }) => isShortFor(words, foldName(member.name).split(' ')));
  return loose.length === 1 ? (loose[0]?.member ?? null) : null;
}

function isShortFor(words: readonly string[], full: readonly string[]): boolean {
  if (words.length >= full.length && words.length > 1) return isSubset(full, words);
  const [given = '', ...rest] = words;
  if (full[0] !== given && !otherForms(full[0] ?? '').includes(given)) return false;
  return rest.every((part) =>
    full.some((word, at) => at > 0 && (word === part || (part.length === 1 && word.startsWith(part)))),
  );
}

const isSubset = (small: readonly string[], large: readonly string[]): boolean =>
  small.length > 1 && small.every((word) => large.includes(word));

const FORM_ORDER: readonly NameForm[] = [
  'full',
  'initial',
  'given',
  'nickname',
  'other-form',
  'surname',
  'title',
];

/** Words that join a surname and are not a surname by themselves. */
const PARTICLES = new Set([
  'de',
  'la',
  'las',
  'los',
  'del',
  'da',
  'dos',
  'di',
  'van',
  'von',
  'der',
  'den',
  'ten',
  'ter',
  'al',
  'el',
  'le',
  'du',
  'bin',
  'ibn',
  'san',
  'y',
  'e',
]);

class NameIndex {
  readonly firstWords = new Set<string>();
  longestName = 1;
  private readonly byName = new Map<string, Map<KnownPerson, NameForm>>();

  add(person: KnownPerson, member: RosterMember | null): void {
    const words = foldName(nameOfLabel(person.name)).split(' ');
    const given = foldName(member?.givenName ?? '') || (words[0] ?? '');
    const surname = foldName(member?.surname ?? '') || words.slice(1).join(' ');
    this.put(words.join(' '), person, 'full');
    this.put(transliterate(nameOfLabel(person.name)), person, 'full');
    if (surname !== '') {
      this.put(`${surname} ${given}`, person, 'full');
      const bare = surname.split(' ').filter((word) => !PARTICLES.has(word));
      for (const part of [surname.split(' ')[0] ?? '', bare[0] ?? ''])
        this.put(`${given} ${part.charAt(0)}`, person, 'initial');
      this.put(surname, person, 'surname');
      for (const part of bare) this.put(part, person, 'surname');
      this.put(
        transliterate(member?.surname ?? person.name.split(' ').slice(1).join(' ')),
        person,
        'surname',
      );
      this.put(`${given.charAt(0)} ${surname}`, person, 'initial');
      this.put([given, ...surname.split(' ')].map((word) => word.charAt(0)).join(''), person, 'initial');
      for (const title of ['mr', 'mrs', 'ms', 'dr', 'señor', 'frau', 'herr', 'madame', 'monsieur'])
        this.put(`${foldName(title)} ${surname}`, person, 'title');
    }
    this.put(given, person, 'given');
    this.put(given.split(' ')[0] ?? '', person, 'given');
    this.put(transliterate(member?.givenName ?? person.name.split(' ')[0] ?? ''), person, 'given');
    for (const nickname of member?.nicknames ?? []) this.put(foldName(nickname), person, 'nickname');
    for (const form of otherForms(given)) this.put(form, person, 'other-form');
    if (member?.mail !== undefined) this.put(foldName(member.mail), person, 'full');
  }

  find(said: string): readonly KnownPerson[] {
    const found = this.byName.get(foldName(said));
    if (found === undefined) return [];
    const present = [...found].filter(([person]) => person.present);
    const pool = present.length > 0 ? present : [...found];
    for (const form of FORM_ORDER) {
      const bearers = pool.filter(([, as]) => as === form).map(([person]) => person);
      if (bearers.length > 0) return bearers;
    }
    return [];
  }

  shortName(person: KnownPerson): string {
    const given = person.name.split(' ')[0] ?? person.name;
    const bearers = this.byName.get(foldName(given));
    const others = bearers === undefined ? 0 : [...bearers].filter(([, form]) => form === 'given').length;
    return others > 1 ? person.name : given;
  }

  private put(name: string, person: KnownPerson, form: NameForm): void {
    const key = name.trim();
    if (key.length < 2) return;
    const people = this.byName.get(key) ?? new Map<KnownPerson, NameForm>();
    const before = people.get(person);
    if (before === undefined || FORM_ORDER.indexOf(form) < FORM_ORDER.indexOf(before))
      people.set(person, form);
    this.byName.set(key, people);
    const words = key.split(' ');
    this.firstWords.add(words[0] ?? '');
    this.longestName = Math.max(this.longestName, words.length);
  }
}
