/** The go-live gate as a capability: the checklist as it is, and the board's decision on it by the approvals. */
import { type Approval, type ApprovalStores, type Approvals, makeSubject } from '../approvals/index.ts';
import type { Capability } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Transact } from '../kernel/transaction.ts';
import { gatePolicyOf, type Project } from '../projects/index.ts';
import { type Registers, refuseUnlessAllowed, type Speaking } from '../registers/index.ts';
import { evaluateGate, type Finding, type GateReport, type Outcome } from './checklist.ts';
import { type GateStores, gateRules, RULES_USAGE } from './gateRules.ts';
import { type LinkedRow, linkRows } from './linkRows.ts';

export interface GatePorts<Stores extends GateStores = GateStores> {
  readonly transact: Transact<Stores>;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
}

const GATE_KIND = 'go-live-gate';
const GATE_KEY = 'GATE-1';
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

export function makeGatesCapability<Stores extends GateStores>(ports: GatePorts<Stores>): Capability {
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
        run: on(({ project }) =>
          ports.transact(project.tenantId, async (stores) => ({
            text: reportText(await readGate(stores, project)),
          })),
        ),
      },
      {
        words: ['gate rules', 'go-live rules'],
        usage: RULES_USAGE,
        help: 'By what the go-live gate measures and who decides (project manager).',
        run: on((speaking, rest) => gateRules(ports, speaking, rest)),
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

interface Gate {
  readonly report: GateReport;
  readonly linked: ReadonlyMap<string, LinkedRow>;
}

async function readGate(stores: GateStores, project: Project): Promise<Gate> {
  const query = { projectId: project.id, registers: REGISTERS, where: [], sort: [], offset: 0, limit: ALL };
  const { rows } = await stores.registers.findRows(query);
  const current = (await stores.projects.get(project.id)) ?? project;
  return {
    report: evaluateGate(rows, gatePolicyOf(current)),
    linked: await linkRows(stores, project, rows),
  };
}

async function askBoard<Stores extends GateStores>(
  ports: GatePorts<Stores>,
  { project, acting, role }: Speaking,
  reason: string,
): Promise<Reply | Refusal> {
  const denied = refuseUnlessAllowed(role, 'openGate');
  if (denied !== null) return denied;
  const { board, decisionDays } = gatePolicyOf(project);
  const policy = await ports.approvals.resolvePolicy(project, {
    name: 'Go-live',
    stages: [
      {
        name: 'Go-live board',
        approvers:
          board.length === 0
            ? [{ kind: 'group', group: 'change board' }]
            : board.map(({ personId }) => ({ kind: 'person', personId })),
        rule: { kind: 'quorum', percent: 51 },
        deadline: { workingDays: decisionDays },
      },
    ],
  });
  return ports.transact(project.tenantId, async (stores) => {
    const gate = await readGate(stores, project);
    const { report } = gate;
    if (report.outcome === 'no-go' && reason === '') {
      const blocking = report.findings
        .filter(({ weight }) => weight === 'blocks')
        .map((each) => findingText(each));
      return refuse(
        'gate-no-go',
        `The checklist says NO-GO (${blocking.join(' ')}). To put it to the board nevertheless, say \`ask go-live because REASON\`; the reason is printed on the record.`,
      );
    }
    const override =
      report.outcome === 'no-go'
        ? [{ title: 'Override of NO-GO', value: `${reason} (${acting.person.name})` }]
        : [];
    const reasons = reasonsText(gate);
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
      ...(reasons === '' ? {} : { text: reasons }),
      link: project.siteUrl,
    });
    const asked = await ports.approvals.requestIn(stores, { project, subject, policy, by: acting.person });
    if (isRefusal(asked)) return asked;
    return { text: `The go-live is put to the board as **${GATE_KEY}**.\n${reportText(gate)}` };
  });
}

/** `Blocks. Open with severity 1. (DEF-1, DEF-3)`; the keys as `show` has them. */
function findingText({ reason, keys, weight }: Finding, show = (key: string): string => key): string {
  const words = { met: 'Met', condition: 'Condition', blocks: 'Blocks' }[weight];
  return `${words}. ${reason}${keys.length === 0 ? '' : ` (${keys.map(show).join(', ')})`}`;
}

function reportText({ report: { outcome, findings }, linked }: Gate): string {
  const show = (key: string): string => {
    const url = linked.get(key)?.url ?? null;
    return url === null ? key : `[${key}](${url})`;
  };
  return [
    `**${OUTCOMES[outcome]}**`,
    ...findings.map((each) => `- ${each.check}: ${findingText(each, show)}`),
  ].join('\n');
}

/** What stands in the way, row by row with its address, for the record. */
function reasonsText({ report: { findings }, linked }: Gate): string {
  const keys = findings.flatMap((finding) => (finding.weight === 'met' ? [] : finding.keys));
  return [...new Set(keys)]
    .map((key) => {
      const { title = '', url = null } = linked.get(key) ?? {};
      return `${key} ${title}${url === null ? '' : `: ${url}`}`;
    })
    .join('\n');
}

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
