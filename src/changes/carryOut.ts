/** After the decision: implemented, verified, closed; and withdrawn before it. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { Acting } from '../registers/index.ts';
import { CHANGE_KIND, type ChangeControl, type ChangeStatus } from './changeRequest.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { type FoundChange, moveChange, workOnChange } from './rowWork.ts';
import { CHANGE_LOG_JOB } from './writeChangeLog.ts';

export type Step = 'implemented' | 'verified' | 'closed' | 'withdrawn';

const FROM: Readonly<Record<Step, readonly ChangeStatus[]>> = {
  implemented: ['Approved', 'To be ratified'],
  verified: ['Implemented'],
  closed: ['Verified'],
  withdrawn: ['Raised', 'In assessment', 'Submitted'],
};
const TO: Readonly<Record<Step, ChangeStatus>> = {
  implemented: 'Implemented',
  verified: 'Verified',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};
const NEXT: Readonly<Partial<Record<ChangeStatus, string>>> = {
  Raised: '`submit KEY` puts it to a decision',
  'In assessment': '`submit KEY` puts it to a decision',
  Submitted: 'it waits for its decision',
  'To be ratified': '`implemented KEY` says that it is carried out, and the change board ratifies it',
  Approved: '`implemented KEY` says that it is carried out',
  Implemented: '`verified KEY` says that somebody else has seen it work',
  Verified: '`close change KEY` closes it',
};

/** What comes next for a change, in words. */
export const nextStep = (status: ChangeStatus, key: string): string =>
  (NEXT[status] ?? 'nothing is left to do').replace('KEY', key);

export async function takeStep<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  acting: Acting,
  key: string,
  step: Step,
  comment = '',
): Promise<ChangeControl | Refusal> {
  const { project, person } = acting;
  return workOnChange(ports, acting, key, async (stores, found) => {
    const refused = refuseStep(found, person.id, step);
    if (refused !== null) return refused;
    const { row, control } = found;
    if (step === 'withdrawn') {
      const reason = comment === '' ? `${person.name} withdrew ${row.key}.` : comment;
      await ports.approvals.supersedeIn(stores, project, { kind: CHANGE_KIND, id: row.rowId }, reason);
    }
    // What is carried out before the board has ratified it stays to be ratified.
    const waits = step === 'implemented' && control.status === 'To be ratified';
    const moved = await moveChange(ports, stores, acting, found, waits ? 'To be ratified' : TO[step], {
      note: `${TO[step]}${comment === '' ? '' : `: ${comment}`}`,
      ...(step === 'implemented' ? { control: { implementedBy: { id: person.id, name: person.name } } } : {}),
    });
    await stores.jobs.send(CHANGE_LOG_JOB, { projectId: project.id }, { key: project.id });
    return moved;
  });
}

function refuseStep({ row, control }: FoundChange, personId: string, step: Step): Refusal | null {
  if (!FROM[step].includes(control.status)) {
    return refuse(
      'step-not-next',
      `${row.key} is ${control.status.toLowerCase()}: ${nextStep(control.status, row.key)}.`,
    );
  }
  if (step === 'verified' && control.implementedBy?.id === personId)
    return refuse('own-work', `You carried ${row.key} out; somebody else verifies it.`);
  return null;
}
