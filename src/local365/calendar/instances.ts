/** What stands in a calendar in a stretch of time: single events and the occurrences of series. */
import type { Store } from '../core/store.ts';
import { type EventRecord, events } from './records.ts';
import { occurrenceStarts } from './recurrence.ts';

export interface EventInstance {
  readonly id: string;
  readonly record: EventRecord;
  readonly type: 'singleInstance' | 'occurrence' | 'exception';
  /** Start by the series; of an event that is no series, its own. */
  readonly originalStart: number;
  readonly start: number;
  readonly end: number;
}

/** Instances of one event that touch `[from, to)`, oldest first. */
export function instancesOf(record: EventRecord, from: number, to: number): readonly EventInstance[] {
  const isIn = ({ start, end }: EventInstance): boolean => touches(start, end, from, to);
  if (record.recurrence === null) {
    const { id, start, end } = record;
    return [{ id, record, type: 'singleInstance' as const, originalStart: start, start, end }].filter(isIn);
  }
  const exceptions = record.exceptions ?? [];
  const asPlanned = occurrenceStarts(record.recurrence, record.start, to)
    .filter((start) => !exceptions.some(({ originalStart }) => originalStart === start))
    .map((start) => makeOccurrence(record, start, {}, 'occurrence'));
  const changed = exceptions.flatMap(({ originalStart, changes }) =>
    changes === null ? [] : [makeOccurrence(record, originalStart, changes, 'exception')],
  );
  return [...asPlanned, ...changed].filter(isIn).sort((a, b) => a.start - b.start);
}

function makeOccurrence(
  record: EventRecord,
  originalStart: number,
  changes: Partial<EventRecord>,
  type: 'occurrence' | 'exception',
): EventInstance {
  const start = changes.start ?? originalStart;
  const end = changes.end ?? originalStart + record.end - record.start;
  const id = occurrenceId(record.id, originalStart);
  return { id, record: { ...record, ...changes }, type, originalStart, start, end };
}

/** All instances in a calendar that touch `[from, to)`, by start. */
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
export const occurrenceId = (masterId: string, start: number): string => `${masterId}_${start.toString(36)}`;

/** The occurrence with this id; null when there is none, or none any more. */
export function findOccurrence(store: Store, id: string): EventInstance | null {
  const mark = id.lastIndexOf('_');
  const record = mark < 0 ? undefined : events(store).get(id.slice(0, mark));
  if (record?.recurrence == null) return null;
  const originalStart = Number.parseInt(id.slice(mark + 1), 36);
  const exception = record.exceptions?.find((each) => each.originalStart === originalStart);
  if (exception?.changes === null) return null;
  if (exception !== undefined) return makeOccurrence(record, originalStart, exception.changes, 'exception');
  const found = instancesOf(record, originalStart, originalStart + 1);
  return found.find((instance) => instance.originalStart === originalStart) ?? null;
}
