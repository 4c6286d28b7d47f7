/** Events as mailboxes hold them: one record per mailbox, the organiser's and a copy for each invited person. */
import type { Collection, Store } from '../core/store.ts';
import type { Recurrence } from './recurrence.ts';

export interface AttendeeRecord {
  readonly address: string;
  readonly name: string;
  readonly type: 'required' | 'optional' | 'resource';
  readonly response: 'none' | 'accepted' | 'tentativelyAccepted' | 'declined';
}

export type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';
export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential';

/** One occurrence of a series that was changed or called off on its own. */
export interface EventException {
  /** Start by the series, in milliseconds. */
  readonly originalStart: number;
  /** Null when it was called off. */
  readonly changes: Partial<EventRecord> | null;
}

export interface EventRecord {
  readonly id: string;
  /** Whose mailbox: a person's, or a group's. */
  readonly ownerId: string;
  /** The same in all copies. */
  readonly iCalUId: string;
  readonly subject: string;
  readonly bodyType: 'text' | 'html';
  readonly body: string;
  /** Milliseconds; of the first occurrence when it is a series. */
  readonly start: number;
  readonly end: number;
  readonly startTimeZone: string;
  readonly endTimeZone: string;
  readonly isAllDay: boolean;
  readonly showAs: ShowAs;
  readonly sensitivity: Sensitivity;
  readonly importance: 'low' | 'normal' | 'high';
  readonly location: string;
  readonly categories: readonly string[];
  readonly reminderMinutesBeforeStart: number;
  readonly isReminderOn: boolean;
  readonly responseRequested: boolean;
  readonly attendees: readonly AttendeeRecord[];
  readonly organizer: { readonly name: string; readonly address: string };
  readonly isOrganizer: boolean;
  readonly joinUrl: string | null;
  readonly recurrence: Recurrence | null;
  /** What differs from the series; none unless said. */
  readonly exceptions?: readonly EventException[];
  readonly transactionId: string | null;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** Counts all changes of all calendars, for delta. */
  readonly sequence: number;
}

/** What is left of a deleted event, for delta. */
export interface EventTombstone {
  readonly id: string;
  readonly ownerId: string;
  readonly sequence: number;
}

export const events = (store: Store): Collection<EventRecord> => store.collection('calendar.events');
export const tombstones = (store: Store): Collection<EventTombstone> => store.collection('calendar.deleted');

const counter = (store: Store): Collection<number> => store.collection('calendar.sequence');

export const lastSequence = (store: Store): number => counter(store).get('last') ?? 0;

export function nextSequence(store: Store): number {
  const next = lastSequence(store) + 1;
  counter(store).put('last', next);
  return next;
}
