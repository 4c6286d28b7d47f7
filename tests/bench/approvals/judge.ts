/** Holds the ledger and the cards against what people were told. */
import { type Click, type Clicked, postClicks } from './clicks.ts';

/** What the ledger says, from `/bench/report`. */
export interface Report {
  readonly isWhole: boolean;
  readonly entries: number;
  readonly approvals: readonly {
    readonly id: string;
    readonly status: string;
    readonly standing: string;
    readonly outcomes: number;
    readonly handled: number;
    readonly decisions: readonly (readonly [string, string])[];
  }[];
}

export async function readReport(botUrl: string): Promise<Report> {
  return (await (await fetch(`${botUrl}/bench/report`)).json()) as Report;
}

export function judge({ isWhole, approvals }: Report, clicked: readonly Clicked[]) {
  if (!isWhole) throw new Error('The chain of the ledger is broken.');
  const byId = new Map(approvals.map((approval) => [approval.id, approval]));
  let lost = 0;
  let doubled = 0;
  let late = 0;
  for (const { click, answer } of clicked) {
    const approval = byId.get(click.approvalId);
    const text = JSON.stringify(answer ?? {});
    if (approval === undefined || answer === null) lost += 1;
    // Who was told that their answer stands has it in the ledger, once.
    else if (isTold(text, click) && !approval.decisions.some(([person]) => person === click.personId))
      lost += 1;
    if (answer !== null && answer.card === undefined) late += 1;
  }
  for (const { outcomes, handled, decisions } of approvals) {
    const people = decisions.map(([person]) => person);
    if (outcomes > 1 || handled > 1 || new Set(people).size !== people.length) doubled += 1;
  }
  const decided = approvals.filter(
    ({ outcomes, handled, status }) => outcomes === 1 && handled === 1 && status !== 'pending',
  ).length;
  return { lost, doubled, decided, late };
}

/** The card names the person, perhaps with a role, and what they decided. */
const isTold = (text: string, { name, verb }: Click): boolean =>
  new RegExp(`${name}[^:"]*: ${verb === 'approve' ? 'approved' : 'rejected'}`).test(text);

/** Everybody looks at their card once more: it must say what the ledger says. */
export async function countDisagreeing(
  { approvals }: Report,
  botUrl: string,
  serviceUrl: string,
): Promise<number> {
  const looks = approvals.map(({ id }) => ({
    id: `f:look:${id}`,
    approvalId: id,
    revision: '',
    personId: 'bench-coordinator',
    name: 'Bench coordinator',
    verb: 'view',
  }));
  const seen = await postClicks(() => botUrl, serviceUrl, looks, 10);
  const standing = new Map(approvals.map((approval) => [approval.id, approval.standing]));
  return seen.filter(
    ({ click, answer }) => !JSON.stringify(answer).includes(standing.get(click.approvalId) ?? '?'),
  ).length;
}
