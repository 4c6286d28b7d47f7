/** Splits what was typed into tokens: words, quoted texts, mentions, line breaks. Pure. */
import type { Mention } from '../../kernel/chat.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'mention' | 'break';
  /** As typed; of a quoted text what is between the quotes. */
  readonly text: string;
  /** Where the token begins and ends in the text. */
  readonly from: number;
  readonly to: number;
}

const PATTERN =
  /(\n)|"([^"\n]*)"|[\u201c\u201e\u201d\u00ab]([^\u201c\u201d\u00bb\n]*)[\u201d\u201c\u00bb]|(@\[\d+\]|@[0-9a-f]{8}-[0-9a-f-]{27})|((?:(?!@\[\d+\])[^\s\u00a0,;"\u201c\u201d\u201e\u00ab\u00bb]|(?<=\d),(?=\d))+)/gi;

/** Blanks of every kind, commas and semicolons part tokens; a quote without its partner is an ordinary mark. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.replace(/\r\n?/g, '\n').matchAll(PATTERN)) {
    const [whole, lineBreak, straight, curly, mention] = match;
    const kind =
      lineBreak !== undefined
        ? 'break'
        : (straight ?? curly) !== undefined
          ? 'quoted'
          : mention !== undefined
            ? 'mention'
            : 'word';
    tokens.push({
      kind,
      text: straight ?? curly ?? whole,
      from: match.index,
      to: match.index + whole.length,
    });
  }
  return tokens;
}

/** Lower case without the marks that a command does not need: `Overdue:` is `overdue`. */
export const wordOf = ({ kind, text }: Token): string =>
  kind === 'word' ? text.toLowerCase().replace(/[:.!?]+$/, '') : '';

/** The person of a mention token (`@[0]`, or `@` with an Entra id); null when it is not known. */
export function mentionedPerson(token: Token, mentions: readonly Mention[]): string | null {
  const index = /^@\[(\d+)\]$/.exec(token.text)?.[1];
  return index === undefined
    ? token.text.slice(1).toLowerCase()
    : (mentions[Number(index)]?.personId ?? null);
}
