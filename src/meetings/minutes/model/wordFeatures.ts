/** What the linear models read of one utterance: its words, pairs and triples of words, and its place in the meeting. */

/** A feature's name and its value. */
export type NamedFeature = readonly [name: string, value: number];

/** Features of the utterance at `index` of the meeting's utterances, given as words. Names are distinct. */
export function readWordFeatures(meeting: readonly (readonly string[])[], index: number): NamedFeature[] {
  const words = meeting[index] ?? [];
  const names = nameRuns(words);
  const share = 3 / Math.sqrt(Math.max(4, names.size));
  const features: NamedFeature[] = [];
  for (const name of names) features.push([name, share]);
  for (const name of namePlace(index, meeting.length, words.length)) features.push([name, 1]);
  return features;
}

function nameRuns(words: readonly string[]): Set<string> {
  const names = new Set<string>();
  const fenced = ['^', ...words, '$'];
  for (let at = 0; at < fenced.length; at += 1) {
    const [first, second, third] = [fenced[at], fenced[at + 1], fenced[at + 2]];
    if (first !== '^' && first !== '$') names.add(`1 ${first}`);
    if (second === undefined) continue;
    names.add(`2 ${first} ${second}`);
    if (third !== undefined) names.add(`3 ${first} ${second} ${third}`);
  }
  return names;
}

/** Actions are summed up near a meeting's end, decisions all along. */
function namePlace(index: number, count: number, length: number): string[] {
  const tenth = Math.min(9, Math.floor((index / Math.max(1, count)) * 10));
  const left = Math.min(7, Math.floor(Math.log2(count - index)));
  return [`tenth ${tenth}`, `left ${left}`, `length ${Math.min(5, Math.floor(Math.log2(length + 1)))}`];
}
