/** What stands in a calendar in a stretch of time: single events and the occurrences of series. */
import type { Store } from '../core/store.ts';
import { type EventRecord, events } from './records.ts';
import { occurrenceStarts } from './recurrence.ts';

export interface EventInstance {
  readonly id: string;
  readonly record: EventRecord;
  readonly type: 'singleInstance' | 'occurrence';
  readonly start: number;
  readonly end: number;
}

/** Instances of one event that touch `[from, to)`, oldest first. */
export function instancesOf(record: EventRecord, from: number, to: number): readonly EventInstance[] {
  if (record.recurrence === null)
    return touches(record.start, record.end, from, to)
      ? [{ id: record.id, record, type: 'singleInstance', start: record.start, end: record.end }]
      : [];
  const length = record.end - record.start;
  return occurrenceStarts(record.recurrence, record.start, to)
    .filter((start) => touches(start, start + length, from, to))
    .map((start) => ({
      id: occurrenceId(record.id, start),
      record,
      type: 'occurrence',
      start,
      end: start + length,
    }));
}

/** All instances in a person's calendar that touch `[from, to)`, by start. */
export function instancesIn(
  store: Store,
  ownerId: string,
  from: number,
  to: number,
): readonly EventInstance[] {
  return [...events(store).values()]
    .filter((record) => record.ownerId === ownerId)
    .flatMap((record) => instancesOf(record, from, to))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

const touches = (start: number, end: number, from: number, to: number): boolean =>
  start < to && (end > from || (start === end && start >= from));

/** Occurrences have ids of their own: the series' id and the start. */
const occurrenceId = (masterId: string, start: number): string => `${masterId}_${start.toString(36)}`;

/** The occurrence with this id, or null. */
export function findOccurrence(store: Store, id: string): EventInstance | null {
  const mark = id.lastIndexOf('_');
  const record = mark < 0 ? undefined : events(store).get(id.slice(0, mark));
  if (record?.recurrence == null) return null;
  const start = Number.parseInt(id.slice(mark + 1), 36);
  return instancesOf(record, start, start + 1).find((instance) => instance.start === start) ?? null;
}
