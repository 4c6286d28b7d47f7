/** The change log as a document: every change request, and every baseline with what it moved. Pure. */
import { type Block, paragraphOf, type Run, runOf, type TextDocument } from '../kernel/document.ts';
import type { Project } from '../projects/index.ts';
import { isMoney, peopleOf, type RegisterRow, showDay, showMoney, textOf } from '../registers/index.ts';
import type { Baseline } from './ports.ts';
import { lineText } from './showBaseline.ts';

export interface ChangeLog {
  readonly project: Pick<Project, 'name' | 'locale'>;
  readonly rows: readonly RegisterRow[];
  readonly baselines: readonly Baseline[];
  readonly day: string;
}

export function changeLogDocument({ project, rows, baselines, day }: ChangeLog): TextDocument {
  const { locale } = project;
  return {
    title: 'Change log',
    subtitle: `${project.name}, ${showDay(day, locale)}`,
    language: locale,
    blocks: [
      ...(rows.length === 0
        ? [paragraphOf(runOf('No change has been requested.'))]
        : [tableOf(rows, locale)]),
      { kind: 'heading', level: 2, text: 'Baselines' },
      ...(baselines.length === 0
        ? [paragraphOf(runOf('The plan stands as first agreed (baseline 1).'))]
        : baselines.flatMap((each) => baselineBlocks(each, locale))),
    ],
  };
}

function tableOf(rows: readonly RegisterRow[], locale: string): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'Key', share: 8 },
      { title: 'Change request', share: 30 },
      { title: 'Category', share: 12 },
      { title: 'Requester', share: 16 },
      { title: 'Days', share: 7 },
      { title: 'Cost', share: 14 },
      { title: 'Status', share: 13 },
      { title: 'Decided on', share: 14 },
    ],
    rows: rows.map((row) => rowOf(row, locale)),
  };
}

function rowOf({ key, values, addedBy }: RegisterRow, locale: string): readonly (readonly Run[])[] {
  const cost = values.costImpact ?? null;
  const decided = textOf(values.decidedOn);
  return [
    key,
    textOf(values.title),
    textOf(values.category),
    peopleOf(values.requester)[0]?.name ?? addedBy.name,
    typeof values.scheduleImpactDays === 'number' ? String(values.scheduleImpactDays) : '–',
    cost !== null && isMoney(cost) ? showMoney(cost, locale) : '–',
    textOf(values.status),
    decided === '' ? '–' : showDay(decided, locale),
  ].map((text) => [runOf(text)]);
}

function baselineBlocks({ number, changeKey, at, lines }: Baseline, locale: string): readonly Block[] {
  return [
    {
      kind: 'heading',
      level: 3,
      text: `Baseline ${number}, by ${changeKey}, ${showDay(at.slice(0, 10), locale)}`,
    },
    { kind: 'list', items: lines.map((line) => [runOf(lineText(line, locale))]) },
  ];
}
