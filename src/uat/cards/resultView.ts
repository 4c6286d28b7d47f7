/** The form on which a tester records the result of a test case. Its day is never filled in for them. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Day } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';
import { type RegisterRow, textOf } from '../../registers/index.ts';
import template from './result.json' with { type: 'json' };

export interface ResultView {
  readonly project: Pick<Project, 'id' | 'name'>;
  readonly row: Pick<RegisterRow, 'key' | 'values'>;
  readonly today: Day;
  /** What was filled in, and why it could not be taken. */
  readonly given?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

export function resultCard({ project, row, today, given = {}, problem = '' }: ResultView): Card {
  const expected = textOf(row.values.expected);
  return bindCard(template, {
    kicker: plainText(`TEST RESULT · ${row.key} · ${project.name}`),
    title: plainText(shorten(textOf(row.values.title), 200)),
    problem: plainText(problem),
    expected: expected === '' ? '' : plainText(`Expected: ${shorten(expected, 600)}`),
    today,
    result: given.result ?? '',
    testedOn: given.testedOn ?? '',
    words: given.words ?? '',
    severity: given.severity || '3',
    evidence: given.evidence ?? '',
    projectId: project.id,
    key: row.key,
  });
}
