/** Words that a rule's pattern leaves, or has found. */

/** What is said after the match. */
export const rest = (match: RegExpExecArray): string =>
  match.input.slice(match.index + match[0].length).trim();

/** Of "you'll have it from me on Friday": that it is sent, to whom. */
export const sendingOf = ({ what, who }: Readonly<Record<string, string | undefined>>): string =>
  `send ${what?.replace(/(?: from (?:us|me))?[\s.,!]*$/, '').replace(/ from (?:us|me)\b/i, '')} to ${who?.toLowerCase()}`;
