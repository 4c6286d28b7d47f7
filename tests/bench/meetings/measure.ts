/** How well proposals agree with what annotators linked. Utterances are named by their index in the meeting. */

/** One meeting's gold items and proposals, and a probability for each utterance. */
export interface Judged {
  readonly gold: readonly (readonly number[])[];
  readonly proposed: readonly (readonly number[])[];
  readonly probabilities: readonly number[];
}

export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly proposed: number;
  readonly wanted: number;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of the probabilities and share of linked utterances. */
  readonly said: number;
  readonly seen: number;
}

/** Utterances with at least this probability; those at most `apart` from each other make one item. */
export function groupUtterances(
  probabilities: readonly number[],
  atLeast: number,
  apart: number,
): number[][] {
  const items: number[][] = [];
  probabilities.forEach((probability, index) => {
    if (probability < atLeast) return;
    const last = items.at(-1);
    if (last !== undefined && index - (last.at(-1) ?? index) <= apart) last.push(index);
    else items.push([index]);
  });
  return items;
}

/** Utterances linked against utterances proposed, over all meetings. */
export function agreeOnUtterances(meetings: readonly Judged[]): Agreement {
  let both = 0;
  let proposed = 0;
  let wanted = 0;
  for (const meeting of meetings) {
    const gold = new Set(meeting.gold.flat());
    const found = new Set(meeting.proposed.flat());
    proposed += found.size;
    wanted += gold.size;
    for (const index of found) if (gold.has(index)) both += 1;
  }
  return makeAgreement(both, proposed, wanted);
}

/** Items one to one: two agree when evidence of theirs lies at most `tolerance` utterances apart. */
export function agreeOnItems(meetings: readonly Judged[], tolerance: number): Agreement {
  let both = 0;
  let proposed = 0;
  let wanted = 0;
  for (const meeting of meetings) {
    both += countPairs(meeting, tolerance);
    proposed += meeting.proposed.length;
    wanted += meeting.gold.length;
  }
  return makeAgreement(both, proposed, wanted);
}

/** Ten bins of the probability; the first is the rare item's everyday. */
export function binReliability(meetings: readonly Judged[]): ReliabilityBin[] {
  const edges = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
  const bins = edges
    .slice(1)
    .map((to, place) => ({ from: edges[place] ?? 0, to, count: 0, said: 0, seen: 0 }));
  for (const { gold, probabilities } of meetings) {
    const linked = new Set(gold.flat());
    probabilities.forEach((probability, index) => {
      const bin = bins.find(({ to }) => probability < to) ?? bins.at(-1);
      if (bin === undefined) return;
      bin.count += 1;
      bin.said += probability;
      bin.seen += linked.has(index) ? 1 : 0;
    });
  }
  return bins.map((bin) => ({
    ...bin,
    said: bin.said / (bin.count || 1),
    seen: bin.seen / (bin.count || 1),
  }));
}

/** The most pairs that can be made of proposals and gold items (augmenting paths). */
function countPairs({ gold, proposed }: Judged, tolerance: number): number {
  const fits = proposed.map((found) => gold.map((linked) => areNear(found, linked, tolerance)));
  const partner = new Map<number, number>();
  const pair = (proposal: number, tried: Set<number>): boolean => {
    for (let item = 0; item < gold.length; item += 1) {
      if (fits[proposal]?.[item] !== true || tried.has(item)) continue;
      tried.add(item);
      const holder = partner.get(item);
      if (holder !== undefined && !pair(holder, tried)) continue;
      partner.set(item, proposal);
      return true;
    }
    return false;
  };
  proposed.forEach((_, proposal) => {
    pair(proposal, new Set());
  });
  return partner.size;
}

const areNear = (a: readonly number[], b: readonly number[], tolerance: number): boolean =>
  a.some((one) => b.some((other) => Math.abs(one - other) <= tolerance));

function makeAgreement(both: number, proposed: number, wanted: number): Agreement {
  const precision = both / (proposed || 1);
  const recall = both / (wanted || 1);
  return { precision, recall, f1: (2 * both) / (proposed + wanted || 1), proposed, wanted };
}
