/** The evidence record of a decided approval: what was approved, by whom, when, by which rule. Pure. */
import { type Block, paragraphOf, type Run, runOf, type TextDocument } from '../../kernel/document.ts';
import type { Person } from '../../kernel/people.ts';
import type { Project } from '../../projects/index.ts';
import type { Approval } from '../approval.ts';
import { bothTimes, conditionText, ruleText, seatText, standingText } from '../cards/words.ts';
import { decisionWord } from '../decideAnswer.ts';
import type { LedgerEntry } from './ledgerStore.ts';
import { eventText } from './listDefinition.ts';

export const EVIDENCE_FOLDER = 'Approvals';

/** Path below the library's root: a folder for all, a file for each end. */
export function evidencePath({ subject, round, status }: Approval): string {
  const again = round === 1 ? '' : ` round ${round}`;
  const name = `${subject.key}${again} ${status} ${subject.revision.slice(0, 8)}`;
  return `${EVIDENCE_FOLDER}/${name.replace(/["*:<>?/\\|#%\p{Cc}]+/gu, '-')}.docx`;
}

/** Whether a file is named as a record is: with the first digits of a revision at its end. */
export const isEvidenceName = (name: string): boolean => / [0-9a-f]{8}\.docx$/i.test(name);

export function evidenceDocument(
  project: Project,
  approval: Approval,
  entries: readonly LedgerEntry[],
): TextDocument {
  const { subject, requester, requestedAt, closedAt, closedBecause, policy } = approval;
  const when = (instant: typeof requestedAt): string => bothTimes(project.zone, instant);
  const facts: readonly (readonly [string, string])[] = [
    ['Project', project.name],
    ['Subject', `${subject.key} ${subject.title}`],
    ['Kind', subject.kind],
    ['Revision (SHA-256)', subject.revision],
    ...(subject.link === undefined ? [] : [['Link', subject.link] as const]),
    ['Asked by', `${identity(requester)}, ${when(requestedAt)}`],
    ['Outcome', standingText(approval, closedAt ?? requestedAt)],
    ...(closedBecause === '' ? [] : [['Reason', closedBecause] as const]),
    ['Closed', closedAt === null ? '' : when(closedAt)],
    ['Policy', policy.name],
    [
      'Separation of duties',
      policy.ownRequest === 'allowed' ? 'own request allowed' : 'requester does not decide',
    ],
  ];
  return {
    title: `Approval record ${subject.key}`,
    subtitle: `${subject.title}: ${standingText(approval, closedAt ?? requestedAt)}`,
    language: project.locale,
    header: project.name,
    footer: `${subject.key}, revision ${subject.revision.slice(0, 12)}`,
    blocks: [
      table(
        ['', ''],
        [1, 3],
        facts.map(([title, value]) => [[runOf(title, { bold: true })], [runOf(value)]]),
      ),
      heading('What was decided upon'),
      ...(subject.facts.length === 0
        ? []
        : [
            table(
              ['', ''],
              [1, 3],
              subject.facts.map(({ title, value }) => [[runOf(title, { bold: true })], [runOf(value)]]),
            ),
          ]),
      ...(subject.text === undefined ? [] : [paragraphOf(runOf(subject.text))]),
      heading('Who was asked'),
      ...approval.stages.flatMap((state): readonly Block[] => [
        paragraphOf(
          runOf(state.stage.name, { bold: true }),
          runOf(` ${ruleText(state.stage.rule, state.seats.length)}`),
        ),
        { kind: 'list', items: state.seats.map((seat) => [runOf(seatText(approval, state, seat, when))]) },
      ]),
      heading('Decisions'),
      table(
        ['Who', 'Decision', 'When', 'Comment'],
        [3, 2, 3, 3],
        entries.flatMap(({ event }) =>
          event.type === 'decided'
            ? [
                [
                  [
                    runOf(
                      identity(event.by) + (event.onBehalfOf === null ? '' : ` for ${event.onBehalfOf.name}`),
                    ),
                  ],
                  [runOf(`${decisionWord(event.decision)} (${event.via})`)],
                  [runOf(when(event.at))],
                  [runOf(event.comment)],
                ],
              ]
            : [],
        ),
      ),
      ...conditionBlocks(approval),
      heading('Entries of the ledger'),
      table(
        ['No.', 'Event', 'When', 'Hash'],
        [1, 4, 4, 5],
        entries.map(({ number, event, hash }) => [
          [runOf(String(number))],
          [runOf(eventText(event))],
          [runOf(when(event.at))],
          [runOf(hash, { muted: true })],
        ]),
      ),
    ],
  };
}

/** With the id of the directory, since names change. */
const identity = ({ name, id, mail, isGuest }: Person): string =>
  `${name} (${[mail, id, isGuest === true ? 'guest' : undefined].filter((part) => part !== undefined).join(', ')})`;

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });

function table(
  titles: readonly string[],
  shares: readonly number[],
  rows: readonly (readonly (readonly Run[])[])[],
): Block {
  return { kind: 'table', columns: titles.map((title, at) => ({ title, share: shares[at] ?? 1 })), rows };
}

function conditionBlocks({ conditions }: Approval): readonly Block[] {
  if (conditions.length === 0) return [];
  return [
    heading('Conditions'),
    {
      kind: 'list',
      ordered: true,
      items: conditions.map((condition) => [runOf(conditionText(condition))]),
    },
  ];
}
