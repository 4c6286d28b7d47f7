/** People as Entra knows them, and as a project knows them. */
import type { PersonId } from './ids.ts';
import type { ZoneName } from './time.ts';

/** A person whose identity was verified (signed activity) or read from the directory. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly mail?: string;
  /** Teams' per-bot id (`29:...`), where an activity or a roster gave it; mentions and card refresh need it. */
  readonly teamsId?: string;
  readonly isGuest?: boolean;
  /** Language and zone of their Teams, where an activity told them. */
  readonly locale?: string;
  readonly zone?: ZoneName;
}

/** A person on a project's roster. */
export interface RosterMember extends Person {
  /** Owns the team in Teams, and with it its site. */
  readonly isOwner?: boolean;
  readonly givenName?: string;
  readonly surname?: string;
  readonly nicknames?: readonly string[];
  readonly department?: string;
  readonly jobTitle?: string;
}
