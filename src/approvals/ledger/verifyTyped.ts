/** `approvals verify` in the chat. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../../kernel/chat.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { refuseUnlessAllowed } from '../../registers/index.ts';
import type { ApprovalPorts } from '../ports.ts';
import { reportText, verifyLedger } from './verifyLedger.ts';

export async function verifyTyped(ports: ApprovalPorts, message: IncomingMessage): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if ('refused' in project) return project;
  const denied = refuseUnlessAllowed(await ports.projects.roleOf(project, message.from.id), 'verifyLedger');
  if (denied !== null) return denied;
  return {
    text: escapeMarkdown(
      reportText(await verifyLedger({ ...ports, readText: ports.documents.readText }, project)),
    ),
  };
}
