/** The mail part: "user: sendMail", "List messages", "Get message", "List attachments". */
import { mailboxItemNotFound, requireMailbox } from '../calendar/mailbox.ts';
import { answerList, selectProperties } from '../core/odata/answer.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { Part, PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { unsupported } from '../directory/unsupported.ts';
import { type Address, attachmentName, type MessageRecord, messages } from './records.ts';
import { sendMail } from './sendMail.ts';

const READERS = ['Mail.Read', 'Mail.ReadWrite'];
const DEFAULT_PROPERTIES = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'isRead',
  'isDraft',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
];
/** Headers are returned only when they are selected ("Get message"). */
const PROPERTIES = [...DEFAULT_PROPERTIES, 'internetMessageHeaders'];
const LIST_QUERY = ['$filter', '$select', '$top', '$skiptoken', '$orderby'];

export function makeMailPart(context: PartContext): Part {
  return { name: 'mail', routes: [sendRoute(context), ...readRoutes(context)] };
}

function sendRoute(context: PartContext): Route {
  return {
    method: 'POST',
    path: '/users/{userId}/sendMail',
    anyOf: ['Mail.Send'],
    page: 'user: sendMail',
    handle: (request) => {
      sendMail(context, requireMailbox(context, request), request.json(), request.body.length);
      return { status: 202 };
    },
  };
}

function readRoutes(context: PartContext): readonly Route[] {
  const list = (path: string): Route => ({
    method: 'GET',
    path,
    query: LIST_QUERY,
    anyOf: READERS,
    page: 'List messages',
    handle: (request) => ({ status: 200, body: listMessages(context, request) }),
  });
  return [
    ...unsupported(['/users/{userId}/messages/delta', '/users/{userId}/messages/$count']),
    list('/users/{userId}/messages'),
    list('/users/{userId}/mailFolders/{folderId}/messages'),
    {
      method: 'GET',
      path: '/users/{userId}/messages/{messageId}',
      query: ['$select'],
      anyOf: READERS,
      page: 'Get message',
      handle: (request) => {
        const select = parseSelect(request.query.get('$select')) ?? DEFAULT_PROPERTIES;
        const shown = showMessage(requireMessage(context, request));
        return { status: 200, body: selectProperties(shown, select, PROPERTIES, 'message') };
      },
    },
    {
      method: 'GET',
      path: '/users/{userId}/messages/{messageId}/attachments',
      anyOf: READERS,
      page: 'List attachments',
      handle: (request) => ({
        status: 200,
        body: listAttachments(context, requireMessage(context, request)),
      }),
    },
  ];
}

function listMessages(context: PartContext, request: GraphRequest): object {
  const owner = requireMailbox(context, request);
  const folder = request.params.folderId?.toLowerCase();
  if (folder !== undefined && folder !== 'sentitems' && folder !== 'inbox')
    throw new GraphFault(404, 'ErrorItemNotFound', 'The specified folder could not be found in the store.');
  const held = [...messages(context.store).values()]
    .filter((message) => message.ownerId === owner.id && (folder === undefined || message.folder === folder))
    .sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  const select = request.query.get('$select') ?? DEFAULT_PROPERTIES.join(',');
  return answerList(
    { ...request, query: new Map([...request.query, ['$select', select]]) },
    held.map(showMessage),
    {
      defaultSize: 10,
      mostSize: 1000,
      filterable: [
        'subject',
        'isRead',
        'importance',
        'receivedDateTime',
        'sentDateTime',
        'internetMessageId',
        'from/emailAddress/address',
      ],
      sortable: ['receivedDateTime', 'sentDateTime', 'subject'],
      selectable: PROPERTIES,
      typeName: 'message',
    },
  );
}

function requireMessage(context: PartContext, request: GraphRequest): MessageRecord {
  const owner = requireMailbox(context, request);
  const message = messages(context.store).get(request.params.messageId ?? '');
  if (message?.ownerId !== owner.id) throw mailboxItemNotFound();
  return message;
}

const showAddress = (emailAddress: Address): object => ({ emailAddress });

function showMessage(message: MessageRecord): Record<string, unknown> {
  const plain = message.bodyType === 'html' ? message.body.replace(/<[^>]*>/g, ' ') : message.body;
  return {
    id: message.id,
    createdDateTime: message.sentAt,
    lastModifiedDateTime: message.sentAt,
    receivedDateTime: message.sentAt,
    sentDateTime: message.sentAt,
    hasAttachments: message.attachments.length > 0,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    bodyPreview: plain.replace(/\s+/g, ' ').trim().slice(0, 255),
    importance: message.importance,
    parentFolderId: message.folder,
    isRead: message.isRead,
    isDraft: false,
    body: { contentType: message.bodyType, content: message.body },
    sender: showAddress(message.from),
    from: showAddress(message.from),
    toRecipients: message.to.map(showAddress),
    ccRecipients: message.cc.map(showAddress),
    bccRecipients: message.bcc.map(showAddress),
    replyTo: message.replyTo.map(showAddress),
    internetMessageHeaders: message.headers,
  };
}

function listAttachments({ store }: PartContext, message: MessageRecord): object {
  return {
    value: message.attachments.map(({ id, name, contentType, isInline, contentId, size }) => ({
      '@odata.type': '#microsoft.graph.fileAttachment',
      id,
      name,
      contentType,
      isInline,
      contentId,
      size,
      lastModifiedDateTime: message.sentAt,
      contentBytes: (store.getBytes(attachmentName(id)) ?? Buffer.alloc(0)).toString('base64'),
    })),
  };
}
