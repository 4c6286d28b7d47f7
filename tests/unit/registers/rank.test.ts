import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asProjectId, asRowKey } from '../../../src/kernel/ids.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import type { Field, FieldValue, RegisterDefinition, RowValues } from '../../../src/registers/definition.ts';
import { registerDefinitions } from '../../../src/registers/definitions/index.ts';
import { isOpenRow, rankOf } from '../../../src/registers/rank.ts';
import { sortOf } from '../../../src/registers/readRows.ts';
import type { RegisterRow } from '../../../src/registers/store.ts';
import { findInRows } from '../../support/findInRows.ts';

const aValue = ({ type, choices }: Field): fc.Arbitrary<FieldValue> => {
  if (choices !== undefined) return fc.option(fc.constantFrom(...choices, 'Elsewhere'));
  const text = fc.string({ maxLength: 4, unit: fc.constantFrom(...'aAbBzZ 09-') });
  const number = fc.integer({ min: -10_000, max: 10_000 }).map((hundredths) => hundredths / 100);
  switch (type) {
    case 'day':
      return fc.option(fc.integer({ min: 10, max: 28 }).map((day) => `2026-12-${day}`));
    case 'number':
    case 'percent':
      return fc.option(number);
    case 'money':
      return fc.option(fc.integer().map((minor) => ({ minor, currency: 'EUR' })));
    case 'person':
    case 'people':
      return fc.array(text.map((name) => ({ personId: null, name })));
    default:
      return text;
  }
};

const someValues = ({ fields, sort }: RegisterDefinition): fc.Arbitrary<RowValues> =>
  fc.record(
    Object.fromEntries(
      fields
        .filter(({ name }) => sort.some(({ field }) => field === name))
        .map((field) => [field.name, aValue(field)]),
    ),
  );

const at = asInstant('2026-11-25T09:00:00Z');
const by = { personId: null, name: 'Docket' };
const projectId = asProjectId('p-1');
const rowsOf = (definition: RegisterDefinition, all: readonly RowValues[]): RegisterRow[] =>
  all.map((values, index) => ({
    rowId: String(index),
    projectId,
    register: definition.name,
    key: asRowKey(`${definition.keyPrefix}-${index + 1}`),
    values,
    state: 'saved',
    refusal: null,
    listed: null,
    addedAt: at,
    addedBy: by,
    changedAt: at,
    changedBy: by,
    deletedAt: null,
  }));

describe('rankOf', () => {
  for (const definition of registerDefinitions) {
    it(`puts ${definition.name} in their declared order by the text alone`, () => {
      fc.assert(
        fc.property(fc.array(someValues(definition), { maxLength: 12 }), (all) => {
          const rows = rowsOf(definition, all);
          const query = { projectId, registers: [definition.name], where: [], offset: 0, limit: 100 };
          const declared = findInRows(rows, { ...query, sort: sortOf(definition) }).rows;
          const rank = ({ values }: RegisterRow) => rankOf(definition, values);
          // Sorting is stable: rows of one rank stay in the order of their numbers.
          const ranked = [...rows].sort((one, other) =>
            rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0,
          );
          assert.deepEqual(
            ranked.map(({ key }) => key),
            declared.map(({ key }) => key),
          );
        }),
      );
    });
  }

  it('refuses to list words backwards', () => {
    const fields = [{ name: 'title', title: 'Title', type: 'text' }] as const;
    assert.throws(
      () => rankOf({ fields, sort: [{ field: 'title', descending: true }] }, { title: 'x' }),
      RangeError,
    );
  });

  it('stays within what PostgreSQL takes into an index', () => {
    for (const definition of registerDefinitions) {
      const long = Object.fromEntries(definition.fields.map(({ name }) => [name, 'ß'.repeat(4_000)]));
      assert.ok(
        Buffer.byteLength(
          rankOf(
            { ...definition, sort: definition.sort.filter(({ descending }) => descending !== true) },
            long,
          ),
        ) < 1_000,
      );
    }
  });
});

describe('isOpenRow', () => {
  it('is true without a status, for a status of nobody’s, and for those that are not closed', () => {
    const definition = { statusField: 'status', closedStatuses: ['Done', 'Cancelled'] };
    const open = [{}, { status: null }, { status: 'Odd' }, { status: 'Open' }];
    assert.deepEqual(
      open.map((values) => isOpenRow(definition, values)),
      [true, true, true, true],
    );
    assert.equal(isOpenRow(definition, { status: 'dOnE' }), false);
  });
});
