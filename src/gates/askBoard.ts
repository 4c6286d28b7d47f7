/** A gate put to its board: the checklist as it is frozen into the record, and what follows from the decision. */
import {
  type Approval,
  conditionText,
  makeSubject,
  type Policy,
  type PolicyPlan,
} from '../approvals/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import { dayOf } from '../kernel/time.ts';
import { type GatePolicy, gatePolicyOf, type Project } from '../projects/index.ts';
import {
  type Acting,
  byDocket,
  peopleOf,
  type RegisterRow,
  refuseUnlessAllowed,
  registerOfName,
  type Speaking,
  textOf,
  withLine,
} from '../registers/index.ts';
import type { GatePorts, GateStores } from './ports.ts';
import { type Gate, isClosedGate, readGate } from './readGate.ts';
import { blockingText, findingText, OUTCOMES, reasonsText, reportText } from './words.ts';

export const GATE_KIND = 'go-live-gate';
const CHECKLIST = 'Checklist';
const OVERRIDE = 'Override of NO-GO';

export async function askBoard<Stores extends GateStores>(
  ports: GatePorts<Stores>,
  { project, acting, role }: Speaking,
  key: string,
  reason: string,
): Promise<Reply | Refusal> {
  const denied = refuseUnlessAllowed(role, 'openGate');
  if (denied !== null) return denied;
  const looked = await ports.transact(project.tenantId, (stores) => readGate(stores, project, key));
  if (isRefusal(looked)) return looked;
  // Who sits on the board is found before the transaction, since that may ask Graph.
  const policy = await ports.approvals.resolvePolicy(project, planOf(looked.row, gatePolicyOf(project)));
  return ports.transact(project.tenantId, async (stores) => {
    const gate = await readGate(stores, project, looked.row?.key ?? '');
    return isRefusal(gate) ? gate : askIn(ports, stores, acting, gate, policy, reason);
  });
}

/** More than half of the gate's own board, else of the project's. */
function planOf(row: RegisterRow | null, { board, decisionDays }: GatePolicy): PolicyPlan {
  const own = peopleOf(row?.values.board).flatMap(({ personId }) =>
    personId === null ? [] : [asPersonId(personId)],
  );
  const named = own.length > 0 ? own : board.map(({ personId }) => personId);
  return {
    name: 'Gate',
    stages: [
      {
        name: 'Gate board',
        approvers:
          named.length === 0
            ? [{ kind: 'group', group: 'change board' }]
            : named.map((personId) => ({ kind: 'person', personId })),
        rule: { kind: 'quorum', percent: 51 },
        deadline: { workingDays: decisionDays },
      },
    ],
  };
}

async function askIn<Stores extends GateStores>(
  ports: GatePorts<Stores>,
  stores: Stores,
  acting: Acting,
  gate: Gate,
  policy: Policy,
  reason: string,
): Promise<Reply | Refusal> {
  const { project, person } = acting;
  const { report } = gate;
  if (isClosedGate(gate.row))
    return refuse('gate-closed', `${gate.row?.key} is ${textOf(gate.row?.values.status)} already.`);
  if (report.outcome === 'no-go' && reason === '')
    return refuse(
      'gate-no-go',
      `The checklist says NO-GO (${blockingText(report)}). To put it to the board nevertheless, say \`ask go-live ${gate.row?.key ?? ''} because REASON\`; the reason is printed on the record.`.replace(
        '  ',
        ' ',
      ),
    );
  const row = gate.row ?? (await addFirstGate(ports, stores, acting));
  if (isRefusal(row)) return row;
  const subject = subjectOf(
    project,
    row,
    gate,
    report.outcome === 'no-go' ? `${reason} (${person.name})` : '',
  );
  const asked = await ports.approvals.requestIn(stores, { project, subject, policy, by: person });
  if (isRefusal(asked)) return asked;
  const moved = await ports.registers.changeRowIn(stores, acting, row.key, { status: 'Before the board' });
  if (isRefusal(moved)) return moved;
  return {
    text: `**${row.key}** (${escapeMarkdown(textOf(row.values.title))}) is put to the board.\n${reportText(gate)}`,
  };
}

/** A project that planned no gate has one for its go-live. */
async function addFirstGate<Stores extends GateStores>(
  { registers }: GatePorts<Stores>,
  stores: Stores,
  acting: Acting,
): Promise<RegisterRow | Refusal> {
  const { id, name } = acting.project;
  const added = await registers.addRowsIn(stores, acting, [
    {
      definition: registerOfName('gates'),
      rowId: deterministicId('first-gate', id),
      values: { title: `Go-live of ${name}` },
    },
  ]);
  if (isRefusal(added)) return added;
  return added[0] ?? refuse('gate-missing', 'The gate could not be added; say `add gate Go-live` first.');
}

function subjectOf(project: Project, row: RegisterRow, gate: Gate, override: string) {
  const reasons = reasonsText(gate);
  const { title, date, milestone } = row.values;
  const when = [textOf(date), ...(Array.isArray(milestone) ? milestone.map(String) : [])].filter(
    (part) => part !== '',
  );
  return makeSubject({
    kind: GATE_KIND,
    id: row.rowId,
    key: row.key,
    title: textOf(title),
    facts: [
      { title: CHECKLIST, value: OUTCOMES[gate.report.outcome] },
      ...(override === '' ? [] : [{ title: OVERRIDE, value: override }]),
      ...(when.length === 0 ? [] : [{ title: 'Planned for', value: when.join(', before ') }]),
      ...gate.report.findings.map((finding) => ({ title: finding.check, value: findingText(finding) })),
    ],
    ...(reasons === '' ? {} : { text: reasons }),
    link: project.siteUrl,
  });
}

/** In the transaction of the decision: the register, and what everybody is told. */
export async function applyDecision<Stores extends GateStores>(
  ports: GatePorts<Stores>,
  stores: Stores,
  project: Project,
  approval: Approval,
): Promise<void> {
  const { id, status, subject, closedBecause, conditions } = approval;
  const fact = (title: string): string => subject.facts.find((each) => each.title === title)?.value ?? '';
  const outcome = outcomeOf(approval, fact(CHECKLIST));
  const gate = await readGate(stores, project, subject.key);
  if (!isRefusal(gate) && gate.row !== null)
    await moveRow(ports, stores, project, gate.row, approval, outcome);
  const [place] = project.places;
  if (place === undefined) return;
  const now = isRefusal(gate) ? '' : OUTCOMES[gate.report.outcome];
  const parts = [
    `**${outcome ?? 'Not decided'}**: ${escapeMarkdown(subject.title)} (${subject.key}) is ${status.replace('-', ' ')}.`,
    ...(closedBecause === '' ? [] : [escapeMarkdown(closedBecause)]),
    ...(conditions.length === 0
      ? []
      : [`Conditions:\n${conditions.map((each) => `- ${escapeMarkdown(conditionText(each))}`).join('\n')}`]),
    ...(fact(OVERRIDE) === '' ? [] : [`Override of the checklist: ${escapeMarkdown(fact(OVERRIDE))}`]),
    ...(now === '' || now === fact(CHECKLIST)
      ? []
      : [
          `The checklist has changed since the board was asked: it said ${fact(CHECKLIST)} and says ${now} now.`,
        ]),
  ];
  await stores.outbox.post({ key: `gate:${id}:${status}`, to: place, reply: { text: parts.join('\n\n') } });
}

/** Null where the board was not heard to the end. Conditions of the checklist stay conditions. */
function outcomeOf({ status, conditions }: Approval, checklist: string): string | null {
  if (status === 'rejected') return OUTCOMES['no-go'];
  if (status !== 'approved') return null;
  return conditions.length > 0 || checklist === OUTCOMES['go-with-conditions']
    ? OUTCOMES['go-with-conditions']
    : OUTCOMES.go;
}

async function moveRow<Stores extends GateStores>(
  { registers, clock, logger }: GatePorts<Stores>,
  stores: Stores,
  project: Project,
  row: RegisterRow,
  { status, subject, closedBecause, conditions }: Approval,
  outcome: string | null,
): Promise<void> {
  const acting = byDocket(project);
  const because = closedBecause === '' ? '' : `: ${closedBecause}`;
  const said = `${outcome ?? status.replace('-', ' ')}${because} (revision ${subject.revision.slice(0, 8)}).`;
  const changed = await registers.changeRowIn(stores, acting, row.key, {
    status: outcome === null ? 'Planned' : outcome.replace('WITH CONDITIONS', 'with conditions'),
    decidedOn: outcome === null ? null : dayOf(clock.now(), project.zone),
    conditions: conditions.map(conditionText).join('\n') || null,
    notes: withLine(row, clock, acting, said),
  });
  if (isRefusal(changed)) logger.error('A gate could not be moved on.', { key: row.key, code: changed.code });
}
