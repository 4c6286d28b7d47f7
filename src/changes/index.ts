/** Change control as a capability: raising, assessing, deciding by the approvals, carrying out. */
import { z } from 'zod';
import { type Capability, type CardAction, cardAction, job } from '../kernel/capability.ts';
import type { CardClick, ClickAnswer } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import { asProjectId } from '../kernel/ids.ts';
import { MINUTE_MS } from '../kernel/time.ts';
import { applyOutcome } from './applyOutcome.ts';
import { answerAssessment } from './assessChange.ts';
import { cardOfChange } from './cardOfChange.ts';
import { assessmentCard } from './cards/assessmentView.ts';
import { type Step, takeStep } from './carryOut.ts';
import { CHANGE_KIND } from './changeRequest.ts';
import { makeChangeCommands } from './commands.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { readForm } from './readAssessment.ts';
import { findChange } from './rowWork.ts';
import { submitChange } from './submitChange.ts';
import { watchChanges } from './watchChanges.ts';
import { CHANGE_LOG_JOB, writeChangeLog } from './writeChangeLog.ts';

export type { ChangePorts, ChangeStore, ChangeStores } from './ports.ts';

const onChange = { projectId: z.string().max(64), key: z.string().max(16) };
const stepSchema = z.object({
  ...onChange,
  step: z.enum(['submit', 'implemented', 'verified', 'closed']),
});
const words = z.string().max(2000).default('');
const assessSchema = z.object({
  ...onChange,
  scope: words,
  days: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), words),
  cost: words,
  quality: words,
  risk: words,
});

export function makeChangesCapability<Stores extends ChangeStores>(ports: ChangePorts<Stores>): Capability {
  ports.approvals.onOutcome(CHANGE_KIND, (stores, project, approval) =>
    applyOutcome(ports, stores, project, approval),
  );
  return {
    name: 'changes',
    commands: makeChangeCommands(ports),
    cardActions: makeChangeActions(ports),
    jobs: [
      job({
        name: 'watch-changes',
        schema: z.object({}),
        everyMs: MINUTE_MS,
        run: (_payload, { tenantId }) => watchChanges(ports, tenantId),
      }),
      job({
        name: CHANGE_LOG_JOB,
        schema: z.object({ projectId: z.string().transform(asProjectId) }),
        run: ({ projectId }, { tenantId }) => writeChangeLog(ports, tenantId, projectId),
      }),
    ],
  };
}

function makeChangeActions<Stores extends ChangeStores>(ports: ChangePorts<Stores>): readonly CardAction[] {
  return [
    cardAction<z.output<typeof stepSchema>>({
      verb: 'change.step',
      schema: stepSchema,
      run: (click, data) => stepClicked(ports, click, data),
    }),
    cardAction<z.output<typeof assessSchema>>({
      verb: 'change.assess',
      schema: assessSchema,
      run: (click, data) => assessClicked(ports, click, data),
    }),
  ];
}

/** A card that is out of date shows how the change stands, with why the click did nothing. */
async function stepClicked<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  click: CardClick,
  { projectId, key, step }: z.output<typeof stepSchema>,
): Promise<ClickAnswer | Refusal> {
  const speaking = await ports.registers.clickingOn(click, projectId);
  if (isRefusal(speaking)) return speaking;
  const done =
    step === 'submit'
      ? await submitChange(ports, speaking.acting, key)
      : await takeStep(ports, speaking.acting, key, step satisfies Step);
  const shown = await cardOfChange(ports, speaking, key, isRefusal(done) ? done.reason : undefined);
  if (isRefusal(shown)) return shown;
  return shown.card === undefined ? { text: shown.text ?? '' } : { card: shown.card };
}

/** What was filled in is kept when it cannot be taken. */
async function assessClicked<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  click: CardClick,
  { projectId, key, ...given }: z.output<typeof assessSchema>,
): Promise<ClickAnswer | Refusal> {
  const speaking = await ports.registers.clickingOn(click, projectId);
  if (isRefusal(speaking)) return speaking;
  const { project } = speaking;
  const answer = readForm(given, speaking.reading);
  const done = isRefusal(answer) ? answer : await answerAssessment(ports, speaking.acting, key, answer);
  if (!isRefusal(done)) {
    const more = done.awaited.length === 0 ? '' : ` Still awaited: ${done.awaited.join(', ')}.`;
    return { text: `Your assessment of ${done.row.key} is kept.${more}` };
  }
  const found = await ports.transact(project.tenantId, (stores) => findChange(stores, project, key));
  if (isRefusal(found) || done.code === 'not-assessor' || done.code === 'change-decided') return done;
  return {
    card: assessmentCard({ project, row: found.row, by: '', due: null, given, problem: done.reason }),
  };
}
