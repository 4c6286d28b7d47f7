/** The registers' one door. */
import type { Capability } from '../kernel/capability.ts';
import type { Card } from '../kernel/cards.ts';
import type { CardClick, IncomingMessage } from '../kernel/chat.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Day, Instant } from '../kernel/time.ts';
import type { MilestoneDate, Project } from '../projects/project.ts';
import type { Acting } from './acting.ts';
import { addRow, addRowsIn, type RowToAdd } from './addRow.ts';
import { formCard } from './cards/formView.ts';
import { type ChangedRow, changeRow, changeRowIn, findRow } from './changeRow.ts';
import { closeRow } from './closeRow.ts';
import { makeCommands } from './commands/makeCommands.ts';
import { clickingOn, type Speaking, speakingIn } from './commands/speaking.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { makeRegisterJobs } from './jobs.ts';
import { makeCardActions } from './makeCardActions.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import { type Provisioned, provisionRegisters } from './provisionRegisters.ts';
import { milestoneDates, openActions, stakeholdersOf } from './readRows.ts';
import type { Nudge } from './reminders/findNudges.ts';
import { markReminded, nudgesOf } from './reminders/nudgePeople.ts';
import type { RegisterRow } from './store.ts';
import { type SyncReport, syncList } from './syncList.ts';

export type { Acting } from './acting.ts';
export type { RowToAdd } from './addRow.ts';
export type { ChangedRow } from './changeRow.ts';
export { takeKeys } from './commands/keys.ts';
export { type ReadingContext, readFieldValue, readPeople } from './commands/readField.ts';
export { readValues } from './commands/readValues.ts';
export { refuseFormDay, refuseUnsaidDay } from './commands/saidDays.ts';
export type { Speaking } from './commands/speaking.ts';
export type { FieldValue, RegisterDefinition, RowPerson, RowValues } from './definition.ts';
export { actions } from './definitions/actions.ts';
export { byDocket, withLine } from './docketActing.ts';
export { registerOfName } from './findRegister.ts';
export { mayDo, refuseUnlessAllowed } from './permissions.ts';
export type {
  ListRef,
  ListRow,
  ProjectLibrary,
  RegisterLists,
  RegisterPorts,
  RegisterStores,
  RowWrite,
} from './ports.ts';
export { readDay } from './readDay.ts';
export type { DueRow, Nudge } from './reminders/findNudges.ts';
export { findRowOf, rowsOf } from './rowsIn.ts';
export { SYNC_JOB } from './sendWriteJob.ts';
export { showDay, showMoney, showValue } from './showValue.ts';
export { withStakeholderRoles } from './stakeholderRoles.ts';
export type { RegisterRow } from './store.ts';
export { isMoney, peopleOf, textOf } from './values.ts';

type InTransaction = Pick<RegisterStores, 'registers' | 'jobs'>;

/** What other capabilities may ask of the registers. Permission is asked for where a `Refusal` may say so. */
export interface Registers {
  /** Creates or repairs the project's lists; the site's id is to be kept in the project. */
  provision(project: Project, definitions?: readonly RegisterDefinition[]): Promise<Provisioned>;
  addRow(acting: Acting, row: RowToAdd): Promise<RegisterRow | Refusal>;
  changeRow(acting: Acting, key: string, changes: RowValues): Promise<ChangedRow | Refusal>;
  closeRow(acting: Acting, key: string, status?: string): Promise<ChangedRow | Refusal>;
  /**
   * Adds rows in the caller's transaction, all or none, in the order given. The caller has asked for permission. With
   * a `rowId` of the caller a row is added once, however often it is asked for.
   */
  addRowsIn(
    stores: InTransaction,
    acting: Acting,
    rows: readonly RowToAdd[],
  ): Promise<readonly RegisterRow[] | Refusal>;
  /** Changes a row by its key in the caller's transaction; the caller has asked for permission. */
  changeRowIn(
    stores: InTransaction,
    acting: Acting,
    key: string,
    changes: RowValues,
  ): Promise<ChangedRow | Refusal>;
  /** Open actions by due date. */
  openActions(project: Project): Promise<readonly RegisterRow[]>;
  /** Milestones that are not cancelled, with the day expected now. */
  milestones(project: Project): Promise<readonly MilestoneDate[]>;
  /** Stakeholders with a role, such as `Sponsor`. */
  stakeholders(project: Project, role: string): Promise<readonly RegisterRow[]>;
  /** Rows by key, in the order of the keys; unknown keys are left out. */
  rowsByKey(project: Project, keys: readonly string[]): Promise<readonly RegisterRow[]>;
  /** Whom to remind of which rows of the project today. */
  nudges(project: Project): Promise<readonly Nudge[]>;
  /** Notes in the caller's transaction that a person was told of their rows that day, so that they are not reminded. */
  markReminded(
    stores: Pick<RegisterStores, 'registers'>,
    all: readonly Project[],
    personId: PersonId,
    day: Day,
  ): Promise<void>;
  /** Rows that were changed since, the newest first; deleted ones too. */
  changedRows(project: Project, since: Instant, limit: number): Promise<readonly RegisterRow[]>;
  /** Who speaks on which project, and what their words may depend on. */
  speakingIn(message: IncomingMessage): Promise<Speaking | Refusal>;
  /** The same for a click on a card that names its project. */
  clickingOn(click: CardClick, projectId: string): Promise<Speaking | Refusal>;
  /** The empty form for a new row. */
  newForm(speaking: Speaking, definition: RegisterDefinition): Card;
  /** Reads a list's changes now (the list subscription's notification calls it through its job). */
  syncList(project: Project, register: string): Promise<SyncReport>;
}

export function makeRegistersCapability(ports: RegisterPorts): Capability & Registers {
  return {
    name: 'registers',
    commands: makeCommands(ports),
    cardActions: makeCardActions(ports),
    jobs: makeRegisterJobs(ports),
    provision: (project, definitions) => provisionRegisters(ports, project, definitions),
    addRow: (acting, row) => addRow(ports, acting, row),
    changeRow: (acting, key, changes) => changeRow(ports, acting, key, changes),
    closeRow: (acting, key, status) => closeRow(ports, acting, key, status),
    addRowsIn: (stores, acting, rows) => addRowsIn(stores, ports, acting, rows),
    async changeRowIn(stores, acting, key, changes) {
      const found = await findRow(stores, acting, key);
      return 'refused' in found ? found : changeRowIn(stores, ports, acting, found, changes);
    },
    openActions: (project) => openActions(ports, project),
    milestones: (project) => milestoneDates(ports, project),
    stakeholders: (project, role) => stakeholdersOf(ports, project, role),
    rowsByKey: (project, keys) =>
      ports.transact(project.tenantId, async (stores) => {
        const found = await Promise.all(
          keys.map((key) => findRow(stores, { project }, key, { deleted: true, lock: false })),
        );
        return found.flatMap((each) => ('refused' in each ? [] : [each.row]));
      }),
    nudges: (project) => nudgesOf(ports, project),
    markReminded,
    changedRows: (project, since, limit) =>
      ports.transact(project.tenantId, ({ registers }) => registers.changedSince(project.id, since, limit)),
    speakingIn: (message) => speakingIn(ports, message),
    clickingOn: (click, projectId) => clickingOn(ports, click, projectId),
    newForm: (speaking, definition) =>
      formCard({ ...speaking, definition, row: null, today: speaking.reading.today, isPosted: true }),
    syncList: ({ tenantId, id }, register) => syncList(ports, { tenantId, projectId: id, register }),
  };
}
