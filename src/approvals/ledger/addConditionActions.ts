/** Each condition of an approval becomes an action with its owner and its date. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import { deterministicId } from '../../kernel/deterministicId.ts';
import { isRefusal } from '../../kernel/errors.ts';
import type { Project } from '../../projects/index.ts';
import { actions, type RowToAdd } from '../../registers/index.ts';
import type { Approval } from '../approval.ts';
import { conditionText } from '../cards/words.ts';
import type { ApprovalPorts, ApprovalStores } from '../ports.ts';

export async function addConditionActions(
  { registers, logger }: Pick<ApprovalPorts, 'registers' | 'logger'>,
  stores: ApprovalStores,
  project: Project,
  approval: Approval,
): Promise<void> {
  const rows = approval.conditions.map(
    ({ text, owner, due }, index): RowToAdd => ({
      definition: actions,
      rowId: deterministicId('approval-condition', approval.id, String(index)),
      values: {
        title: text,
        owners: owner === null ? [] : [{ personId: owner.id, name: owner.name }],
        due,
        source: 'Chat',
        notes: `Condition of the approval of ${approval.subject.key} (${approval.subject.title}).`,
        ...(isRowKey(approval.subject.key) ? { related: [approval.subject.key] } : {}),
      },
    }),
  );
  if (rows.length === 0) return;
  const acting = { project, person: approval.requester, source: { kind: 'docket' } } as const;
  const added = await registers.addRowsIn(stores, acting, rows);
  // The decision stands; an action that the register does not take must not take it back.
  if (isRefusal(added)) {
    logger.error('The conditions of an approval could not be made actions.', { code: added.code });
    const lines = approval.conditions.map((each) => `- ${escapeMarkdown(conditionText(each))}`).join('\n');
    await stores.outbox.post({
      key: `approval:${approval.id}:conditions`,
      to: { personId: project.projectManagerId },
      reply: {
        text: `**${escapeMarkdown(approval.subject.key)}** is approved with conditions that could not be made actions: ${escapeMarkdown(added.reason)} Add them by hand:\n${lines}`,
      },
    });
  }
}

const isRowKey = (key: string): boolean => /^[A-Z]{1,4}-\d{1,9}$/.test(key) && !key.startsWith('AP-');
