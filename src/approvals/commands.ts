/** What can be said about approvals; every button has its word. */
import type { Command } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { knownAs } from './answerClicks.ts';
import { type Decision, isOpen } from './approval.ts';
import { momentText } from './cards/momentText.ts';
import { ruleText, seatText, standingSentence, standingText } from './cards/words.ts';
import type { ApprovalCommand } from './command.ts';
import { delegate, reassign } from './commandsOnSeats.ts';
import { verifyTyped } from './ledger/verifyTyped.ts';
import { listApprovals } from './listApprovals.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { requestTyped } from './requestTyped.ts';
import { conditionsIn, findApproval, KEY, type Meant } from './speaking.ts';

export function makeApprovalCommands<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
): readonly Command[] {
  const answer = (decision: Decision) => (message: IncomingMessage, rest: string) =>
    answerTyped(ports, approvals, message, rest, decision);
  return [
    {
      words: ['approvals'],
      usage: 'approvals',
      help: 'What waits for a decision in this project.',
      menu: true,
      run: (message) => listApprovals(ports, message, 'project'),
    },
    {
      words: ['approvals mine'],
      usage: 'approvals mine',
      help: 'What waits for your decision, and what you have asked for.',
      run: (message) => listApprovals(ports, message, 'mine'),
    },
    {
      words: ['approvals verify'],
      usage: 'approvals verify',
      help: 'Check the ledger of approvals against its list and its documents.',
      run: (message) => verifyTyped(ports, message),
    },
    {
      words: ['approval'],
      usage: 'approval KEY',
      help: 'Where one approval stands: who has decided, who is awaited.',
      run: (message, rest) => showApproval(ports, message, rest),
    },
    {
      words: ['request approval', 'ask approval', 'ask for approval'],
      usage: 'request approval of "Cutover plan v3" from @PERSON and @PERSON by DAY',
      help: 'Ask people to approve a document or anything else; `from any of`, `from 2 of` or `from 60% of` needs fewer, `expires DAY` ends it.',
      run: (message, rest) => requestTyped(ports, approvals, message, rest),
    },
    {
      words: ['approve'],
      usage: 'approve KEY [COMMENT | with conditions WHAT, @PERSON, by DAY; ...]',
      help: 'Approve, with a comment or with conditions that become actions; each has an owner and a day.',
      run: answer('approve'),
    },
    {
      words: ['reject'],
      usage: 'reject KEY because REASON',
      help: 'Reject; the reason is part of the record.',
      run: answer('reject'),
    },
    {
      words: ['request changes'],
      usage: 'request changes KEY TEXT',
      help: 'Send it back to the person who asked, saying what must change.',
      run: answer('request-changes'),
    },
    { words: ['abstain'], usage: 'abstain KEY', help: 'Neither approve nor reject.', run: answer('abstain') },
    {
      words: ['recuse'],
      usage: 'recuse KEY',
      help: 'Step back from a decision, such as for a conflict of interest.',
      run: answer('recuse'),
    },
    {
      words: ['withdraw'],
      usage: 'withdraw KEY',
      help: 'Take back what you asked approval for.',
      run: (message, rest) =>
        runTyped(ports, approvals, message, rest, async ({ approval }, words) => ({
          type: 'withdraw',
          by: knownAs(approval, message.from),
          reason: words,
        })),
    },
    {
      words: ['delegate'],
      usage: 'delegate [KEY] to @PERSON [from DAY] until DAY',
      help: 'Name a deputy for one decision, or for all of this project while you are away.',
      run: (message, rest) => delegate(ports, approvals, message, rest),
    },
    {
      words: ['reassign'],
      usage: 'reassign KEY [from @PERSON] to @PERSON',
      help: 'Name another approver (project manager).',
      run: (message, rest) => reassign(ports, approvals, message, rest),
    },
  ];
}

const REST = new RegExp(`^(${KEY})\\b[\\s,:;.-]*([\\s\\S]*)$`);

/** Finds the approval that the words begin with, runs a command on it and says where it stands. */
async function runTyped<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  message: IncomingMessage,
  rest: string,
  commandFor: (meant: Meant, words: string) => Promise<ApprovalCommand | Refusal>,
): Promise<Reply | Refusal> {
  const [, key, words = ''] = REST.exec(rest.trim()) ?? [];
  if (key === undefined)
    return refuse('key-missing', 'Say which one by its key, such as `approve CR-7`; `approvals` lists them.');
  const meant = await findApproval(ports, message, key);
  if (isRefusal(meant)) return meant;
  const command = await commandFor(meant, words.trim());
  if (isRefusal(command)) return command;
  const result = await approvals.run(meant.project, meant.approval.id, command);
  if (isRefusal(result)) return result;
  return { text: standingSentence(result.approval, ports.clock.now()) };
}

function answerTyped<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  message: IncomingMessage,
  rest: string,
  decision: Decision,
): Promise<Reply | Refusal> {
  return runTyped(ports, approvals, message, rest, async ({ project, approval }, words) => {
    const typed =
      /^(?:with (?:the )?conditions?|on (?:the )?conditions?(?: that)?|provided(?: that)?|if)\b[\s:,]*([\s\S]+)$/i.exec(
        words,
      );
    const conditions =
      decision === 'approve' && typed?.[1] !== undefined
        ? await conditionsIn(ports, project, message.from, typed[1], message.mentions)
        : [];
    if (isRefusal(conditions)) return conditions;
    return {
      type: 'answer',
      by: knownAs(approval, message.from),
      decision,
      comment: conditions.length > 0 ? '' : words.replace(/^(?:because|since|as|saying)\b[\s:,]*/i, ''),
      conditions,
      via: 'chat',
    };
  });
}

async function showApproval(
  ports: ApprovalPorts,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const key = new RegExp(`^${KEY}$`).exec(rest.trim())?.[0];
  if (key === undefined)
    return refuse(
      'key-missing',
      'Say which one by its key, such as `approval CR-7`; `approvals` lists them.',
    );
  const meant = await findApproval(ports, message, key);
  if (isRefusal(meant)) return meant;
  const { project, approval } = meant;
  const lines = approval.stages.flatMap((state) => [
    `**${escapeMarkdown(state.stage.name)}** ${escapeMarkdown(ruleText(state.stage.rule, state.seats.length))}`,
    ...state.seats.map(
      (seat) => `- ${escapeMarkdown(seatText(approval, state, seat, (at) => momentText(project, at)))}`,
    ),
  ]);
  const how = isOpen(approval)
    ? `\n\nSay \`approve ${key}\`, \`reject ${key} because ...\` or \`request changes ${key} ...\`.`
    : '';
  return {
    text: `**${escapeMarkdown(approval.subject.key)}** (${escapeMarkdown(approval.subject.title)}), revision ${approval.subject.revision.slice(0, 8)}: ${escapeMarkdown(standingText(approval, ports.clock.now()))}.\n\n${lines.join('\n')}${how}`,
  };
}
