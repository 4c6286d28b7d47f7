/** What came of a click that nobody waits for any more, put into the outbox with the click's end: no kill loses it. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { CardClick, ClickAnswer, Reply } from '../kernel/chat.ts';
import type { Person } from '../kernel/people.ts';
import type { Outbox } from '../kernel/transaction.ts';
import { appTexts } from './texts.ts';

/**
 * In words, to whoever clicked; once, however often it is told. In a 1:1 chat the card takes the place of the one that
 * was pressed too; in a shared place a card made for one person is not shown to all. A client's refresh is told nothing.
 */
export async function tellLate(
  outbox: Pick<Outbox, 'post' | 'replaceMessage'>,
  idKey: string,
  { place, from, cardMessageId, trigger }: CardClick,
  answer: ClickAnswer,
): Promise<void> {
  const key = `late:${idKey}`;
  if (trigger === 'automatic') return;
  if ('text' in answer) return outbox.post({ key, to: place, reply: answer });
  const { card, said } = answer;
  if (place.kind !== 'personal')
    return outbox.post({
      key,
      to: place,
      reply: addressed(from, said ?? appTexts(from.locale ?? 'en')('click.finishedLate')),
    });
  const cardKey = `${key}/card`;
  if (cardMessageId === undefined) await outbox.post({ key: cardKey, to: place, reply: { card } });
  else await outbox.replaceMessage({ key: cardKey, place, messageId: cardMessageId, reply: { card } });
  if (said !== undefined) await outbox.post({ key, to: place, reply: { text: said } });
}

function addressed({ name, teamsId }: Person, said: string): Reply {
  if (teamsId === undefined) return { text: `${escapeMarkdown(name)}: ${said}` };
  return { text: `<at>${name}</at>: ${said}`, mentions: [{ name, teamsId }] };
}
