/** Messages as mailboxes hold them: the sender's copy in Sent Items, and one in the inbox of each known recipient. */
import type { Collection, Store } from '../core/store.ts';

export interface Address {
  readonly name: string;
  readonly address: string;
}

export interface AttachmentRecord {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly isInline: boolean;
  readonly contentId: string | null;
  readonly size: number;
}

export interface MessageRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly folder: 'sentitems' | 'inbox';
  readonly internetMessageId: string;
  readonly subject: string;
  readonly bodyType: 'text' | 'html';
  readonly body: string;
  readonly importance: 'low' | 'normal' | 'high';
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly AttachmentRecord[];
  readonly sentAt: string;
  readonly isRead: boolean;
}

export const messages = (store: Store): Collection<MessageRecord> => store.collection('mail.messages');

/** Name under which the bytes of an attachment are kept; copies of a message share them. */
export const attachmentName = (id: string): string => `attachment-${id}`;
