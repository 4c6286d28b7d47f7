/** Microsoft's own reading of a meeting (`aiInsights`) as a second opinion: merged by what was said, never appended. */
import { type ClaimChecker, makeClaimChecker } from './claims/checkClaims.ts';
import type { ClaimedEvidence } from './claims/claim.ts';
import { isSameItem, withOwnIds } from './claims/mergeItems.ts';
import { groundOf, likeness, shareIn, stemsOf } from './claims/words.ts';
import { keysOf } from './minutes/english/keys.ts';
import type { MeetingContext, MinuteItem, Minutes } from './minutes/minutes.ts';
import { splitSentences } from './minutes/sentences/splitSentences.ts';
import type { MeetingInsight } from './ports.ts';
import type { Transcript } from './transcript/transcript.ts';

type InsightAction = MeetingInsight['actionItems'][number];

/** Likeness of two texts of one action; or share of the words of one that our item and its quotes hold. */
const AGREES_AT = 0.45;
const HELD_AT = 0.75;
/** Weighted share of the words of an action that must be said in one place for that to be its evidence. */
const SAID_AT = 0.55;
/** Sentences before and after one in which what it points at may be said. */
const AROUND = 2;
/** A second reader who agrees halves what was uncertain; not measured. */
const REMAINING_DOUBT = 0.5;
/** Only one of two readers saw it: shown, not taken by default. */
const ONE_READER = 0.4;

/**
 * The minutes with Microsoft's action items merged in. An item that both have keeps our text, owner and day, and gains
 * confidence; one that only Microsoft has is `proposed` where its words are found in the transcript, else left out and
 * counted in `droppedItems`.
 */
export function mergeInsights(
  minutes: Minutes,
  insights: readonly MeetingInsight[],
  transcript: Transcript,
  context: MeetingContext,
): Minutes {
  const actions = insights.flatMap(({ actionItems }) => actionItems);
  if (actions.length === 0) return minutes;
  const finder = makePlaceFinder(transcript);
  const checker = makeClaimChecker(transcript, context);
  const items = [...minutes.items];
  const agreed = new Set<string>();
  let dropped = 0;
  for (const action of actions) {
    const known = mostAlike(items, action);
    if (known !== null) agreed.add(known.id);
    else {
      const item = proposeFrom(action, finder, checker);
      if (item === null) dropped += 1;
      else if (!items.some((other) => isSameItem(other, item))) items.push(item);
    }
  }
  const droppedItems = (minutes.droppedItems ?? 0) + dropped;
  return {
    ...minutes,
    engine: `${minutes.engine} with Microsoft's insights`,
    items: withOwnIds(items.map((item) => (agreed.has(item.id) ? raise(item) : item)).sort(byTime)),
    ...(droppedItems > 0 ? { droppedItems } : {}),
  };
}

const byTime = ({ evidence: [one] }: MinuteItem, { evidence: [other] }: MinuteItem): number =>
  one.startMs - other.startMs;

/** Our action that says the same, the most alike first. */
function mostAlike(items: readonly MinuteItem[], action: InsightAction): MinuteItem | null {
  const keys = new Set(keysOf(wordsIn(action)));
  let best: MinuteItem | null = null;
  let most = 0;
  for (const item of items) {
    if (item.kind !== 'action') continue;
    const alike = likeness(keys, new Set(keysOf(item.text)));
    const quotes = item.evidence.map(({ quote }) => quote).join(' ');
    const held = shareIn(keys, new Set(keysOf(`${item.text} ${quotes}`)));
    const isSame = alike >= AGREES_AT || (held >= HELD_AT && alike > 0);
    if (isSame && alike + held > most) {
      best = item;
      most = alike + held;
    }
  }
  return best;
}

/** The title is often the shorter form of the text; names say who, not what. */
const wordsIn = ({ title, text, ownerName }: InsightAction): string => {
  const names = new Set((ownerName ?? '').toLowerCase().split(/\s+/));
  return (text.trim() === '' ? title : text)
    .split(/\s+/)
    .filter((word) => !names.has(word.toLowerCase()))
    .join(' ');
};

/** A withdrawn item stays what it is: Microsoft did not hear that it was dropped. */
function raise(item: MinuteItem): MinuteItem {
  if (item.standing === 'withdrawn') return item;
  const confidence = 1 - (1 - item.confidence) * REMAINING_DOUBT;
  return { ...item, confidence: Math.round(confidence * 1_000) / 1_000 };
}

function proposeFrom(action: InsightAction, finder: PlaceFinder, checker: ClaimChecker): MinuteItem | null {
  const evidence = finder.find(wordsIn(action));
  if (evidence.length === 0) return null;
  const { item } = checker.check({
    kind: 'action',
    text: action.text.trim() === '' ? action.title : action.text,
    standing: 'proposed',
    owners: action.ownerName === null ? [] : [{ kind: 'person', name: action.ownerName }],
    duePhrase: null,
    evidence,
    changes: [],
    openItem: null,
    confidence: ONE_READER,
  });
  return item;
}

interface PlaceFinder {
  /** The sentence that says most of the words, then those around it that say some; empty when not enough is said. */
  find(text: string): readonly ClaimedEvidence[];
}

/** Two words of an action at least, where it has as many, make a sentence part of it. */
const isPart = (stems: readonly string[], ground: ReadonlySet<string> | undefined): boolean =>
  stems.filter((stem) => ground?.has(stem)).length >= 2;

const around = (at: number): readonly number[] =>
  Array.from({ length: 2 * AROUND + 1 }, (_, step) => at - AROUND + step).filter((place) => place !== at);

function makePlaceFinder(transcript: Transcript): PlaceFinder {
  const sentences = splitSentences(transcript);
  const grounds = sentences.map(({ text }) => groundOf(text));
  const spread = new Map<string, number>();
  for (const ground of grounds) for (const stem of ground) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  // A word of every other sentence tells little of where something was said.
  const weightOf = (stem: string): number => Math.log(1 + sentences.length / (1 + (spread.get(stem) ?? 0)));
  const sum = (stems: Iterable<string>): number => {
    let total = 0;
    for (const stem of stems) total += weightOf(stem);
    return total;
  };
  return {
    find(text) {
      const stems = [...stemsOf(text)];
      const total = sum(stems);
      let best = -1;
      let most = 0;
      for (const [at, ground] of grounds.entries()) {
        const own = stems.filter((stem) => ground.has(stem));
        if (own.length === 0) continue;
        const near = grounds.slice(Math.max(0, at - AROUND), at + AROUND + 1);
        const held = stems.filter((stem) => near.some((each) => each.has(stem)));
        if (held.length < Math.min(2, stems.length) || sum(held) / total < SAID_AT) continue;
        // The sentence itself counts most: of those around it only one can be the place.
        const score = sum(held) + 2 * sum(own);
        if (score > most) {
          best = at;
          most = score;
        }
      }
      const places = best < 0 ? [] : [best, ...around(best).filter((at) => isPart(stems, grounds[at]))];
      return places
        .flatMap((at) => sentences[at] ?? [])
        .map(({ cueIds, text: quote }) => ({ cueIds, quote }));
    },
  };
}
