/** What a message is answered: by its command, by the help, or by what went wrong. */
import type { Command } from '../kernel/capability.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { findCommand, wordFor } from './commandTable.ts';
import { helpReply, unknownReply } from './helpReply.ts';
import { nearestWords } from './nearestWords.ts';
import { type MentionPorts, resolveMentions } from './resolveMentions.ts';

export interface AnsweringPorts extends MentionPorts {
  /** The sentence for an error and for a refusal, and a new reference number. */
  readonly replies: {
    readonly error: (error: unknown, reference: string, locale: string) => Reply;
    readonly refusal: (refusal: Pick<Refusal, 'reason' | 'whoMay'>, locale: string) => Reply;
    readonly reference: () => string;
  };
  readonly logger: Logger;
}

export interface Answer {
  readonly reply: Reply | undefined;
  /** Nothing was changed: it may be worked out and said again. */
  readonly mayRepeat: boolean;
}

/** Never throws: an error is answered with a sentence and a reference number. */
export async function answerMessage(
  ports: AnsweringPorts,
  commands: readonly Command[],
  stored: IncomingMessage,
): Promise<Answer> {
  const locale = stored.locale ?? stored.from.locale ?? 'en';
  let mayRepeat = true;
  const answer = (reply: Reply | undefined): Answer => ({ reply, mayRepeat });
  try {
    const message = await resolveMentions(ports, stored);
    const text = message.text.trim();
    const hasFiles = message.files.length > 0;
    if (text === '' && !hasFiles) return answer(helpReply(commands, '', locale));
    const found = findCommand(commands, text === '' ? wordFor(message.files) : text);
    if (found === null) {
      const help = /^(help|\?)(?:\s+(.*))?$/is.exec(text);
      if (help !== null) return answer(helpReply(commands, help[2] ?? '', locale));
      return answer(unknownReply(text, nearestWords(commands, text), locale));
    }
    mayRepeat = found.command.reads === true;
    const result = await found.command.run(message, found.rest);
    return answer(isRefusal(result) ? ports.replies.refusal(result, locale) : result);
  } catch (error) {
    const reference = ports.replies.reference();
    ports.logger.error('A message could not be answered.', { reference, message: stored.id, error });
    return answer(ports.replies.error(error, reference, locale));
  }
}
