/** Reads meetings written for this repository (see tests/meetings/README.md) and judges an engine's actions on them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asZoneName } from '../../src/kernel/time.ts';
import { english } from '../../src/meetings/minutes/english/index.ts';
import type {
  MeetingContext,
  MinuteItem,
  MinutesEngine,
  Owner,
  Standing,
} from '../../src/meetings/minutes/minutes.ts';
import { isTakenByDefault } from '../../src/meetings/shownItems.ts';
import { readTranscript } from '../../src/meetings/transcript/index.ts';
import { pairUp } from './pairUp.ts';

export interface MarkedItem {
  readonly about: string;
  readonly cueIds: readonly string[];
}

interface MarkedAction extends MarkedItem {
  /** Ids of people on the roster, or names of people and teams that are not. */
  readonly owners: readonly string[];
  readonly ownerIsSaid: boolean;
  readonly due: string | null;
  readonly standing: Standing;
}

export interface WrittenMeeting extends Omit<MeetingContext, 'calendar'> {
  readonly id: string;
  readonly calendar: Omit<MeetingContext['calendar'], 'zone'>;
  readonly actions: readonly MarkedAction[];
  readonly decisions: readonly MarkedItem[];
  readonly risks: readonly MarkedItem[];
  readonly issues: readonly MarkedItem[];
  readonly questions: readonly MarkedItem[];
  readonly vttPath: string;
}

/** What an engine made of one meeting; sums of these are the figures. */
export interface WrittenFigures {
  /** Committed actions: marked, proposed (taken unless somebody takes them out), and pairs of both. */
  readonly wanted: number;
  readonly proposed: number;
  readonly paired: number;
  /** The same with those that are only shown, for somebody to take. */
  readonly shown: number;
  readonly shownPaired: number;
  /** Pairs whose owners and whose day are the marked ones. */
  readonly ownersRight: number;
  readonly daysRight: number;
  readonly decisionsWanted: number;
  readonly decisionsProposed: number;
  readonly decisionsPaired: number;
  /** Confidence of each action shown and whether it is a marked one. */
  readonly confidences: readonly (readonly [confidence: number, isMarked: boolean])[];
  /** Text of each action taken and what a person called it. */
  readonly texts: readonly (readonly [text: string, about: string])[];
}

export function readWrittenMeetings(folder: string): WrittenMeeting[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && existsSync(join(folder, name.replace(/\.json$/, '.vtt'))))
    .sort()
    .map((name) => ({
      ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<WrittenMeeting, 'vttPath'>),
      vttPath: join(folder, name.replace(/\.json$/, '.vtt')),
    }));
}

/** `attributed: false` takes the speakers away first; then an owner whom nobody names is rightly left open. */
export async function judgeWritten(
  engine: MinutesEngine,
  meeting: WrittenMeeting,
  attributed: boolean,
): Promise<WrittenFigures> {
  const read = await readTranscript(readFileSync(meeting.vttPath));
  const isAttributed = attributed && read.attributed;
  const cues = attributed ? read.cues : read.cues.map((cue) => ({ ...cue, speaker: null }));
  const { items } = await engine.write(
    { ...read, cues, attributed: isAttributed },
    { ...meeting, calendar: { zone: asZoneName(meeting.zone), ...meeting.calendar } },
  );
  const shown = items.filter(({ kind, standing }) => kind === 'action' && standing === 'committed');
  const committed = shown.filter(isTakenByDefault);
  const marked = committedIn(meeting);
  const pairs = pairUp(committed, marked, likeness);
  const shownPairs = pairUp(shown, marked, likeness);
  const decisions = items.filter((item) => item.kind === 'decision' && isTakenByDefault(item));
  return {
    wanted: marked.length,
    proposed: committed.length,
    paired: pairs.length,
    shown: shown.length,
    shownPaired: shownPairs.length,
    ownersRight: pairs.filter(([item, mark]) => haveSameOwners(item, mark, isAttributed)).length,
    daysRight: pairs.filter(([item, mark]) => (item.due?.day ?? null) === mark.due).length,
    decisionsWanted: meeting.decisions.length,
    decisionsProposed: decisions.length,
    decisionsPaired: pairUp(decisions, meeting.decisions, likeness).length,
    confidences: shown.map((item) => [item.confidence, shownPairs.some(([paired]) => paired === item)]),
    texts: pairs.map(([item, mark]) => [item.text, mark.about]),
  };
}

export const committedIn = ({ actions }: WrittenMeeting): readonly MarkedAction[] =>
  actions.filter(({ standing }) => standing === 'committed');

/** Shared cues and shared words; 0 without a shared cue. Cues of a closing list state several actions at once. */
export function likeness(
  { evidence, text }: Pick<MinuteItem, 'evidence' | 'text'>,
  { cueIds, about }: MarkedItem,
): number {
  const found = new Set(evidence.flatMap((one) => one.cueIds));
  const shared = cueIds.filter((id) => found.has(id)).length;
  if (shared === 0) return 0;
  const words = english.keysOf(text);
  const wanted = english.keysOf(about);
  const both = words.filter((word) => wanted.includes(word)).length;
  return shared / (found.size + cueIds.length - shared) + both / Math.max(1, wanted.length);
}

function haveSameOwners({ owners }: MinuteItem, mark: MarkedAction, isAttributed: boolean): boolean {
  if (!isAttributed && !mark.ownerIsSaid && owners.every(({ kind }) => kind === 'unknown')) return true;
  const found = owners.filter(({ kind }) => kind !== 'unknown').map(ownerKey);
  const wanted = mark.owners.map((owner) => owner.toLowerCase());
  return (
    found.length === wanted.length &&
    wanted.every((owner) => found.some((key) => key === owner || bareName(key) === bareName(owner)))
  );
}

function ownerKey(owner: Owner): string {
  if (owner.kind === 'person') return owner.personId.toLowerCase();
  if (owner.kind === 'ambiguous') return `${owner.said.toLowerCase()} (ambiguous)`;
  return owner.kind === 'unknown' ? '' : owner.name.toLowerCase();
}

const bareName = (name: string): string => name.replace(/^the | team$/g, '');
