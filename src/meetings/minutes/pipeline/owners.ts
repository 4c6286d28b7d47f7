/** From who is meant by the words to owners. */
import { type Doer, withNames } from '../acts.ts';
import type { Owner } from '../minutes.ts';
import { type Mention, saidIn } from '../people/mentions.ts';
import type { KnownPerson } from '../people/people.ts';

export interface Speaking {
  /** Who speaks, where that is known. */
  readonly person: KnownPerson | null;
  /** The transcript's label; shown where no person is known. */
  readonly label: string | null;
}

const UNKNOWN: Owner = { kind: 'unknown' };

export function personOwner(person: KnownPerson, stated: boolean): Owner {
  return person.personId === null
    ? { kind: 'named', name: person.name }
    : { kind: 'person', personId: person.personId, name: person.name, stated };
}

export function speakerOwner({ person, label }: Speaking): Owner {
  if (person !== null) return personOwner(person, false);
  return label === null ? UNKNOWN : { kind: 'unknown', label };
}

/** One person, several candidates, or a name that nobody known bears. */
export function mentionOwner({ said, people, isCompany }: Mention): Owner {
  if (isCompany === true) return { kind: 'team', name: said };
  const [only] = people;
  if (only === undefined) return { kind: 'named', name: said };
  if (people.length === 1) return personOwner(only, true);
  const candidates = people.flatMap(({ personId, name, hint }) =>
    personId === null ? [] : [{ personId, name, ...(hint === undefined ? {} : { hint }) }],
  );
  const strangers = people.filter(({ personId }) => personId === null).map(({ name }) => name);
  return { kind: 'ambiguous', said, candidates, ...(strangers.length === 0 ? {} : { strangers }) };
}

/** Owners of an act before anybody answered. */
export function ownersOf(
  doer: Doer,
  mentions: readonly Mention[],
  speaking: Speaking,
  lastPerson: KnownPerson | null,
): Owner[] {
  const named = (marks: readonly number[]): Owner[] =>
    marks.flatMap((mark) => {
      const mention = mentions[mark];
      return mention === undefined ? [] : [mentionOwner(mention)];
    });
  switch (doer.by) {
    case 'speaker':
      return [speakerOwner(speaking), ...named(doer.withMentions ?? [])];
    case 'we':
      return [speakerOwner(speaking)];
    case 'mentions':
      return orUnknown(named(doer.mentions));
    case 'addressee':
      return orUnknown(named(doer.mentions));
    case 'team':
      return [{ kind: 'team', name: teamName(doer.name, mentions) }];
    case 'pronoun':
      return lastPerson === null ? [UNKNOWN] : [personOwner(lastPerson, false)];
    case 'anyone':
      return [UNKNOWN];
  }
}

const orUnknown = (owners: Owner[]): Owner[] => (owners.length === 0 ? [UNKNOWN] : owners);

const teamName = (said: string, mentions: readonly Mention[]): string =>
  withNames(said, saidIn({ mentions })).replace(/^the /i, '').trim();
