/** Identifiers. A branded string cannot be passed where another kind of identifier is meant. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Entra tenant id (a GUID). */
export type TenantId = Branded<'TenantId'>;
/** Docket's own project id. */
export type ProjectId = Branded<'ProjectId'>;
/** Entra object id of a person (`aadObjectId` in activities, `id` in Graph). */
export type PersonId = Branded<'PersonId'>;
/** Docket's own meeting id: one sitting of one online meeting. */
export type MeetingId = Branded<'MeetingId'>;
/** Human key of a register row, such as `A-12`, `R-3` or `CR-7`. Never reused. */
export type RowKey = Branded<'RowKey'>;

export const asTenantId = (value: string): TenantId => value as TenantId;
export const asProjectId = (value: string): ProjectId => value as ProjectId;
export const asPersonId = (value: string): PersonId => value as PersonId;
export const asMeetingId = (value: string): MeetingId => value as MeetingId;
export const asRowKey = (value: string): RowKey => value.toUpperCase() as RowKey;

/** Source of new identifiers and of jitter, passed in so that tests repeat. */
export interface Random {
  /** A new GUID, lower case. */
  uuid(): string;
  /** A number in [0, 1). */
  number(): number;
}
