/** The form in which an assessor says what a change would mean. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import { type RegisterRow, showDay, textOf } from '../../registers/index.ts';
import template from './assessment.json' with { type: 'json' };

export interface AssessmentView {
  readonly project: Pick<Project, 'id' | 'name' | 'locale'>;
  readonly row: Pick<RegisterRow, 'key' | 'values'>;
  /** Who asks. */
  readonly by: string;
  readonly due: string | null;
  /** What was filled in before a refusal, and why it was refused. */
  readonly given?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

export function assessmentCard({ project, row, by, due, given = {}, problem = '' }: AssessmentView): Card {
  const until = due === null ? '' : ` by ${showDay(due, project.locale)}`;
  return bindCard(template, {
    kicker: plainText(`IMPACT ASSESSMENT · ${row.key} · ${project.name}`),
    title: plainText(shorten(textOf(row.values.title), 200)),
    asked: plainText(by === '' ? `To be assessed${until}.` : `${by} asks for your assessment${until}.`),
    problem: plainText(problem),
    text: plainText(shorten(textOf(row.values.description) || textOf(row.values.reason), 800)),
    scope: given.scope ?? '',
    days: given.days ?? '',
    cost: given.cost ?? '',
    quality: given.quality ?? '',
    risk: given.risk ?? '',
    projectId: project.id,
    key: row.key,
  });
}
