/** Recognises open rows of the register among the actions of a meeting, so that nothing is added twice. */
import { keysOf } from './english/keys.ts';
import type { CarryOver, Due, MinuteItem, Minutes, OpenItem, Owner } from './minutes.ts';

/** Share of the words of the shorter text that must be shared, counted by how rare they are among the open items. */
const SAME_AT = 0.6;

/**
 * The same minutes, each action that speaks of an open item marked with it: `update` when owner or due date changes,
 * `complete` when it was reported as done, else `mentioned`. What an engine has marked already stays; one open item is
 * matched by one action at most, the most alike.
 */
export function carryOver(minutes: Minutes, openItems: readonly OpenItem[]): Minutes {
  if (openItems.length === 0) return minutes;
  const matcher = new OpenItemMatcher(openItems);
  const taken = new Set(
    minutes.items.flatMap(({ carriesOver }) => (carriesOver === undefined ? [] : [carriesOver.key])),
  );
  const matches = minutes.items
    .flatMap((item) => {
      if (item.kind !== 'action' || item.carriesOver !== undefined || item.standing === 'withdrawn')
        return [];
      const match = matcher.find(item.text, ownerIdsOf(item.owners));
      return match === null ? [] : [{ item, ...match }];
    })
    .sort((one, other) => other.share - one.share);
  const marks = new Map<MinuteItem, CarryOver>();
  for (const { item, openItem } of matches) {
    if (taken.has(openItem.key)) continue;
    taken.add(openItem.key);
    marks.set(item, { key: openItem.key, change: changeOf(item, openItem) });
  }
  if (marks.size === 0) return minutes;
  const items = minutes.items.map((item) => {
    const carriesOver = marks.get(item);
    return carriesOver === undefined ? item : { ...item, carriesOver };
  });
  return { ...minutes, items };
}

const DONE =
  /\b(?:(?:is|are|has been|have been|was|were|already|all) (?:now |already |all )*(?:done|sent|finished|complete(?:d)?|closed|delivered|in place|resolved|fixed|signed)|(?:that|it)(?:'s| is) (?:done|sent|finished|closed))\b/i;

function changeOf({ text, due, owners }: MinuteItem, openItem: OpenItem): CarryOver['change'] {
  if (DONE.test(text)) return 'complete';
  return changes(openItem, due, owners) ? 'update' : 'mentioned';
}

/** True when an owner or a due date differs from the register's. */
export function changes(openItem: OpenItem, due: Due | null, owners: readonly Owner[]): boolean {
  if (due?.day != null && due.day !== openItem.due) return true;
  return ownerIdsOf(owners).some((id) => !openItem.ownerIds.some((owner) => owner === id));
}

const ownerIdsOf = (owners: readonly Owner[]): string[] =>
  owners.flatMap((owner) => (owner.kind === 'person' ? [owner.personId] : []));

/** Finds the open item that words speak of. */
export class OpenItemMatcher {
  private readonly items: readonly { readonly openItem: OpenItem; readonly keys: readonly string[] }[];
  private readonly byKey = new Map<string, number[]>();
  private readonly byName = new Map<string, OpenItem>();
  /** A quick look before the words are taken apart. */
  private readonly mayMatch: RegExp;

  constructor(openItems: readonly OpenItem[]) {
    this.items = openItems.map((openItem) => ({ openItem, keys: keysOf(openItem.text) }));
    for (const [at, { openItem, keys }] of this.items.entries()) {
      this.byName.set(openItem.key.toLowerCase(), openItem);
      for (const key of keys) {
        const list = this.byKey.get(key);
        if (list === undefined) this.byKey.set(key, [at]);
        else list.push(at);
      }
    }
    const stems = [...this.byKey.keys()].map((key) => key.replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean);
    this.mayMatch = stems.length === 0 ? /(?!)/ : new RegExp(`(?:${stems.join('|')})`, 'i');
  }

  /** The most alike open item with its share of common words, or null. An item's key ("A-12") said aloud is enough. */
  find(
    words: string,
    ownerIds: readonly string[] = [],
  ): { readonly openItem: OpenItem; readonly share: number } | null {
    const said = /\b([a-z]{1,3})[- ]?(\d{1,5})\b/i.exec(words);
    const byName = said === null ? undefined : this.byName.get(`${said[1]}-${said[2]}`.toLowerCase());
    if (byName !== undefined) return { openItem: byName, share: 1 };
    if (!this.mayMatch.test(words)) return null;
    const keys = keysOf(words);
    const shared = new Map<number, { weight: number; count: number }>();
    for (const key of keys) {
      for (const at of this.byKey.get(key) ?? []) {
        const sum = shared.get(at) ?? { weight: 0, count: 0 };
        shared.set(at, { weight: sum.weight + this.weightOf(key), count: sum.count + 1 });
      }
    }
    let best: { openItem: OpenItem; share: number } | null = null;
    const total = this.sum(keys);
    for (const [at, { weight, count }] of shared) {
      const candidate = this.items[at];
      if (candidate === undefined || (count < 2 && candidate.keys.length > 1)) continue;
      const isOwners = ownerIds.length > 0 && candidate.openItem.ownerIds.some((id) => ownerIds.includes(id));
      const share = weight / Math.min(total, this.sum(candidate.keys)) + (isOwners ? 0.1 : 0);
      if (share >= SAME_AT && share > (best?.share ?? 0)) best = { openItem: candidate.openItem, share };
    }
    return best;
  }

  private sum(keys: readonly string[]): number {
    let sum = 0;
    for (const key of keys) sum += this.weightOf(key);
    return sum;
  }

  private weightOf(key: string): number {
    return Math.log(1 + (this.items.length + 2) / (1 + (this.byKey.get(key)?.length ?? 0)));
  }
}
