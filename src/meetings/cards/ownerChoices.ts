/** Whom an owner may be chosen from, and who is meant by a choice. */
import type { RosterMember } from '../../kernel/people.ts';
import type { MinuteItem, Minutes, Owner } from '../minutes/minutes.ts';
import type { ReviewTexts } from '../texts.ts';

export interface OwnerChoice {
  readonly title: string;
  readonly value: string;
}

/** People to choose an owner from; more would fill the card. */
export const MOST_CANDIDATES = 15;

/** Those who were meant by an ambiguous name; when nobody was named those who were there, then the others. */
export function ownerChoices(
  people: readonly RosterMember[],
  { attendees }: Minutes,
  owners: readonly Owner[],
  t: ReviewTexts,
): readonly OwnerChoice[] {
  const named = owners.flatMap((owner) =>
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
  if (named.length > 0) return named.slice(0, MOST_CANDIDATES);
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
