/** The cards of an import: what its columns are, what it would do, what it did. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { RowKey } from '../../kernel/ids.ts';
import type { Project } from '../../projects/project.ts';
import type { RegisterDefinition } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import {
  type ImportDraft,
  type ImportStates,
  KEY_TARGET,
  LEFT_OUT,
  NUMBER_TARGET,
} from '../importing/importDraft.ts';
import { countOf, type ImportPlan, type PlannedRow } from '../importing/planImport.ts';
import { importFields } from '../importing/proposeTargets.ts';
import { cellText } from '../importing/readCell.ts';
import { showValue } from '../showValue.ts';
import { textOf } from '../values.ts';
import columnsTemplate from './importColumns.json' with { type: 'json' };
import planTemplate from './importPlan.json' with { type: 'json' };

/** Columns on one card: every one has a choice of all fields, and a message has some 28 KB. */
const COLUMNS_SHOWN = 10;
const ROWS_SHOWN = 8;
const KEYS_SHOWN = 10;

interface ImportView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly draft: ImportDraft;
}

export function columnsCard({
  project,
  definition,
  draft,
  page,
}: ImportView & { readonly page: number }): Card {
  const pages = Math.max(1, Math.ceil(draft.columns.length / COLUMNS_SHOWN));
  const shown = Math.min(Math.max(1, page), pages);
  const first = (shown - 1) * COLUMNS_SHOWN;
  const ofPages = pages > 1 ? ` (${shown} of ${pages})` : '';
  return bindCard(columnsTemplate, {
    heading: `Import ${plainText(shorten(draft.file, 80))} · ${plainText(project.name)}`,
    summary: summaryOf(draft),
    register: definition.name,
    registers: registerDefinitions.map(({ name, title }) => ({ title, value: name })),
    dayOrder: draft.dayOrder,
    columnsTitle: `What are its columns?${ofPages}`,
    columns: draft.columns
      .slice(first, first + COLUMNS_SHOWN)
      .flatMap((_column, index) => columnInput(definition, draft, first + index)),
    hasMore: pages > 1,
    page: shown,
    nextPage: shown === pages ? 1 : shown + 1,
    projectId: project.id,
    importId: draft.importId,
  });
}

function summaryOf({ rows, sheet, otherSheets, targets }: ImportDraft): string {
  const left = targets.filter((target) => target === LEFT_OUT).length;
  const parts = [
    `${count(rows.length, 'row')} on the sheet ${plainText(sheet)}.`,
    left === 0 ? 'Every column is understood.' : `${count(left, 'column')} would be left out.`,
    otherSheets.length === 0
      ? ''
      : `Other sheets (${plainText(shorten(otherSheets.join(', '), 120))}) are not read; say \u201cimport sheet NAME\u201d for one of them.`,
    'Nothing is written before you have seen the result.',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function columnInput(
  definition: RegisterDefinition,
  { columns, rows, targets }: ImportDraft,
  at: number,
): object[] {
  const samples = rows
    .map(({ cells }) => cellText(cells[at] ?? null))
    .filter((text) => text !== '')
    .slice(0, 2)
    .map((text) => shorten(text.replace(/\s+/g, ' '), 40));
  const choices = [
    { title: 'Leave out', value: 'none' },
    { title: `Docket\u2019s key (${definition.keyPrefix}-1)`, value: KEY_TARGET },
    { title: 'Their own number', value: NUMBER_TARGET },
    ...importFields(definition).map(({ name, title }) => ({ title, value: name })),
  ];
  return [
    {
      type: 'TextBlock',
      text: `**${plainText(columns[at] ?? '')}**${samples.length === 0 ? '' : ` · ${plainText(samples.join(' · '))}`}`,
      wrap: true,
      spacing: 'Medium',
    },
    {
      type: 'Input.ChoiceSet',
      id: `column${at}`,
      label: `Column ${at + 1} is`,
      style: 'compact',
      spacing: 'None',
      value: targets[at] === LEFT_OUT ? 'none' : targets[at],
      choices,
    },
  ];
}

/** Which rows of a plan are looked at. */
export type PlanKind = PlannedRow['kind'];

export interface PlanView extends ImportView {
  readonly plan: ImportPlan;
  /** Null shows what most wants a look: rejected rows, else changed ones, else new ones. */
  readonly kind: PlanKind | null;
  readonly page: number;
  readonly note?: string;
}

const WORDS: Readonly<Record<PlanKind, string>> = {
  new: 'New',
  changed: 'Changed',
  same: 'As they are already',
  rejected: 'Rejected',
};
const KINDS: readonly PlanKind[] = ['rejected', 'changed', 'new', 'same'];

export function planCard(view: PlanView): Card {
  const { project, definition, draft, plan, page, note = '' } = view;
  const kind = view.kind ?? KINDS.find((each) => countOf(plan, each) > 0) ?? 'new';
  const rows = plan.rows.filter((row) => row.kind === kind);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_SHOWN));
  const shown = Math.min(page, pages);
  const data = { projectId: project.id, importId: draft.importId };
  const looks = [
    ...KINDS.filter((each) => each !== kind && countOf(plan, each) > 0).map((each) =>
      execute(`${WORDS[each]} (${countOf(plan, each)})`, 'look', { ...data, kind: each, page: 1 }),
    ),
    ...(pages > 1
      ? [execute('Next rows', 'look', { ...data, kind, page: shown === pages ? 1 : shown + 1 })]
      : []),
  ];
  return bindCard(planTemplate, {
    heading: `Import ${plainText(shorten(draft.file, 80))} · ${plainText(project.name)}`,
    note,
    counts: KINDS.toReversed().map((each) => ({ title: WORDS[each], value: String(countOf(plan, each)) })),
    remarks: plan.remarks.map((text) => ({ text: plainText(text) })),
    shown: `${WORDS[kind]}${pages > 1 ? `, page ${shown} of ${pages}` : ''}`,
    rows: rows
      .slice((shown - 1) * ROWS_SHOWN, shown * ROWS_SHOWN)
      .map((row) => rowOf(project, definition, row)),
    looks,
    hasLooks: looks.length > 0,
    actions: planActions(view, data),
  });
}

function planActions({ definition, plan }: PlanView, data: object): object[] {
  const [added, changed, rejected] = [
    countOf(plan, 'new'),
    countOf(plan, 'changed'),
    countOf(plan, 'rejected'),
  ];
  const writes = added + changed;
  const without = rejected === 0 ? '' : `, without the ${rejected} rejected`;
  const title = `Import ${writes === 1 ? `1 ${definition.singular}` : `${writes} ${definition.name}`}${without}`;
  return [
    ...(writes === 0 ? [] : [{ ...execute(title, 'run', { ...data, mark: plan.mark }), style: 'positive' }]),
    execute('Change the columns', 'back', { ...data, page: 1 }),
    execute('Cancel', 'cancel', data),
  ];
}

const execute = (title: string, verb: string, data: object): object => ({
  type: 'Action.Execute',
  title,
  verb: `registers.import.${verb}`,
  data,
});

function rowOf(project: Project, definition: RegisterDefinition, row: PlannedRow): object {
  const where = `Row ${row.number}`;
  switch (row.kind) {
    case 'new':
      return shownRow(
        `${where}: ${titleOf(definition, row.values)}`,
        valuesLine(project, definition, row.values),
        'Default',
      );
    case 'changed':
      return shownRow(
        `${where}, ${row.row.key}: ${titleOf(definition, row.row.values)}`,
        changesLine(project, definition, row),
        'Default',
      );
    case 'same':
      return shownRow(`${where}, ${row.row.key}: ${titleOf(definition, row.row.values)}`, '', 'Default');
    case 'rejected':
      return shownRow(`${where}: ${shorten(row.title, 120)}`, shorten(row.reason, 400), 'Attention');
  }
}

const shownRow = (title: string, line: string, colour: string): object => ({
  title: plainText(title),
  line: plainText(line),
  colour,
});

const titleOf = ({ titleField }: RegisterDefinition, values: PlannedValues): string =>
  shorten(textOf(values[titleField]), 120);

type PlannedValues = Extract<PlannedRow, { kind: 'new' }>['values'];

function valuesLine(
  project: Project,
  { fields, titleField }: RegisterDefinition,
  values: PlannedValues,
): string {
  const parts = fields
    .filter(({ name, type }) => name !== titleField && type !== 'note' && values[name] !== undefined)
    .map((field) => `${field.title} ${shorten(showValue(field, values[field.name], project.locale), 40)}`);
  return shorten(parts.join(' · '), 240);
}

function changesLine(
  project: Project,
  { fields }: RegisterDefinition,
  { row, changes }: Extract<PlannedRow, { kind: 'changed' }>,
): string {
  const parts = fields
    .filter(({ name }) => name in changes)
    .map((field) => {
      const show = (value: PlannedValues[string]) => shorten(showValue(field, value, project.locale), 60);
      return `${field.title}: ${show(row.values[field.name] ?? null)} \u2192 ${show(changes[field.name] ?? null)}`;
    });
  return shorten(parts.join(' · '), 300);
}

interface DoneView extends ImportView {
  readonly states: ImportStates;
  /** Nothing more is told of rows that are still being saved. */
  readonly isOver?: boolean;
}

/** What was imported, and how far it is saved in SharePoint. */
export function donePlanCard({ project, definition, draft, states, isOver = false }: DoneView): Card {
  const { added, changed } = draft.result ?? { added: [], changed: [] };
  const counts = [
    { title: 'Added', value: added.length === 0 ? '0' : `${added.length} (${keyRange(added)})` },
    { title: WORDS.changed, value: changed.length === 0 ? '0' : `${changed.length} (${keyRange(changed)})` },
    { title: 'In SharePoint', value: savedWords(states, isOver) },
  ];
  const remarks = [
    `They are in the register; say \u201c${definition.name}\u201d to see them.`,
    ...(states.refused.length === 0 ? [] : [refusedWords(states.refused)]),
    ...(isOver ? [waitingWords(states.saving)] : []),
  ];
  return endCard(`Imported ${fileOf(draft)} · ${plainText(project.name)}`, counts, remarks);
}

/** The file is forgotten. */
export const cancelledPlanCard = ({ project, draft }: ImportView): Card =>
  endCard(
    `Not imported: ${fileOf(draft)} · ${plainText(project.name)}`,
    [],
    ['The file is forgotten; nothing was written.'],
  );

const endCard = (heading: string, counts: readonly object[], remarks: readonly string[]): Card =>
  bindCard(planTemplate, {
    heading,
    note: '',
    counts,
    remarks: remarks.map((text) => ({ text })),
    shown: '',
    rows: [],
    looks: [],
    hasLooks: false,
    actions: [],
  });

const fileOf = ({ file }: ImportDraft): string => plainText(shorten(file, 80));

function savedWords({ saving, saved, refused }: ImportStates, isOver: boolean): string {
  const all = saving.length + saved.length + refused.length;
  if (isOver) return `${saved.length} of ${all} saved, ${saving.length} still waiting`;
  if (saving.length > 0) return `saving, ${saved.length} of ${all} saved`;
  return refused.length === 0 ? `all ${all} saved` : `${saved.length} of ${all} saved`;
}

const refusedWords = (keys: readonly RowKey[]): string =>
  `SharePoint did not take ${keys.slice(0, KEYS_SHOWN).join(', ')}${keys.length > KEYS_SHOWN ? ` and ${keys.length - KEYS_SHOWN} more` : ''}; say for example \u201c${keys[0]}\u201d to see why.`;

const waitingWords = ([key, ...more]: readonly RowKey[]): string =>
  `SharePoint has taken none of the others for a day, so this message changes no more. They are kept and saved as soon as it takes them; say for example \u201c${key}\u201d to see whether ${more.length === 0 ? 'it' : 'that one'} is.`;

const keyRange = (keys: readonly string[]): string =>
  keys.length > 3 ? `${keys[0]} to ${keys.at(-1)}` : keys.join(', ');

const count = (number: number, what: string): string => (number === 1 ? `1 ${what}` : `${number} ${what}s`);
