/** Who may do what in the registers: the one table, and the one place that asks it. */
import type { Refusal } from '../kernel/errors.ts';
import { refuse } from '../kernel/errors.ts';

/** From most to least; a guest or somebody outside the project is a viewer. */
export type Role = 'project manager' | 'coordinator' | 'approver' | 'member' | 'viewer';

export type Act =
  | 'read'
  | 'add'
  | 'changeOwn'
  | 'changeAny'
  | 'comment'
  | 'delete'
  | 'rebaseline'
  | 'bulk'
  | 'import'
  | 'export'
  | 'setUp'
  | 'publishMinutes'
  | 'requestApproval'
  | 'reassignApprover'
  | 'verifyLedger'
  | 'submitChange'
  | 'setChangeRules'
  | 'scheduleUat'
  | 'openGate'
  | 'setGateRules';

/** `changeOwn` is for rows that the person owns or added. */
export const permissions: Readonly<Record<Act, readonly Role[]>> = {
  read: ['project manager', 'coordinator', 'approver', 'member', 'viewer'],
  add: ['project manager', 'coordinator', 'approver', 'member'],
  changeOwn: ['project manager', 'coordinator', 'approver', 'member'],
  comment: ['project manager', 'coordinator', 'approver', 'member'],
  export: ['project manager', 'coordinator', 'approver', 'member'],
  changeAny: ['project manager', 'coordinator'],
  delete: ['project manager', 'coordinator'],
  rebaseline: ['project manager'],
  bulk: ['project manager', 'coordinator'],
  import: ['project manager', 'coordinator'],
  setUp: ['project manager', 'coordinator'],
  publishMinutes: ['project manager', 'coordinator'],
  requestApproval: ['project manager', 'coordinator', 'approver', 'member'],
  reassignApprover: ['project manager'],
  verifyLedger: ['project manager', 'coordinator', 'approver'],
  submitChange: ['project manager', 'coordinator'],
  setChangeRules: ['project manager'],
  scheduleUat: ['project manager', 'coordinator'],
  openGate: ['project manager', 'coordinator'],
  setGateRules: ['project manager'],
};

const actWords: Readonly<Record<Act, string>> = {
  read: 'read the registers',
  add: 'add rows',
  changeOwn: 'change rows that they own',
  changeAny: 'change rows of other people',
  comment: 'comment',
  delete: 'delete or restore rows',
  rebaseline: 'change a baseline',
  bulk: 'change many rows at once',
  import: 'import a file',
  export: 'export the registers',
  setUp: 'set up the project',
  publishMinutes: 'change, publish or discard minutes',
  requestApproval: 'ask for an approval',
  reassignApprover: 'name another approver',
  verifyLedger: 'check the ledger of approvals',
  submitChange: 'move a change request of other people on',
  setChangeRules: 'set who decides on changes',
  scheduleUat: 'schedule UAT and ask for its sign-off',
  openGate: 'evaluate a go-live gate and put it to the board',
  setGateRules: 'set by what the go-live gate measures and who decides',
};

export function mayDo(role: Role, act: Act): boolean {
  return permissions[act].includes(role);
}

/** Null when the role may do it; else a refusal that names who may. */
export function refuseUnlessAllowed(role: Role, act: Act): Refusal | null {
  if (mayDo(role, act)) return null;
  const whoMay = listRoles(permissions[act]);
  return refuse('not-allowed', `You may not ${actWords[act].replace('they', 'you')}; ${whoMay} may.`, whoMay);
}

function listRoles(roles: readonly Role[]): string {
  const names = roles.map((role) => `the ${role}`);
  const last = names.at(-1) ?? 'nobody';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
