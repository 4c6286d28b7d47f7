/** A change request: the content that is decided on, and what Docket keeps of its way from raised to closed. */
import type { PersonId, ProjectId, RowKey } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { type FieldValue, isMoney, type RowValues, registerOfName } from '../registers/index.ts';
import type { ImplementationTask } from './readTasks.ts';

export const CHANGE_KIND = 'change-request';
export const changesRegister = registerOfName('changes');

export type Category = 'Standard' | 'Normal' | 'Emergency';
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Fields of the register that are decided on; an edit of one of them asks again. */
export const CONTENT_FIELDS = [
  'title',
  'category',
  'description',
  'reason',
  'scopeImpact',
  'scheduleImpactDays',
  'milestones',
  'costImpact',
  'budgetLine',
  'qualityImpact',
  'riskImpact',
  'options',
  'rollback',
  'tasks',
  'documents',
  'plannedFor',
] as const;

/** Values of the content fields, null where there are none. */
export type ChangeContent = Readonly<Record<(typeof CONTENT_FIELDS)[number], FieldValue>>;

export function contentOf(values: RowValues): ChangeContent {
  return Object.fromEntries(CONTENT_FIELDS.map((name) => [name, tidy(values[name])])) as ChangeContent;
}

/** An empty value is null, and the order of keys does not count. */
function tidy(value: FieldValue | undefined): FieldValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim() || null;
  if (!Array.isArray(value)) return value;
  if (value.length === 0) return null;
  return typeof value[0] === 'string' ? ([...value].sort() as readonly string[]) : value;
}

export const categoryOf = ({ category }: ChangeContent): Category =>
  category === 'Standard' || category === 'Emergency' ? category : 'Normal';
export const daysOf = ({ scheduleImpactDays }: ChangeContent): number | null =>
  typeof scheduleImpactDays === 'number' ? scheduleImpactDays : null;
export const costOf = ({ costImpact }: ChangeContent): Money | null =>
  costImpact !== null && isMoney(costImpact) ? costImpact : null;
export const keysOf = (value: FieldValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

export type ChangeStatus =
  | 'Raised'
  | 'In assessment'
  | 'Submitted'
  | 'To be ratified'
  | 'Approved'
  | 'Implemented'
  | 'Verified'
  | 'Closed'
  | 'Rejected'
  | 'Withdrawn';

/** What an assessor answers; a dimension that was left out is null. */
export interface Assessment {
  readonly scope: string | null;
  readonly days: number | null;
  readonly cost: Money | null;
  readonly quality: string | null;
  readonly risk: string | null;
}

export interface Named {
  readonly id: PersonId;
  readonly name: string;
}

export interface Assessor {
  readonly person: Named;
  readonly askedAt: Instant;
  readonly due: string | null;
  readonly answer: Assessment | null;
  readonly answeredAt: Instant | null;
}

/** What Docket keeps of a change request beside its row. */
export interface ChangeControl {
  readonly changeId: string;
  readonly projectId: ProjectId;
  readonly key: RowKey;
  /** Where it stands by the record; a status set by hand in SharePoint is put back to it. */
  readonly status: ChangeStatus;
  readonly assessors: readonly Assessor[];
  /** What was last put to a decision, its hash, by whom, and how often. */
  readonly asked: {
    readonly content: ChangeContent;
    readonly hash: string;
    readonly by: Named;
    readonly round: number;
    readonly tasks: readonly ImplementationTask[];
  } | null;
  /** Hash of an edit after the approval that was told of. */
  readonly toldOf: string | null;
  readonly isRatified: boolean;
  readonly implementedBy: Named | null;
  /** The number of the baseline that it made. */
  readonly baseline: number | null;
}

const CLOSED: readonly ChangeStatus[] = ['Closed', 'Rejected', 'Withdrawn'];
export const isClosedChange = ({ status }: Pick<ChangeControl, 'status'>): boolean => CLOSED.includes(status);

export const newControl = (changeId: string, projectId: ProjectId, key: RowKey): ChangeControl => ({
  changeId,
  projectId,
  key,
  status: 'Raised',
  assessors: [],
  asked: null,
  toldOf: null,
  isRatified: false,
  implementedBy: null,
  baseline: null,
});
