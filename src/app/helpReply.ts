/** What Docket can do, from the commands' own declarations. */
import type { Command } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';

/**
 * Without a topic the commands of the menu; with `all` every one; else those whose words or help contain the topic.
 */
export function helpReply(commands: readonly Command[], topic: string): Reply {
  const wanted = topic.trim().toLowerCase();
  const isShort = wanted === '';
  const found = commands.filter(
    ({ words, help, menu }) =>
      (isShort && menu === true) ||
      wanted === 'all' ||
      (!isShort && (words.some((each) => each.includes(wanted)) || help.toLowerCase().includes(wanted))),
  );
  if (found.length === 0 && !isShort) return helpReply(commands, '');
  const lines = found.map(
    ({ usage, help, words }) => `- \`${isShort ? words[0] : usage.replaceAll('`', '')}\` ${help}`,
  );
  const more = isShort
    ? '\n\nSay `help all` for everything, or `help` with a word, such as `help risks`.'
    : '';
  return { text: `Here is what I do:\n\n${lines.join('\n')}${more}` };
}

/** The answer to words that are no command. */
export function unknownReply(text: string, nearest: string | null): Reply {
  const said = escapeMarkdown(text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const hint = nearest === null ? '' : ` Did you mean \`${nearest}\`?`;
  return { text: `I do not know “${said}”.${hint} Say \`help\` for what I do.` };
}
