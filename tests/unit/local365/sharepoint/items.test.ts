import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFilter } from '../../../../src/local365/core/odata/filter.ts';
import { GraphFault } from '../../../../src/local365/core/route.ts';
import {
  changeFields,
  checkMatch,
  createItem,
  deleteItem,
  findItem,
  type ItemPlace,
  matchesItem,
  restoreItem,
} from '../../../../src/local365/sharepoint/items/changeItems.ts';
import { queryItems } from '../../../../src/local365/sharepoint/items/itemQuery.ts';
import { isItem } from '../../../../src/local365/sharepoint/items/itemTable.ts';
import { makePlace } from './support.ts';

const COLUMNS = [
  { name: 'ItemKey', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'Weight', number: {}, indexed: true },
];

interface Row {
  readonly title: string;
  readonly key: string;
  readonly weight: number;
  readonly etag: string;
}

/** What a list should hold: a plain map, beside what the recycle bin should. */
interface Model {
  readonly rows: Map<number, Row>;
  readonly bin: Map<number, Row>;
  created: number;
}

interface Real extends ItemPlace {
  /** What a reader of delta knows, and how far it has read. */
  readonly mirror: Map<number, number>;
  mark: number;
}

type Command = fc.Command<Model, Real>;

const fieldsOf = ({ title, key, weight }: Pick<Row, 'title' | 'key' | 'weight'>) => ({
  Title: title,
  ItemKey: key,
  Weight: weight,
});

const isTaken = (model: Model, key: string, except?: number): boolean =>
  [...model.rows].some(([id, row]) => id !== except && row.key.toLowerCase() === key.toLowerCase());

const pick = (rows: ReadonlyMap<number, Row>, seed: number): [number, Row] | undefined => {
  const all = [...rows];
  return all[seed % Math.max(1, all.length)];
};

const refused = (status: number) => (error: unknown) =>
  error instanceof GraphFault && error.status === status;

class Create implements Command {
  readonly row: Omit<Row, 'etag'>;
  constructor(row: Omit<Row, 'etag'>) {
    this.row = row;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    if (isTaken(model, this.row.key)) {
      assert.throws(() => createItem(real, fieldsOf(this.row)), refused(400));
      return;
    }
    const item = createItem(real, fieldsOf(this.row));
    model.created += 1;
    assert.equal(item.id, model.created, 'an id was used again');
    model.rows.set(item.id, { ...this.row, etag: matchesItem(item)[0] ?? '' });
  }
  toString = () => `create ${JSON.stringify(this.row)}`;
}

class Change implements Command {
  readonly seed: number;
  readonly row: Omit<Row, 'etag'>;
  readonly match: 'right' | 'stale' | 'none';
  constructor(seed: number, row: Omit<Row, 'etag'>, match: 'right' | 'stale' | 'none') {
    this.seed = seed;
    this.row = row;
    this.match = match;
  }
  check = ({ rows }: Readonly<Model>) => rows.size > 0;
  run(model: Model, real: Real): void {
    const [id, before] = pick(model.rows, this.seed) ?? [0, undefined];
    const item = findItem(real, String(id));
    const header = this.match === 'none' ? undefined : this.match === 'right' ? before?.etag : '"other,1"';
    const act = () => {
      checkMatch(header, matchesItem(item));
      return changeFields(real, item, fieldsOf(this.row));
    };
    if (this.match === 'stale') assert.throws(act, refused(412));
    else if (isTaken(model, this.row.key, id)) assert.throws(act, refused(400));
    else {
      const changed = act();
      assert.equal(changed.version, item.version + 1);
      model.rows.set(id, { ...this.row, etag: matchesItem(changed)[0] ?? '' });
    }
  }
  toString = () => `change ${this.seed} ${this.match} ${JSON.stringify(this.row)}`;
}

class Remove implements Command {
  readonly seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  check = ({ rows }: Readonly<Model>) => rows.size > 0;
  run(model: Model, real: Real): void {
    const [id, row] = pick(model.rows, this.seed) ?? [0, undefined];
    deleteItem(real, findItem(real, String(id)));
    model.rows.delete(id);
    if (row !== undefined) model.bin.set(id, row);
  }
  toString = () => `remove ${this.seed}`;
}

class Restore implements Command {
  readonly seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  check = ({ bin }: Readonly<Model>) => bin.size > 0;
  run(model: Model, real: Real): void {
    const [id, row] = pick(model.bin, this.seed) ?? [0, undefined];
    if (row === undefined) return;
    const act = () => restoreItem(real.world, `${real.list.id}/${id}`);
    if (isTaken(model, row.key)) {
      assert.throws(act, refused(400));
      return;
    }
    act();
    model.bin.delete(id);
    model.rows.set(id, row);
  }
  toString = () => `restore ${this.seed}`;
}

/** Reads the changes since the last time, and then knows every item with its version. */
class ReadChanges implements Command {
  check = () => true;
  run(model: Model, real: Real): void {
    const table = real.world.table(real.list.id);
    for (;;) {
      const changes = table.changesAfter(real.mark, 2);
      for (const entry of changes) {
        real.mark = entry.sequence;
        if (isItem(entry)) real.mirror.set(entry.id, entry.version);
        else real.mirror.delete(entry.id);
      }
      if (changes.length === 0) break;
    }
    assert.deepEqual(
      [...real.mirror.keys()].sort((a, b) => a - b),
      [...model.rows.keys()].sort((a, b) => a - b),
    );
  }
  toString = () => 'read changes';
}

class Query implements Command {
  readonly weight: number;
  constructor(weight: number) {
    this.weight = weight;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    const table = real.world.table(real.list.id);
    const filter = parseFilter(`fields/Weight ge ${this.weight}`);
    const order = [{ path: 'fields/Weight', descending: false }];
    const found = queryItems(real.list, table, {
      filter,
      order,
      honorNonIndexed: false,
      viewThreshold: 5_000,
    });
    const expected = [...model.rows]
      .filter(([, { weight }]) => weight >= this.weight)
      .sort(([a, { weight: left }], [b, { weight: right }]) => left - right || a - b);
    assert.deepEqual(
      found,
      expected.map(([id]) => id),
    );
    for (const [id, row] of model.rows) assert.deepEqual(matchesItem(findItem(real, String(id))), [row.etag]);
  }
  toString = () => `query ${this.weight}`;
}

const seed = fc.nat(20);
const row = fc.record({
  title: fc.string(),
  key: fc.constantFrom('A-1', 'a-1', 'A-2', 'A-3', 'A-4'),
  weight: fc.integer({ min: 0, max: 5 }),
});

describe('items of a list as a model', () => {
  it('hold what a plain map holds, under any order of commands (property)', () => {
    const commands = fc.commands(
      [
        row.map((given) => new Create(given)),
        fc
          .tuple(seed, row, fc.constantFrom('right' as const, 'stale' as const, 'none' as const))
          .map((given) => new Change(...given)),
        seed.map((at) => new Remove(at)),
        seed.map((at) => new Restore(at)),
        fc.constant(new ReadChanges()),
        fc.integer({ min: 0, max: 6 }).map((weight) => new Query(weight)),
      ],
      { size: 'large', maxCommands: 60 },
    );
    fc.assert(
      fc.property(commands, (given) => {
        const setup = () => ({
          model: { rows: new Map(), bin: new Map(), created: 0 },
          real: { ...makePlace(COLUMNS), mirror: new Map(), mark: 0 },
        });
        fc.modelRun(setup, given);
      }),
      { numRuns: 60 },
    );
  });
});
