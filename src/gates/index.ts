/** The go-live gate as a capability: the checklist as it is, and the board's decision on it by the approvals. */
import { type Approval, type ApprovalStores, type Approvals, makeSubject } from '../approvals/index.ts';
import type { Capability } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { Project } from '../projects/index.ts';
import { type Registers, refuseUnlessAllowed, type Speaking } from '../registers/index.ts';
import { type CheckedRow, evaluateGate, type Finding, type GateReport, type Outcome } from './checklist.ts';

export interface GatePorts<Stores extends ApprovalStores = ApprovalStores> {
  readonly transact: Transact<Stores>;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
}

const GATE_KIND = 'go-live-gate';
const GATE_KEY = 'GATE-1';
const DECISION_DAYS = 3;
/** More rows than a project has; a bound, not a page. */
const ALL = 30_000;
const REGISTERS = [
  'uat cycles',
  'defects',
  'changes',
  'actions',
  'risks',
  'documents',
  'onboarding',
  'budget',
];
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  go: 'GO',
  'go-with-conditions': 'GO WITH CONDITIONS',
  'no-go': 'NO-GO',
};

export function makeGatesCapability<Stores extends ApprovalStores>(ports: GatePorts<Stores>): Capability {
  ports.approvals.onOutcome(GATE_KIND, tellOutcome);
  const on =
    (act: (speaking: Speaking, rest: string) => Promise<Reply | Refusal>) =>
    async (message: Parameters<Registers['speakingIn']>[0], rest: string) => {
      const speaking = await ports.registers.speakingIn(message);
      return isRefusal(speaking) ? speaking : act(speaking, rest.trim());
    };
  return {
    name: 'gates',
    commands: [
      {
        words: ['go-live gate', 'go live gate', 'gate'],
        usage: 'go-live gate',
        help: 'The go-live checklist as it is now, with each reason: GO, GO WITH CONDITIONS or NO-GO.',
        run: on(async ({ project }) => ({
          text: reportText(
            evaluateGate(await ports.transact(project.tenantId, (stores) => readRows(stores, project))),
          ),
        })),
      },
      {
        words: ['ask go-live', 'ask go live'],
        usage: 'ask go-live [because REASON]',
        help: 'Put the go-live to the change board; against a NO-GO only with a reason, which the record prints.',
        run: on((speaking, rest) => askBoard(ports, speaking, rest.replace(/^(?:because|since)[\s ]+/i, ''))),
      },
    ],
  };
}

async function readRows({ registers }: ApprovalStores, project: Project): Promise<readonly CheckedRow[]> {
  const query = { projectId: project.id, registers: REGISTERS, where: [], sort: [], offset: 0, limit: ALL };
  return (await registers.findRows(query)).rows;
}

async function askBoard<Stores extends ApprovalStores>(
  ports: GatePorts<Stores>,
  { project, acting, role }: Speaking,
  reason: string,
): Promise<Reply | Refusal> {
  const denied = refuseUnlessAllowed(role, 'openGate');
  if (denied !== null) return denied;
  const policy = await ports.approvals.resolvePolicy(project, {
    name: 'Go-live',
    stages: [
      {
        name: 'Go-live board',
        approvers: [{ kind: 'group', group: 'change board' }],
        rule: { kind: 'quorum', percent: 51 },
        deadline: { workingDays: DECISION_DAYS },
      },
    ],
  });
  return ports.transact(project.tenantId, async (stores) => {
    const report = evaluateGate(await readRows(stores, project));
    if (report.outcome === 'no-go' && reason === '') {
      const blocking = report.findings.filter(({ weight }) => weight === 'blocks').map(findingText);
      return refuse(
        'gate-no-go',
        `The checklist says NO-GO (${blocking.join(' ')}). To put it to the board nevertheless, say \`ask go-live because REASON\`; the reason is printed on the record.`,
      );
    }
    const override =
      report.outcome === 'no-go'
        ? [{ title: 'Override of NO-GO', value: `${reason} (${acting.person.name})` }]
        : [];
    const subject = makeSubject({
      kind: GATE_KIND,
      id: `gate/${project.id}`,
      key: GATE_KEY,
      title: `Go-live of ${project.name}`,
      facts: [
        { title: 'Checklist', value: OUTCOMES[report.outcome] },
        ...override,
        ...report.findings.map((finding) => ({ title: finding.check, value: findingText(finding) })),
      ],
      link: project.siteUrl,
    });
    const asked = await ports.approvals.requestIn(stores, { project, subject, policy, by: acting.person });
    if (isRefusal(asked)) return asked;
    return { text: `The go-live is put to the board as **${GATE_KEY}**.\n${reportText(report)}` };
  });
}

/** `Open with severity 1: DEF-1, DEF-3.` */
function findingText({ reason, keys, weight }: Finding): string {
  const words = { met: 'Met', condition: 'Condition', blocks: 'Blocks' }[weight];
  return `${words}. ${reason}${keys.length === 0 ? '' : ` (${keys.join(', ')})`}`;
}

const reportText = ({ outcome, findings }: GateReport): string =>
  [`**${OUTCOMES[outcome]}**`, ...findings.map((each) => `- ${each.check}: ${findingText(each)}`)].join('\n');

async function tellOutcome(
  { outbox }: ApprovalStores,
  { places: [place] }: Project,
  { id, status, subject, closedBecause, conditions }: Approval,
): Promise<void> {
  if (place === undefined) return;
  const override = subject.facts.find(({ title }) => title.startsWith('Override'));
  const outcome =
    status === 'approved'
      ? conditions.length > 0
        ? OUTCOMES['go-with-conditions']
        : OUTCOMES.go
      : OUTCOMES['no-go'];
  const parts = [
    `**${outcome}**: ${escapeMarkdown(subject.title)} is ${status.replace('-', ' ')}.`,
    ...(closedBecause === '' ? [] : [escapeMarkdown(closedBecause)]),
    ...(override === undefined ? [] : [`Override of the checklist: ${escapeMarkdown(override.value)}`]),
  ];
  await outbox.post({ key: `gate:${id}:${status}`, to: place, reply: { text: parts.join('\n\n') } });
}
