/** Mail from one mailbox: each message once, by its key ("user: sendMail"). */
import { z } from 'zod';
import { InputError, UnavailableError } from '../../kernel/errors.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { GraphClient } from './client.ts';
import { graphPath } from './graphPath.ts';

export interface Mail {
  /** Makes it the same message however often it is sent; at most 200 letters, digits and `-_./:`. */
  readonly key: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  }[];
}

export interface MailSender {
  /**
   * Sends. When it is not known whether an attempt went out (now, or before: `mayHaveGone`), Sent Items is searched for
   * the key first. Throws InputError for attachments over 3 MB, UnavailableError with `outcomeUnknown` when it cannot
   * be told.
   */
  send(from: PersonId, mail: Mail, options?: { readonly mayHaveGone?: boolean }): Promise<void>;
  /** True when a message with the key is in Sent Items. */
  hasGone(from: PersonId, key: string): Promise<boolean>;
}

const KEY_HEADER = 'x-docket-key';
/** "Attach large files to Outlook messages or events": up to 3 MB in one request. */
const MOST_ATTACHMENT_BYTES = 3 * 1_048_576;
/** How many of the last sent messages are looked through. */
const LOOK_BACK = 100;
/** Sent Items shows a message shortly after the 202. */
const SETTLE_MS = 2_000;

const sentSchema = z.object({
  value: z.array(
    z.object({
      internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
    }),
  ),
});

export function makeMailSender(client: GraphClient): MailSender {
  const hasGone: MailSender['hasGone'] = async (from, key) => {
    const { value } = await client.get(graphPath`/users/${from}/mailFolders/sentitems/messages`, {
      schema: sentSchema,
      query: { $select: 'internetMessageHeaders', $orderby: 'sentDateTime desc', $top: LOOK_BACK },
    });
    const isKey = ({ name, value: text }: { name: string; value: string }): boolean =>
      name.toLowerCase() === KEY_HEADER && text === key;
    return value.some(({ internetMessageHeaders }) => internetMessageHeaders?.some(isKey) === true);
  };
  return {
    hasGone,
    async send(from, mail, { mayHaveGone = false } = {}) {
      const body = bodyOf(mail);
      if (mayHaveGone && (await hasGone(from, mail.key))) return;
      try {
        await client.send('POST', graphPath`/users/${from}/sendMail`, { body });
      } catch (error) {
        if (!(error instanceof UnavailableError) || !error.outcomeUnknown) throw error;
        await client.wait(SETTLE_MS);
        if (!(await hasGone(from, mail.key))) throw error;
      }
    },
  };
}

function bodyOf({ key, to, cc = [], subject, html, attachments = [] }: Mail): object {
  if (!/^[\w./:-]{1,200}$/.test(key))
    throw new InputError(
      'mail-key',
      'The key of a mail is 1 to 200 letters, digits and -_./: without blanks.',
    );
  const bytes = attachments.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > MOST_ATTACHMENT_BYTES) {
    throw new InputError(
      'mail-too-large',
      `The attachments have ${bytes} bytes; mail takes at most ${MOST_ATTACHMENT_BYTES}. Put the file into the document library and link it.`,
    );
  }
  const recipients = (addresses: readonly string[]) =>
    addresses.map((address) => ({ emailAddress: { address } }));
  return {
    message: {
      subject,
      body: { contentType: 'HTML', content: html },
      toRecipients: recipients(to),
      ...(cc.length === 0 ? {} : { ccRecipients: recipients(cc) }),
      ...(attachments.length === 0 ? {} : { attachments: attachments.map(attachmentOf) }),
      internetMessageHeaders: [{ name: KEY_HEADER, value: key }],
    },
    saveToSentItems: true,
  };
}

const attachmentOf = ({ name, contentType, content }: NonNullable<Mail['attachments']>[number]): object => ({
  '@odata.type': '#microsoft.graph.fileAttachment',
  name,
  contentType,
  contentBytes: Buffer.from(content).toString('base64'),
});
