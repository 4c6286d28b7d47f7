/** What a digest tells, before anybody's language: the minutes of one meeting as they stand. */
import type { Person } from '../kernel/people.ts';
import type { ZoneName } from '../kernel/time.ts';
import type { Meeting, Minutes } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import type { MinutesChanges } from './minutesChanges.ts';

export interface Digest {
  readonly project: Project;
  readonly meeting: Meeting;
  /** Null when nobody knows what was said: no transcript came. */
  readonly minutes: Minutes | null;
  readonly standing: DigestStanding;
  /** Key of the register row by item id. */
  readonly keys: ReadonlyMap<string, string>;
  /** Invited, and not heard. */
  readonly absent: readonly string[];
  /** Who confirmed, or was asked to. */
  readonly coordinator: string;
  /** The document in the library, once it is there. */
  readonly documentUrl?: string;
}

/** `corrected` tells only what differs from what went out unconfirmed, `discarded` that it does not stand. */
export type DigestStanding =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'addendum' }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'withoutTranscript' }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'corrected'; readonly changes: MinutesChanges };

/** For whom it is written. */
export interface Reader {
  readonly locale: string;
  readonly zone: ZoneName;
}

/** A person's own language and zone where Teams told them, else the project's. */
export function readerOf(person: Person | undefined, project: Project): Reader {
  return { locale: person?.locale ?? project.locale, zone: person?.zone ?? project.zone };
}
