/** Who owns a claimed item: what was said decides, not the name that somebody wrote for it. */
import type { Evidence, Owner } from '../minutes/minutes.ts';
import { type Mention, maskPeople } from '../minutes/people/mentions.ts';
import type { KnownPerson, People } from '../minutes/people/people.ts';
import { mentionOwner, personOwner, speakerOwner } from '../minutes/pipeline/owners.ts';
import type { Cue } from '../transcript/transcript.ts';
import type { ClaimedOwner } from './claim.ts';
import { findExactly, foldsOf, groundOf, shareIn, stemsOf } from './words.ts';

export interface OwnerGround {
  readonly people: People;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Cues of the evidence. */
  readonly own: readonly Cue[];
  /** Cues around the evidence, its own among them. */
  readonly near: readonly Cue[];
}

/** An owner by the rules of the embedded engine, or a sentence that says why nobody may be taken for it. */
export function resolveOwner({ kind, name }: ClaimedOwner, ground: OwnerGround): Owner | string {
  const [first] = ground.evidence;
  if (kind === 'speaker')
    return speakerOwner({ person: ground.people.ofSpeaker(first.speaker), label: first.speaker });
  if (kind === 'team') return resolveTeam(name, ground);
  return resolvePerson(name, ground);
}

function resolvePerson(name: string, { people, evidence, own, near }: OwnerGround): Owner | string {
  const meant = people.named(name);
  const said = mentionOf(meant, own, people) ?? mentionOf(meant, near, people);
  // Two people of one name stay two: the one who speaks for himself or herself is known all the same.
  const speaker = evidence
    .map((each) => people.ofSpeaker(each.speaker))
    .find((person) => person !== null && meant.some((each) => isSame(each, person)));
  if (speaker !== undefined && speaker !== null) return personOwner(speaker, said !== null);
  if (said !== null) return mentionOwner(said);
  const isLabel = evidence.find(({ speaker: label }) => label !== null && label === name);
  if (isLabel !== undefined) return speakerOwner({ person: people.ofSpeaker(name), label: name });
  if (meant.length === 0 && isSaid(name, near)) {
    return people.companies.has(name) ? { kind: 'team', name } : { kind: 'named', name };
  }
  return `the owner "${name}" is neither named near the words nor says them`;
}

const isSame = (one: KnownPerson, other: KnownPerson): boolean =>
  one === other || (one.personId !== null && one.personId === other.personId);

/** How somebody who is meant was named in these cues, by the clearest mention. */
function mentionOf(meant: readonly KnownPerson[], cues: readonly Cue[], people: People): Mention | null {
  if (meant.length === 0) return null;
  let best: Mention | null = null;
  for (const { text } of cues) {
    for (const mention of maskPeople(text, people, () => false).mentions) {
      if (!mention.people.some((person) => meant.some((each) => isSame(each, person)))) continue;
      if (best === null || mention.people.length < best.people.length) best = mention;
    }
  }
  return best;
}

const isSaid = (words: string, cues: readonly Cue[]): boolean =>
  findExactly(
    cues.flatMap(({ text }) => foldsOf(text)),
    foldsOf(words),
  ) !== null;

/** Half of a team's words must be said: "the infra people" for "infrastructure". */
function resolveTeam(name: string, { people, near }: OwnerGround): Owner | string {
  const bare = name.replace(/^the\s+/i, '').trim();
  if (bare === '') return 'the owner has no name';
  const ground = groundOf(near.map(({ text }) => text).join(' '));
  if (shareIn(stemsOf(bare), ground) >= 0.5) return { kind: 'team', name: bare };
  if (people.named(bare).length > 0) return `the owner "${name}" is a person, not a team`;
  return `the team "${name}" is not named near the words`;
}
