/** Whom an owner may be chosen from, and who is meant by a choice. */
import type { RosterMember } from '../../kernel/people.ts';
import type { MinuteItem, Minutes, Owner } from '../minutes/minutes.ts';
import type { ReviewTexts } from '../texts.ts';

export interface OwnerChoice {
  readonly title: string;
  readonly value: string;
}

/** People to choose an owner from; more would fill the card. */
const MOST_CANDIDATES = 15;

/** Those who were meant by an ambiguous name; when nobody was named everybody. */
export function likelyOwners(
  people: readonly RosterMember[],
  minutes: Minutes,
  owners: readonly Owner[],
  t: ReviewTexts,
): readonly OwnerChoice[] {
  const meant = meantOwners(owners, t);
  return (meant.length > 0 ? meant : everybody(people, minutes)).slice(0, MOST_CANDIDATES);
}

/** Everybody, those who were meant by an ambiguous name first. */
export function ownerChoices(
  people: readonly RosterMember[],
  minutes: Minutes,
  owners: readonly Owner[],
  t: ReviewTexts,
): readonly OwnerChoice[] {
  const meant = meantOwners(owners, t);
  const values = new Set(meant.map(({ value }) => value));
  return [...meant, ...everybody(people, minutes).filter(({ value }) => !values.has(value))];
}

const meantOwners = (owners: readonly Owner[], t: ReviewTexts): readonly OwnerChoice[] =>
  owners.flatMap((owner) =>
    owner.kind === 'ambiguous'
      ? [
          ...owner.candidates.map(({ personId, name, hint }) => ({
            title: hint === undefined ? name : `${name} (${hint})`,
            value: personId as string,
          })),
          ...(owner.strangers ?? []).map((name) => ({ title: t('notInTeam', { name }), value: name })),
        ]
      : [],
  );

/** Those who were there, then the others. */
function everybody(people: readonly RosterMember[], { attendees }: Minutes): readonly OwnerChoice[] {
  const spoke = new Set(attendees.map(({ personId }) => personId));
  return [...people]
    .sort((one, other) => Number(spoke.has(other.id)) - Number(spoke.has(one.id)))
    .map(({ id, name }) => ({ title: name, value: id }));
}

/** Somebody of the roster by id, or by name one of those who were meant and are not on it; else null. */
export function chosenOwner(
  item: Pick<MinuteItem, 'owners'>,
  value: string | undefined,
  roster: readonly RosterMember[],
): Owner | null {
  const member = roster.find(({ id }) => id === value);
  if (member !== undefined) return { kind: 'person', personId: member.id, name: member.name, stated: true };
  const strangers = item.owners.flatMap((owner) =>
    owner.kind === 'ambiguous' ? (owner.strangers ?? []) : [],
  );
  const name = strangers.find((each) => each === value);
  return name === undefined ? null : { kind: 'named', name };
}

/** The owners once somebody has said who is meant by those that were not clear. */
export const answeredOwners = (owners: readonly Owner[], chosen: Owner): readonly Owner[] => [
  ...owners.filter(({ kind }) => kind !== 'ambiguous' && kind !== 'unknown'),
  chosen,
];
