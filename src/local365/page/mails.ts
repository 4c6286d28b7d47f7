/** Mails that anybody sent, for the page, and their bodies as documents that can do nothing. */
import { type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { attachmentName, type MessageRecord, messages } from '../mail/records.ts';

/** Newest first, without bodies. */
export function listMails({ store }: PartContext): readonly object[] {
  return [...messages(store).values()]
    .filter(({ folder }) => folder === 'sentitems')
    .sort((one, other) => (one.sentAt < other.sentAt ? 1 : -1))
    .map(
      ({ id, ownerId, subject, importance, from, to, cc, bcc, replyTo, headers, attachments, sentAt }) => ({
        id,
        ownerId,
        owner: store.collection<DirectoryUser>(USERS).get(ownerId)?.displayName ?? '',
        subject,
        importance,
        from,
        to,
        cc,
        bcc,
        replyTo,
        headers,
        sentAt,
        attachments: attachments.map(({ id: attachmentId, name, contentType, size, isInline }) => ({
          id: attachmentId,
          name,
          contentType,
          size,
          isInline,
        })),
      }),
    );
}

export interface MailDocument {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** No scripts, no forms, nothing fetched: styles and pictures of the mail itself only. */
const POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** The body as a page for a sandboxed frame; null when there is no such mail. */
export function mailDocument(context: PartContext, id: string): MailDocument | null {
  const mail = messages(context.store).get(id);
  if (mail === undefined) return null;
  const content =
    mail.bodyType === 'html' ? withPictures(context, mail) : `<pre>${escapeHtml(mail.body)}</pre>`;
  return {
    html: `<!doctype html><meta charset="utf-8"><base target="_blank"><style>
body { margin: 16px; font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #fff; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; margin: 0; }
img { max-width: 100%; }
</style>${content}`,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  };
}

/** Attached pictures in place of the `cid:` addresses that name them. */
function withPictures({ store }: PartContext, { body, attachments }: MessageRecord): string {
  let html = body;
  for (const { id, contentId, contentType } of attachments) {
    if (contentId === null || !/^image\/[a-z.+-]+$/i.test(contentType)) continue;
    const bytes = store.getBytes(attachmentName(id));
    if (bytes !== undefined)
      html = html.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${bytes.toString('base64')}`);
  }
  return html;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
