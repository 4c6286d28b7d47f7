/** The same thing told twice is one item: of two readings of one stretch of talk, or of two places of one meeting. */
import type { Evidence, ItemChange, MinuteItem, Owner } from '../minutes/minutes.ts';
import { dueText, ownersText } from '../minutes/pipeline/draft.ts';
import { likeness, shareIn, stemsOf } from './words.ts';

/** Texts of two items that rest on the same words. */
const SAME_WORDS_AT = 0.35;
/** Texts of two items from different places of the meeting. */
const SAME_TEXT_AT = 0.6;

type Stems = ReadonlySet<string>;

/** True when both speak of one thing. The stems are those of their texts, for those who compare many. */
export function isSameItem(
  one: MinuteItem,
  other: MinuteItem,
  stems: Stems = stemsOf(one.text),
  others: Stems = stemsOf(other.text),
): boolean {
  if (one.kind !== other.kind) return false;
  const rows = new Set([one, other].flatMap(({ carriesOver }) => carriesOver?.key ?? []));
  if (rows.size > 1) return false;
  const alike = likeness(stems, others);
  if (sharesWords(one.evidence, other.evidence))
    return alike >= SAME_WORDS_AT || shareIn(stems, others) === 1 || shareIn(others, stems) === 1;
  return alike >= SAME_TEXT_AT && (areCompatible(one.owners, other.owners) || tellsNewOwner(one, other));
}

/** One of them says that somebody else took it over. */
const tellsNewOwner = (...items: readonly MinuteItem[]): boolean =>
  items.some(({ history }) => history.some(({ what }) => what === 'owner'));

/** A cue in common, with words in common. */
function sharesWords(one: readonly Evidence[], other: readonly Evidence[]): boolean {
  return one.some((mine) =>
    other.some(
      (theirs) =>
        theirs.cueIds.some((cueId) => mine.cueIds.includes(cueId)) &&
        likeness(stemsOf(mine.quote), stemsOf(theirs.quote)) >= 0.3,
    ),
  );
}

const idOf = (owner: Owner): string | null =>
  owner.kind === 'person' ? owner.personId : 'name' in owner ? owner.name.toLowerCase() : null;

/** Nobody known on one side, or somebody in common. */
function areCompatible(one: readonly Owner[], other: readonly Owner[]): boolean {
  const ids = one.flatMap((owner) => idOf(owner) ?? []);
  const others = other.flatMap((owner) => idOf(owner) ?? []);
  return ids.length === 0 || others.length === 0 || others.some((id) => ids.includes(id));
}

/** Each thing once, in the order of the meeting; what was said later wins, and what it was before is kept. */
export function mergeItems(items: readonly MinuteItem[]): readonly MinuteItem[] {
  const merged: { item: MinuteItem; readonly stems: Stems }[] = [];
  for (const item of [...items].sort(byTime)) {
    const stems = stemsOf(item.text);
    const earlier = merged.find((other) => isSameItem(other.item, item, other.stems, stems));
    if (earlier === undefined) merged.push({ item, stems });
    else earlier.item = mergePair(earlier.item, item);
  }
  return merged.map(({ item }) => item);
}

/** Two things promised in one sentence have one id by its words: the later ones get a number behind it. */
export function withOwnIds(items: readonly MinuteItem[]): readonly MinuteItem[] {
  const used = new Set<string>();
  return items.map((item) => {
    let id = item.id;
    for (let number = 2; used.has(id); number++) id = `${item.id}-${number}`;
    used.add(id);
    return id === item.id ? item : { ...item, id };
  });
}

const byTime = ({ evidence: [one] }: MinuteItem, { evidence: [other] }: MinuteItem): number =>
  one.startMs - other.startMs;

const lastMs = ({ evidence }: MinuteItem): number => Math.max(...evidence.map(({ startMs }) => startMs));

/** Two items that are the same thing as one. The words of the one that says more of it last decide. */
function mergePair(one: MinuteItem, other: MinuteItem): MinuteItem {
  const [earlier, later] = lastMs(other) >= lastMs(one) ? [one, other] : [other, one];
  const isLater = lastMs(later) > lastMs(earlier);
  const evidence = unite(one.evidence, other.evidence);
  const said = later.evidence.at(-1) ?? later.evidence[0];
  const history: ItemChange[] = uniteHistory(earlier.history, later.history);
  const note = (what: ItemChange['what'], from: string, to: string): void => {
    const isTold = later.history.some((change) => change.what === what);
    if (isLater && !isTold && from !== '' && to !== '' && from !== to)
      history.push({ what, from, to, evidence: said });
  };

  const due =
    later.due !== null && (later.due.day !== null || earlier.due === null) ? later.due : earlier.due;
  note('due', dueText(earlier.due), dueText(due));
  const owners = knows(later.owners) ? later.owners : earlier.owners;
  if (knows(earlier.owners)) note('owner', ownersText(earlier.owners), ownersText(owners));
  const standing = later.standing;
  note('standing', earlier.standing, standing);
  const carriesOver = later.carriesOver ?? earlier.carriesOver;
  return {
    ...one,
    owners,
    due,
    standing,
    evidence,
    history,
    confidence: Math.max(one.confidence, other.confidence),
    ...(carriesOver === undefined ? {} : { carriesOver }),
  };
}

const knows = (owners: readonly Owner[]): boolean => owners.some(({ kind }) => kind !== 'unknown');

function unite(
  one: readonly [Evidence, ...Evidence[]],
  other: readonly Evidence[],
): readonly [Evidence, ...Evidence[]] {
  const [first, ...rest] = one;
  const all = [first, ...rest];
  for (const each of other)
    if (!all.some(({ quote, cueIds }) => quote === each.quote && cueIds.join() === each.cueIds.join()))
      all.push(each);
  const more = all.slice(1).sort((earlier, later) => earlier.startMs - later.startMs);
  return [first, ...more];
}

function uniteHistory(one: readonly ItemChange[], other: readonly ItemChange[]): ItemChange[] {
  const keyOf = ({ what, from, to }: ItemChange): string => `${what}|${from}|${to}`;
  const known = new Set(one.map(keyOf));
  return [...one, ...other.filter((each) => !known.has(keyOf(each)))];
}
