/** What has followed from the decisions, in the registers, in SharePoint's lists and in its library: each thing once. */
import type { App } from '../../../src/app/compose.ts';
import { type Approval, isOpen } from '../../../src/approvals/index.ts';
import type { Project } from '../../../src/projects/index.ts';
import { type RegisterRow, rowsOf } from '../../../src/registers/index.ts';
import { readListRows } from '../../support/sampleSite.ts';
import { TENANT } from '../../support/sampleTenant.ts';
import { runWords, storyProject } from './askStories.ts';
import { type ReadApproval, readApprovals } from './reportOn.ts';

export interface Effects {
  /** Nothing is on its way any more: every entry is in the list, every decided approval has its record. */
  readonly isThere: boolean;
  /** What is missing or there more than once, in words. */
  readonly wrong: readonly string[];
  /** What `approvals verify` says. */
  readonly verified: string;
}

interface Found {
  readonly actions: readonly RegisterRow[];
  readonly rows: ReadonlyMap<string, RegisterRow>;
  readonly baselines: readonly { readonly changeKey: string | null }[];
}

export async function findEffects(app: App, graph: string): Promise<Effects> {
  await app.settled();
  const project = await storyProject(app);
  const { approvals } = await readApprovals(app);
  const found = await readFound(app, project);
  const listed = (await readListRows(graph, 'Actions')).map(({ Title }) => String(Title));
  const verified = await runWords(app, project, 'approvals verify');
  const closed = approvals.filter(({ approval }) => !isOpen(approval));
  return {
    isThere:
      !verified.includes('on the way') &&
      closed.every(({ events }) => events.some(({ type }) => type === 'evidence-kept')) &&
      listed.length >= found.actions.length,
    wrong: [
      ...(verified.includes('The ledger is whole') ? [] : [verified]),
      ...closed.flatMap((each) => findWrong(each, found, listed)),
    ],
    verified,
  };
}

async function readFound(app: App, project: Project): Promise<Found> {
  return app.transact(TENANT, async (stores) => {
    const rows = await rowsOf(stores, project, ['changes', 'uat cycles', 'gates']);
    return {
      actions: await rowsOf(stores, project, ['actions']),
      rows: new Map(rows.map((row) => [row.key, row])),
      baselines: await stores.changes.baselines(project.id),
    };
  });
}

function findWrong({ approval, events }: ReadApproval, found: Found, listed: readonly string[]): string[] {
  const { subject, status } = approval;
  const isApproved = status === 'approved';
  const counts: [what: string, is: number, wanted: number][] = [
    ['records', events.filter(({ type }) => type === 'evidence-kept').length, 1],
    ...conditionCounts(approval, found, listed),
  ];
  const notes = String(found.rows.get(subject.key)?.values.notes ?? '');
  const revision = `(revision ${subject.revision.slice(0, 8)})`;
  if (subject.kind === 'change-request') {
    const made = found.baselines.filter(({ changeKey }) => changeKey === subject.key).length;
    counts.push(['baselines', made, isApproved ? 1 : 0]);
    const serial = /\d+$/.exec(subject.title)?.[0];
    for (const task of [`Move the freeze of ${serial}`, `Tell the bank of ${serial}`]) {
      counts.push([`“${task}”`, actionsOf(found, task), isApproved ? 1 : 0]);
    }
  }
  if (subject.kind === 'uat-sign-off') {
    counts.push(['notes of the sign-off', notes.split(revision).length - 1, isApproved ? 1 : 0]);
  }
  if (subject.kind === 'go-live-gate')
    counts.push(['notes of the gate', notes.split(revision).length - 1, 1]);
  return counts.flatMap(([what, is, wanted]) =>
    is === wanted ? [] : [`${subject.key}: ${is} ${what} instead of ${wanted}`],
  );
}

/** Whoever approved with a condition has it as an action, here and in SharePoint, if all was approved. */
function conditionCounts({ subject, stages, status }: Approval, found: Found, listed: readonly string[]) {
  const conditions = stages.flatMap(({ seats }) => seats.flatMap(({ answer }) => answer?.conditions ?? []));
  return conditions.flatMap(({ text }): [string, number, number][] => {
    const wanted = status === 'approved' ? 1 : 0;
    return [
      [`actions “${text}” of ${subject.key}`, actionsOf(found, text), wanted],
      [`items “${text}” in the list`, listed.filter((title) => title === text).length, wanted],
    ];
  });
}

const actionsOf = ({ actions }: Found, title: string): number =>
  actions.filter(({ values }) => values.title === title).length;
