/** "user: sendMail". */
import type { Directory, DirectoryUser } from '../core/directory.ts';
import { notSupported } from '../core/errorBody.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault } from '../core/route.ts';
import {
  type Address,
  type AttachmentRecord,
  attachmentName,
  type MessageRecord,
  messages,
} from './records.ts';

/** In one request ("Attach large files to Outlook messages or events": larger ones need an upload session). */
const MOST_ATTACHMENT_BYTES = 3 * 1_048_576;
const MOST_REQUEST_BYTES = 4 * 1_048_576;
/** "internetMessageHeader resource type". */
const MOST_HEADERS = 5;
const MOST_RECIPIENTS = 500;

const invalid = (code: string, message: string): GraphFault => new GraphFault(400, code, message);
const tooLarge = (): GraphFault =>
  new GraphFault(413, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.');

interface ReadMessage
  extends Omit<
    MessageRecord,
    'id' | 'ownerId' | 'folder' | 'internetMessageId' | 'from' | 'sentAt' | 'isRead'
  > {
  readonly bytes: ReadonlyMap<string, Buffer>;
}

/** Sends: the caller gets 202, no id, and no promise of delivery. */
export function sendMail(
  context: PartContext,
  sender: DirectoryUser,
  json: unknown,
  requestBytes: number,
): void {
  if (requestBytes > MOST_REQUEST_BYTES) throw tooLarge();
  const { message, saveToSentItems = true, ...rest } = fields(json, 'the request');
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw notSupported(`the parameter '${other}' of sendMail`);
  if (typeof saveToSentItems !== 'boolean')
    throw invalid('ErrorInvalidArgument', "The parameter 'saveToSentItems' must be true or false.");
  const { bytes, ...read } = readMessage(context, message);
  for (const [id, content] of bytes) context.store.putBytes(attachmentName(id), content);
  const shared = {
    ...read,
    internetMessageId: `<${context.random.uuid()}@local365.example>`,
    from: { name: sender.displayName, address: sender.mail ?? sender.userPrincipalName },
    sentAt: context.clock.now(),
  };
  if (saveToSentItems) put(context, { ...shared, ownerId: sender.id, folder: 'sentitems', isRead: true });
  for (const { address } of [...read.to, ...read.cc, ...read.bcc]) {
    const owner = context.directory.userByName(address);
    if (owner !== undefined)
      put(context, { ...shared, bcc: [], ownerId: owner.id, folder: 'inbox', isRead: false });
  }
}

function put({ store, random }: PartContext, message: Omit<MessageRecord, 'id'>): void {
  const id = `AAMkAG${Buffer.from(`${random.uuid()}${random.uuid()}`).toString('base64url')}=`;
  messages(store).put(id, { ...message, id });
}

const KNOWN = [
  'subject',
  'body',
  'importance',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'attachments',
  'internetMessageHeaders',
];

function readMessage(context: PartContext, value: unknown): ReadMessage {
  const message = fields(value, 'message');
  for (const name of Object.keys(message))
    if (!KNOWN.includes(name) && !name.startsWith('@odata.'))
      throw notSupported(`the property '${name}' of a message`);
  const to = readRecipients(message.toRecipients, context.directory);
  const cc = readRecipients(message.ccRecipients, context.directory);
  const bcc = readRecipients(message.bccRecipients, context.directory);
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw invalid('ErrorInvalidRecipients', 'At least one recipient is required.');
  if (count > MOST_RECIPIENTS)
    throw invalid(
      'ErrorExceededMaxRecipientLimit',
      `A message goes to at most ${MOST_RECIPIENTS} recipients.`,
    );
  const importance = message.importance ?? 'normal';
  if (importance !== 'low' && importance !== 'normal' && importance !== 'high')
    throw invalid('ErrorInvalidArgument', "The property 'importance' must be low, normal or high.");
  return {
    subject: text(message.subject ?? '', 'subject'),
    ...readBody(message.body),
    importance,
    to,
    cc,
    bcc,
    replyTo: readRecipients(message.replyTo, context.directory),
    headers: readHeaders(message.internetMessageHeaders),
    ...readAttachments(context, message.attachments),
  };
}

function fields(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('ErrorInvalidRequest', `The value of '${name}' must be a JSON object.`);
  return value as Record<string, unknown>;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid('ErrorInvalidArgument', `The property '${name}' must be a list.`);
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string')
    throw invalid('ErrorInvalidArgument', `The property '${name}' must be a text.`);
  return value;
}

function readBody(value: unknown): { readonly bodyType: 'text' | 'html'; readonly body: string } {
  const { contentType = 'text', content = '' } = fields(value ?? {}, 'body');
  const bodyType = String(contentType).toLowerCase();
  if (bodyType !== 'text' && bodyType !== 'html')
    throw invalid('ErrorInvalidArgument', "The property 'body/contentType' must be Text or HTML.");
  return { bodyType, body: text(content, 'body/content') };
}

function readRecipients(value: unknown, directory: Directory): readonly Address[] {
  return list(value, 'recipients').map((recipient) => {
    const { address, name } = fields(fields(recipient, 'recipient').emailAddress, 'emailAddress');
    if (typeof address !== 'string' || !/^[^\s@<>]+@[^\s@<>]+$/.test(address))
      throw invalid('ErrorInvalidRecipients', "At least one recipient isn't valid.");
    return {
      address,
      name: typeof name === 'string' ? name : (directory.userByName(address)?.displayName ?? address),
    };
  });
}

function readHeaders(value: unknown): MessageRecord['headers'] {
  const headers = list(value, 'internetMessageHeaders').map((header) => {
    const { name, value: held } = fields(header, 'internetMessageHeader');
    return {
      name: text(name, 'internetMessageHeaders/name'),
      value: text(held, 'internetMessageHeaders/value'),
    };
  });
  if (headers.length > MOST_HEADERS)
    throw invalid(
      'InvalidInternetMessageHeaderCollection',
      `Maximum number of headers in one message should be less than or equal to ${MOST_HEADERS}.`,
    );
  for (const { name } of headers)
    if (!/^x-/i.test(name))
      throw invalid(
        'InvalidInternetMessageHeader',
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
      );
  return headers;
}

function readAttachments(
  { random }: PartContext,
  value: unknown,
): { readonly attachments: readonly AttachmentRecord[]; readonly bytes: ReadonlyMap<string, Buffer> } {
  const bytes = new Map<string, Buffer>();
  const attachments = list(value, 'attachments').map((item) => {
    const attachment = fields(item, 'attachment');
    if (attachment['@odata.type'] !== '#microsoft.graph.fileAttachment')
      throw notSupported(`attachments of type '${String(attachment['@odata.type'])}'`);
    const encoded = text(attachment.contentBytes, 'contentBytes');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded))
      throw invalid('ErrorInvalidArgument', "The property 'contentBytes' must be base64.");
    const content = Buffer.from(encoded, 'base64');
    if (content.length > MOST_ATTACHMENT_BYTES) throw tooLarge();
    const id = random.uuid();
    bytes.set(id, content);
    return {
      id,
      name: text(attachment.name, 'attachments/name'),
      contentType: text(attachment.contentType ?? 'application/octet-stream', 'attachments/contentType'),
      isInline: attachment.isInline === true,
      contentId: typeof attachment.contentId === 'string' ? attachment.contentId : null,
      size: content.length,
    };
  });
  const total = attachments.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_ATTACHMENT_BYTES) throw tooLarge();
  return { attachments, bytes };
}
