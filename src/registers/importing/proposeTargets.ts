/** Proposes what each column of a file is: by its name, by other words for it, by what its cells hold. Pure. */
import { isRefusal } from '../../kernel/errors.ts';
import type { Field, RegisterDefinition } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import { wordsFor } from '../findRegister.ts';
import type { SheetCell } from '../sheets.ts';
import { isEmptyValue, peopleOf } from '../values.ts';
import { KEY_TARGET, LEFT_OUT, NUMBER_TARGET, type Target } from './importDraft.ts';
import { type CellReading, cellText, readCell } from './readCell.ts';
import type { GivenTable } from './readTable.ts';
import { COLUMN_WORDS, NUMBER_WORDS, plainWords } from './synonyms.ts';

/** Cells that decide what a column holds. */
const SAMPLE = 60;

/** Fields that a column may be; what follows from others and long quotations may not. */
export const importFields = ({ fields }: RegisterDefinition): readonly Field[] =>
  fields.filter(({ derived, name }) => derived !== true && name !== 'evidence');

export function proposeTargets(
  definition: RegisterDefinition,
  { columns, rows }: GivenTable,
  reading: CellReading,
): readonly Target[] {
  const targets: Target[] = columns.map(() => LEFT_OUT);
  const cellsOf = columns.map((_column, at) =>
    rows
      .slice(0, SAMPLE)
      .flatMap(({ cells }) => ((cells[at] ?? null) === null ? [] : [cells[at] as SheetCell])),
  );
  const take = (at: number, target: Target): void => {
    if (targets[at] === LEFT_OUT && !targets.includes(target)) targets[at] = target;
  };
  for (const [at, cells] of cellsOf.entries()) if (areKeys(definition, cells)) take(at, KEY_TARGET);
  for (const rank of [isTitleOf, isWordFor]) {
    for (const [at, column] of columns.entries()) {
      const cells = cellsOf[at] ?? [];
      if (isNumberName(definition, column) && !hasSentences(cells)) take(at, NUMBER_TARGET);
      const field = importFields(definition).find(
        (each) =>
          rank(definition, each, plainWords(column)) &&
          !targets.includes(each.name) &&
          mayHold(each, cells, reading),
      );
      if (field !== undefined) take(at, field.name);
    }
  }
  for (const [at, cells] of cellsOf.entries()) {
    if (targets[at] !== LEFT_OUT || cells.length === 0) continue;
    const field = importFields(definition).find(
      (each) => !targets.includes(each.name) && isHeldBy(each, cells, reading),
    );
    if (field !== undefined) take(at, field.name);
  }
  return withTitle(definition, targets, cellsOf);
}

/** The register whose words are in the names of the file or sheet; else the one that knows most of the columns. */
export function proposeRegister(
  names: readonly string[],
  table: GivenTable,
  reading: CellReading,
): RegisterDefinition {
  for (const name of names.map(plainWords)) {
    const words = name.split(' ');
    const named = registerDefinitions.find(
      (each) =>
        each.name !== 'meetings' && wordsFor(each).some((word) => words.includes(word) || name === word),
    );
    if (named !== undefined) return named;
  }
  const known = (definition: RegisterDefinition): number =>
    proposeTargets(definition, table, reading).filter((target) => target !== LEFT_OUT).length;
  const candidates = registerDefinitions.filter(({ name }) => name !== 'meetings');
  return candidates.reduce((best, each) => (known(each) > known(best) ? each : best));
}

function areKeys({ keyPrefix }: RegisterDefinition, cells: readonly SheetCell[]): boolean {
  const pattern = new RegExp(`^${keyPrefix}-\\d{1,9}$`, 'i');
  return cells.length > 0 && cells.every((cell) => typeof cell === 'string' && pattern.test(cell.trim()));
}

function isNumberName({ singular }: RegisterDefinition, column: string): boolean {
  const words = plainWords(column);
  return (
    NUMBER_WORDS.some((word) => words === word || words === `${singular} ${word}`) || /^#/.test(column.trim())
  );
}

const hasSentences = (cells: readonly SheetCell[]): boolean =>
  cells.some((cell) => typeof cell === 'string' && cell.trim().split(/\s+/).length > 3);

function isTitleOf(
  { singular }: RegisterDefinition,
  { name, title, aliases = [] }: Field,
  words: string,
): boolean {
  const own = [name, title, ...aliases].map(plainWords);
  return (
    own.includes(words) ||
    own.some((each) => words === `${singular} ${each}` || words === `${each} ${singular}`)
  );
}

function isWordFor(
  { singular, titleField, dueField, ownerField }: RegisterDefinition,
  field: Field,
  words: string,
): boolean {
  const common = [
    ...(COLUMN_WORDS[field.name] ?? []),
    ...(field.name === titleField ? (COLUMN_WORDS.title ?? []) : []),
    ...(field.name === dueField ? (COLUMN_WORDS.due ?? []) : []),
    ...(field.name === ownerField ? (COLUMN_WORDS.owners ?? []) : []),
  ];
  return common.some((word) => words === word || words === `${singular} ${word}`);
}

const shareRead = (field: Field, cells: readonly SheetCell[], reading: CellReading): number =>
  cells.filter((cell) => {
    const value = readCell(field, cell, reading);
    return !isRefusal(value) && !isEmptyValue(value);
  }).length / cells.length;

/** A name alone is not enough: `Date` over names of months is no day. */
const mayHold = (field: Field, cells: readonly SheetCell[], reading: CellReading): boolean =>
  cells.length === 0 ||
  /^(?:text|note|person|people)$/.test(field.type) ||
  shareRead(field, cells, reading) >= 0.5;

/** What cells alone tell: nearly all are the field's choices, or people of the project. */
function isHeldBy(field: Field, cells: readonly SheetCell[], reading: CellReading): boolean {
  if (field.type === 'choice') return shareRead(field, cells, reading) >= 0.8;
  if (field.type !== 'people') return false;
  const known = cells.filter((cell) => {
    const value = readCell(field, cell, reading);
    return !isRefusal(value) && peopleOf(value).some(({ personId }) => personId !== null);
  });
  return known.length / cells.length >= 0.6;
}

/** A row needs a title: without a column of that name it is the description, else the column with most words. */
function withTitle(
  { titleField }: RegisterDefinition,
  targets: readonly Target[],
  cellsOf: readonly (readonly SheetCell[])[],
): readonly Target[] {
  if (targets.includes(titleField)) return targets;
  const described = targets.indexOf('description');
  const wordy = cellsOf.map((cells, at) => (targets[at] === LEFT_OUT ? averageLength(cells) : 0));
  const longest = wordy.indexOf(Math.max(...wordy));
  const chosen = described !== -1 ? described : (wordy[longest] ?? 0) > 8 ? longest : -1;
  return targets.map((target, at) => (at === chosen ? titleField : target));
}

const averageLength = (cells: readonly SheetCell[]): number =>
  cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cellText(cell).length : 0), 0) /
  Math.max(1, cells.length);
