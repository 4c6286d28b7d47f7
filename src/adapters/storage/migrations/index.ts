/** The migrations in their order. Never edit one that has been released: add the next. */
import type { Queryable } from '../database.ts';
import { chat } from './0001-chat.ts';
import { meetings } from './0002-meetings.ts';
import { people } from './0003-people.ts';
import { registers } from './0004-registers.ts';
import { addenda } from './0005-addenda.ts';
import { registerFiles } from './0006-register-files.ts';
import { approvals } from './0007-approvals.ts';
import { digests } from './0008-digests.ts';
import { changes } from './0009-changes.ts';
import { reviewEdits } from './0011-reviewEdits.ts';
import { begunMessages } from './0012-begunMessages.ts';
import { projectWriters } from './0013-projectWriters.ts';
import { rowCards } from './0014-rowCards.ts';
import { rowRanks } from './0015-rowRanks.ts';
import { projectRosters } from './0016-projectRosters.ts';
import { deliveryProblems } from './0017-deliveryProblems.ts';
import { rowNames } from './0018-rowNames.ts';
import { rowOrder } from './0019-rowOrder.ts';

export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  /** Fills what SQL cannot work out, after the statements and in the same transaction. */
  readonly afterwards?: (transaction: Queryable) => Promise<void>;
}

export const migrations: readonly Migration[] = [
  chat,
  meetings,
  people,
  registers,
  addenda,
  registerFiles,
  approvals,
  digests,
  reviewEdits,
  changes,
  begunMessages,
  projectWriters,
  rowCards,
  rowRanks,
  projectRosters,
  deliveryProblems,
  rowNames,
  rowOrder,
];
