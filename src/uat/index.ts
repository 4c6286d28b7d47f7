/** UAT as a capability: results of test cases, exit criteria, sign-off by the approvals. */
import { z } from 'zod';
import type { ApprovalStores } from '../approvals/index.ts';
import { type Capability, type Command, job } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import { MINUTE_MS } from '../kernel/time.ts';
import { findRowOf, rowsOf, type Speaking, takeKeys, textOf } from '../registers/index.ts';
import type { UatPorts } from './ports.ts';
import { readCycle } from './readCycle.ts';
import { readResult } from './readResult.ts';
import { recordResult } from './recordResult.ts';
import { makeResultAction, showResultForm } from './resultForm.ts';
import { scheduleSession } from './scheduleSession.ts';
import { applySignOff, reopenIfNeeded, requestSignOff, SIGN_OFF_KIND } from './signOff.ts';
import { recordedText, reportText } from './words.ts';

export function makeUatCapability<Stores extends ApprovalStores>(ports: UatPorts<Stores>): Capability {
  ports.approvals.onOutcome(SIGN_OFF_KIND, (stores, project, approval) =>
    applySignOff(ports, stores, project, approval),
  );
  return {
    name: 'uat',
    commands: makeUatCommands(ports),
    cardActions: [makeResultAction(ports)],
    jobs: [
      job({
        name: 'watch-sign-offs',
        schema: z.object({}),
        everyMs: MINUTE_MS,
        run: (_payload, { tenantId }) => watchSignOffs(ports, tenantId),
      }),
    ],
  };
}

/** A sign-off holds until a defect comes or a condition is missed. */
async function watchSignOffs<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  tenantId: TenantId,
): Promise<void> {
  for (const project of await ports.lookup.ofTenant(tenantId)) {
    await ports.transact(tenantId, async (stores) => {
      for (const row of await rowsOf(stores, project, ['uat cycles'])) {
        if (row.values.status === 'Signed off') await reopenIfNeeded(ports, stores, project, row);
      }
    });
  }
}

function makeUatCommands<Stores extends ApprovalStores>(ports: UatPorts<Stores>): readonly Command[] {
  const on =
    (act: (speaking: Speaking, key: string, rest: string) => Promise<Reply | Refusal>): Command['run'] =>
    async (message, text) => {
      const speaking = await ports.registers.speakingIn(message);
      if (isRefusal(speaking)) return speaking;
      const { keys, rest } = takeKeys(text);
      return act(speaking, keys[0] ?? '', rest);
    };
  const record = (result: 'Passed' | 'Failed') =>
    on(async ({ acting, reading }, key, rest) => {
      const read = readResult(rest, reading);
      const recorded = isRefusal(read) ? read : await recordResult(ports, acting, key, { result, ...read });
      return isRefusal(recorded) ? recorded : { text: recordedText(recorded) };
    });
  return [
    {
      words: ['passed', 'pass'],
      usage: 'passed KEY [on DAY] [LINK]',
      help: 'Record that a test case passed; a defect that waits for its retest is closed.',
      run: record('Passed'),
    },
    {
      words: ['failed', 'fail'],
      usage: 'failed KEY [on DAY] [severity N] because TEXT [LINK]',
      help: 'Record that a test case failed; it makes a defect, or opens the one that was retested.',
      run: record('Failed'),
    },
    {
      words: ['result', 'test result'],
      usage: 'result KEY',
      help: 'The form on which to record the result of a test case.',
      run: on((speaking, key) => showResultForm(ports, speaking, key)),
    },
    {
      words: ['uat status'],
      usage: 'uat status KEY',
      help: 'The exit criteria of a UAT cycle as they are now.',
      run: on(({ project }, key) =>
        ports.transact(project.tenantId, async (stores) => {
          const row = await findRowOf(stores, project, 'uat cycles', key, 'UAT-1');
          if (isRefusal(row)) return row;
          const { report } = await readCycle(stores, project, row);
          return {
            text: `**${row.key}** ${escapeMarkdown(textOf(row.values.title))}: ${textOf(row.values.status).toLowerCase()}.\n${reportText(report)}`,
          };
        }),
      ),
    },
    {
      words: ['uat schedule', 'schedule uat'],
      usage: 'uat schedule KEY [from DAY until DAY] [at DAY TIME] [for 90 minutes]',
      help: 'Times when the testers of a UAT cycle are free; with a time it invites them.',
      run: on((speaking, key, rest) => scheduleSession(ports, speaking, key, rest)),
    },
    {
      words: ['sign off', 'sign-off'],
      usage: 'sign off KEY',
      help: 'Ask for the sign-off of a UAT cycle with its exit criteria as they are now.',
      run: on(async ({ acting }, key) => {
        const asked = await requestSignOff(ports, acting, key);
        if (isRefusal(asked)) return asked;
        const { cycle } = asked;
        return { text: `The sign-off of **${cycle.row.key}** is asked for.\n${reportText(cycle.report)}` };
      }),
    },
  ];
}
