/** The cards of an import, filled with what may stand in them. */

import type { Card } from '../../src/kernel/cards.ts';
import { deterministicId } from '../../src/kernel/deterministicId.ts';
import { asPersonId, asRowKey } from '../../src/kernel/ids.ts';
import { asInstant } from '../../src/kernel/time.ts';
import { conflictCard } from '../../src/registers/cards/conflictView.ts';
import {
  cancelledPlanCard,
  columnsCard,
  donePlanCard,
  planCard,
} from '../../src/registers/cards/importViews.ts';
import { issues } from '../../src/registers/definitions/issues.ts';
import { risks } from '../../src/registers/definitions/risks.ts';
import type { ImportDraft } from '../../src/registers/importing/importDraft.ts';
import type { ImportPlan, PlannedRow } from '../../src/registers/importing/planImport.ts';
import { sampleProject, sampleRow } from './registerCardSamples.ts';

export function importCards(text: string): readonly (readonly [string, Card])[] {
  const columns = Array.from({ length: 14 }, (_each, at) => `${text} ${at}`);
  const draft: ImportDraft = {
    importId: deterministicId('sample'),
    projectId: sampleProject.id,
    person: { personId: asPersonId('a1000000-0000-4000-8000-000000000001'), name: 'Amara Okafor' },
    file: `${text}.xlsx`,
    sheet: text,
    otherSheets: [text, 'Lists'],
    register: risks.name,
    columns,
    rows: [1, 2, 3].map((number) => ({ number, cells: columns.map(() => text) })),
    targets: columns.map((_each, at) => ['title', 'owners', '#number', ''][at] ?? ''),
    dayOrder: 'day-first',
    state: 'open',
    result: null,
    expiresAt: asInstant('2026-11-26T09:00:00Z'),
  };
  const row = sampleRow(issues, text);
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number): PlannedRow[] => [
    { kind: 'new', number, rowId: deterministicId('row', String(number)), values: row.values },
    { kind: 'changed', number, row, changes: { title: text, due: '2026-12-04', notes: text } },
    { kind: 'same', number, row },
    {
      kind: 'rejected',
      number,
      title: text,
      reason: `Priority cannot be “${text}”; it is one of Low, High.`,
    },
  ]);
  const plan: ImportPlan = { rows, remarks: [text, 'Due: 3 dates could be read both ways.'], mark: 'm' };
  const common = { project: sampleProject, definition: issues, draft };
  const keys = ['I-1', 'I-2', 'I-3', 'I-4', 'I-9'].map(asRowKey);
  const done: ImportDraft = {
    ...draft,
    state: 'done',
    result: { added: keys.slice(0, 4), changed: keys.slice(4) },
  };
  return [
    ['columns of an import', columnsCard({ ...common, definition: risks, page: 1 })],
    ['columns of an import, last page', columnsCard({ ...common, definition: risks, page: 2 })],
    ['import plan', planCard({ ...common, plan, kind: null, page: 1 })],
    ['import plan, new rows', planCard({ ...common, plan, kind: 'new', page: 2 })],
    [
      'import plan, changed rows',
      planCard({ ...common, plan, kind: 'changed', page: 1, note: 'Rows have changed.' }),
    ],
    [
      'import plan without a row',
      planCard({ ...common, plan: { rows: [], remarks: [], mark: 'm' }, kind: null, page: 1 }),
    ],
    [
      'import plan, being saved',
      donePlanCard({
        ...common,
        draft: done,
        states: { saving: keys.slice(1), saved: keys.slice(0, 1), refused: [] },
      }),
    ],
    [
      'import plan, done but for two rows',
      donePlanCard({
        ...common,
        draft: done,
        states: { saving: [], saved: keys.slice(2), refused: keys.slice(0, 2) },
      }),
    ],
    [
      'conflict of two values',
      conflictCard({
        project: sampleProject,
        definition: issues,
        key: 'I-12',
        entry: 7,
        theirName: text,
        ourName: 'Amara Okafor',
        conflicts: [
          { field: 'title', theirs: text, ours: 'Something else' },
          { field: 'due', theirs: '2026-12-04', ours: null },
        ],
      }),
    ],
    ['import plan, cancelled', cancelledPlanCard({ ...common, draft: { ...draft, state: 'cancelled' } })],
  ];
}
