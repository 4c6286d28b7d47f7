/** What Docket can do, from the commands' own declarations. */
import type { Command } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { quoted } from '../meetings/index.ts';
import { helpIn } from './helpIn.ts';
import { appTexts } from './texts.ts';

/**
 * Without a topic the commands of the menu; with `all` every one; else those whose words or help contain the topic.
 */
export function helpReply(commands: readonly Command[], topic: string, locale: string): Reply {
  const t = appTexts(locale);
  const wanted = topic.trim().toLowerCase();
  const isShort = wanted === '';
  const isAbout = (text: string): boolean => text.toLowerCase().includes(wanted);
  const found = commands.filter(
    (command) =>
      (isShort && command.menu === true) ||
      wanted === 'all' ||
      (!isShort && [...command.words, command.help, helpIn(command, locale)].some(isAbout)),
  );
  if (found.length === 0 && !isShort) return helpReply(commands, '', locale);
  const lines = found.map(
    (command) =>
      `- \`${isShort ? command.words[0] : command.usage.replaceAll('`', '')}\` ${helpIn(command, locale)}`,
  );
  return { text: `${t('help.intro')}\n\n${lines.join('\n')}${isShort ? `\n\n${t('help.more')}` : ''}` };
}

/** The answer to words that are no command. */
export function unknownReply(text: string, nearest: string | null, locale: string): Reply {
  const t = appTexts(locale);
  const said = quoted(locale, escapeMarkdown(text.length > 60 ? `${text.slice(0, 59)}…` : text));
  return { text: nearest === null ? t('unknown', { said }) : t('unknown.nearest', { said, nearest }) };
}
