/** Three-way merge by field between writes on their way and what somebody did in the list meanwhile. Pure. */
import type { FieldValue, RegisterDefinition, RowValues } from './definition.ts';
import { sameValue } from './values.ts';

/** Both sides changed the field; the list's value stands until a person decides. */
export interface FieldConflict {
  readonly field: string;
  readonly base: FieldValue;
  readonly ours: FieldValue;
  readonly theirs: FieldValue;
}

export interface Merge {
  /** What is still to be written. */
  readonly changes: RowValues;
  /** The list's value of each field in `changes`. */
  readonly base: RowValues;
  readonly conflicts: readonly FieldConflict[];
}

/** Changes that follow each other as one: the first base of each field and its last value. */
export function foldWrites(writes: readonly { readonly changes: RowValues; readonly base: RowValues }[]): {
  readonly changes: RowValues;
  readonly base: RowValues;
} {
  const changes = Object.assign({}, ...writes.map((write) => write.changes)) as RowValues;
  const base = Object.assign({}, ...[...writes].reverse().map((write) => write.base)) as RowValues;
  return { changes, base };
}

/**
 * `changes` were made on top of `base`; the list now holds `theirs`. A field that only one side changed takes that
 * side's value, comments of both sides are kept, any other field is a conflict. Derived fields never are.
 */
export function mergeWrites(
  definition: RegisterDefinition,
  { changes, base }: { readonly changes: RowValues; readonly base: RowValues },
  theirs: RowValues,
): Merge {
  const kept: Record<string, FieldValue> = {};
  const bases: Record<string, FieldValue> = {};
  const conflicts: FieldConflict[] = [];
  for (const [field, ours] of Object.entries(changes)) {
    const their = theirs[field] ?? null;
    const was = base[field] ?? null;
    if (sameValue(ours, their)) continue;
    const merged = mergeField(definition, field, was, ours, their);
    if (merged === undefined) {
      conflicts.push({ field, base: was, ours, theirs: their });
      continue;
    }
    kept[field] = merged;
    bases[field] = their;
  }
  return { changes: kept, base: bases, conflicts };
}

/** The value to write, or undefined when a person must decide. */
function mergeField(
  definition: RegisterDefinition,
  name: string,
  was: FieldValue,
  ours: FieldValue,
  theirs: FieldValue,
): FieldValue | undefined {
  if (sameValue(was, theirs)) return ours;
  if (definition.fields.some((field) => field.name === name && field.derived === true)) return ours;
  return name === definition.notesField ? joinComments(was, ours, theirs) : undefined;
}

/** Comments of both sides: theirs, then what we appended. Undefined when either rewrote what was there. */
function joinComments(was: FieldValue, ours: FieldValue, theirs: FieldValue): string | undefined {
  const before = was ?? '';
  if (typeof before !== 'string' || typeof ours !== 'string' || typeof theirs !== 'string') return undefined;
  if (!ours.startsWith(before) || !theirs.startsWith(before)) return undefined;
  const appended = ours.slice(before.length).replace(/^\n/, '');
  return `${theirs}\n${appended}`;
}
