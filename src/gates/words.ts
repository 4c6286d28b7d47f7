/** The checklist in words, for the chat and for the record. Pure. */
import type { Finding, GateReport, Outcome } from './checklist.ts';
import type { LinkedRow } from './linkRows.ts';

/** A checklist with where its rows are. */
export interface LinkedReport {
  readonly report: GateReport;
  readonly linked: ReadonlyMap<string, LinkedRow>;
}

export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  go: 'GO',
  'go-with-conditions': 'GO WITH CONDITIONS',
  'no-go': 'NO-GO',
};

/** `Blocks. Open with severity 1. (DEF-1, DEF-3)`; the keys as `show` has them. */
export function findingText({ reason, keys, weight }: Finding, show = (key: string): string => key): string {
  const words = { met: 'Met', condition: 'Condition', blocks: 'Blocks' }[weight];
  return `${words}. ${reason}${keys.length === 0 ? '' : ` (${keys.map(show).join(', ')})`}`;
}

export function reportText({ report: { outcome, findings }, linked }: LinkedReport): string {
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
export function reasonsText({ report: { findings }, linked }: LinkedReport): string {
  const keys = findings.flatMap((finding) => (finding.weight === 'met' ? [] : finding.keys));
  return [...new Set(keys)]
    .map((key) => {
      const { title = '', url = null } = linked.get(key) ?? {};
      return `${key} ${title}${url === null ? '' : `: ${url}`}`;
    })
    .join('\n');
}

export const blockingText = ({ findings }: GateReport): string =>
  findings
    .filter(({ weight }) => weight === 'blocks')
    .map((each) => `${each.check}: ${findingText(each)}`)
    .join(' ');
