/** Words that a rule's pattern leaves, or has found. */

/** What is said after the match. */
export const rest = (match: RegExpExecArray): string =>
  match.input.slice(match.index + match[0].length).trim();

/** Of "you'll have it from me on Friday": that it is sent, to whom. */
export const sendingOf = ({ what, who }: Readonly<Record<string, string | undefined>>): string =>
  `send ${what
    ?.replace(/[\s.,!]+$/, '')
    .replace(/ (?:from|off) (?:us|me)\b/i, '')
    .replace(/ (?:on|in|to) your (?:desks?|mailbox(?:es)?|inbox(?:es)?|mail)\b/i, '')} to ${asObject(who)}`;

/** "They" get it: it is sent to "them". */
export const asObject = (who = ''): string =>
  OBJECTS[who.toLowerCase() as keyof typeof OBJECTS] ?? who.toLowerCase();

const OBJECTS = { they: 'them', he: 'him', she: 'her', i: 'me', we: 'us', 'we all': 'everyone' } as const;
