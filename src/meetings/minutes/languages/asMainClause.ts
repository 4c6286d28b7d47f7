/** German and Dutch put the verb last behind "that"; a minute of its own puts it second. */

/**
 * `die alte Schnittstelle bis Mai in Betrieb bleibt` becomes `die alte Schnittstelle bleibt bis Mai in Betrieb`: the
 * last word goes in front of the first place or time. `cluster` is how many words at the end the verb may have before
 * its finite form. Words that have no such place stay as they are.
 */
export function asMainClause(body: string, place: RegExp, cluster: number, finite: RegExp): string {
  const words = body.replace(/[\s.,!?]+$/, '').split(/\s+/);
  const last = [...words.keys()].slice(-cluster).find((at) => finite.test(words[at] ?? ''));
  const border = words.findIndex((word, at) => at >= 1 && place.test(word));
  if (last === undefined || border < 1 || border >= last) return body;
  const verb = words[last] ?? '';
  return [...words.slice(0, border), verb, ...words.slice(border, last), ...words.slice(last + 1)].join(' ');
}
