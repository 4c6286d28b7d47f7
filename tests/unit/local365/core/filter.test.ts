import assert from 'node:assert/strict';
import fc from 'fast-check';
import { passesFilter, propertyOf } from '../../../../src/local365/core/odata/evaluate.ts';
import {
  type Filter,
  type Literal,
  parseFilter,
  usesOf,
} from '../../../../src/local365/core/odata/filter.ts';
import { GraphFault } from '../../../../src/local365/core/route.ts';

const compare = (path: string, operator: string, kind: Literal['kind'], value: Literal['value']) => ({
  kind: 'compare',
  operator,
  path,
  literal: { kind, value },
});

describe('parseFilter', () => {
  for (const [text, expected] of [
    ["displayName eq 'Action log'", compare('displayName', 'eq', 'string', 'Action log')],
    [
      "displayName eq 'O''Neil''s (new), list'",
      compare('displayName', 'eq', 'string', "O'Neil's (new), list"),
    ],
    ["displayName eq ''", compare('displayName', 'eq', 'string', '')],
    ['fields/Weight GT -1.5', compare('fields/Weight', 'gt', 'number', -1.5)],
    ['fields/Blocked ne true', compare('fields/Blocked', 'ne', 'boolean', true)],
    ['fields/Due eq null', compare('fields/Due', 'eq', 'null', null)],
    ['start ge 2026-11-02T09:00:00Z', compare('start', 'ge', 'date', '2026-11-02T09:00:00Z')],
    ['start lt 2026-11-02', compare('start', 'lt', 'date', '2026-11-02')],
    ['3 lt fields/Weight', compare('fields/Weight', 'gt', 'number', 3)],
    [
      'id eq a1000000-0000-4000-8000-000000000001',
      compare('id', 'eq', 'string', 'a1000000-0000-4000-8000-000000000001'),
    ],
    [
      "microsoft.graph.aadUserConversationMember/email eq 'a@b'",
      compare('microsoft.graph.aadUserConversationMember/email', 'eq', 'string', 'a@b'),
    ],
    [
      "startswith(displayName,'Pri')",
      { kind: 'text', operator: 'startswith', path: 'displayName', text: 'Pri' },
    ],
    [
      "contains(subject, 'x') eq false",
      { kind: 'not', of: { kind: 'text', operator: 'contains', path: 'subject', text: 'x' } },
    ],
  ] as const)
    it(`reads ${text}`, () => assert.deepEqual(parseFilter(text), expected));

  it('binds not tighter than and, and tighter than or, from the left', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((path) => compare(path, 'eq', 'number', 1));
    assert.deepEqual(parseFilter('a eq 1 or b eq 1 and c eq 1'), {
      kind: 'or',
      left: a,
      right: { kind: 'and', left: b, right: c },
    });
    assert.deepEqual(parseFilter('(a eq 1 or b eq 1) and not c eq 1'), {
      kind: 'and',
      left: { kind: 'or', left: a, right: b },
      right: { kind: 'not', of: c },
    });
  });

  it('reads a list of values', () => {
    assert.deepEqual(parseFilter("mail in ('a', 'b')"), {
      kind: 'in',
      path: 'mail',
      literals: [
        { kind: 'string', value: 'a' },
        { kind: 'string', value: 'b' },
      ],
    });
  });

  for (const text of [
    '',
    'a',
    'a eq',
    "a eq 'b",
    'a eq b',
    'a like 1',
    '(a eq 1',
    'a eq 1)',
    'a eq 1 b eq 2',
    'startswith(a,1)',
    'not',
    'mail in ()',
    'a eq 1 and',
    '"a" eq 1',
    `${'('.repeat(5_000)}a eq 1${')'.repeat(5_000)}`,
  ])
    it(`refuses ${text.slice(0, 40) || 'nothing'} with 400`, () => {
      assert.throws(
        () => parseFilter(text),
        (error) =>
          error instanceof GraphFault &&
          error.status === 400 &&
          /^Invalid filter clause: /.test(error.message),
      );
    });

  it('refuses a function that it does not know with 501', () => {
    assert.throws(
      () => parseFilter('length(a) eq 1'),
      (error) => error instanceof GraphFault && error.status === 501 && /'length'/.test(error.message),
    );
  });

  it('reads back what it is written from, whatever the texts (property)', () => {
    fc.assert(
      fc.property(anyFilter, (filter) =>
        assert.deepEqual(parseFilter(write(filter)), structuredClone(filter)),
      ),
    );
  });

  it('answers or throws a GraphFault on any text, and never hangs (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abeqnot ()',/12-T:.") }), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          assert.ok(error instanceof GraphFault);
        }
      }),
    );
  });

  it('names every path and operator it uses', () => {
    const { paths, operators } = usesOf(parseFilter("a eq 1 and (startswith(b,'x') or not c/d in (1))"));
    assert.deepEqual(
      [[...paths].sort(), [...operators].sort()],
      [
        ['a', 'b', 'c/d'],
        ['and', 'eq', 'in', 'not', 'or', 'startswith'],
      ],
    );
  });
});

describe('passesFilter', () => {
  const row = {
    Title: 'Order Switches',
    Weight: 3,
    Blocked: false,
    Due: '2027-03-31T22:00:00Z',
    from: { name: 'Amara' },
  };
  for (const [text, expected] of [
    ["Title eq 'order switches'", true],
    ["startswith(Title,'order')", true],
    ["endswith(Title,'WITCHES')", true],
    ["contains(Title,'r s')", true],
    ["Title gt 'a'", true],
    ['Weight ge 3 and Weight le 3', true],
    ['Weight lt 3', false],
    ['Blocked eq false', true],
    ['Due lt 2027-04-01', true],
    ['Due ge 2027-03-31T22:00:00+00:00', true],
    ["from/name eq 'Amara'", true],
    ['Missing eq null', true],
    ['Missing lt 3', false],
    ['Missing ne 3', true],
    ["Weight eq '3'", false],
    ['Weight in (1,3)', true],
    ['not (Weight in (1,3))', false],
  ] as const)
    it(`${expected ? 'passes' : 'holds back'} a row by ${text}`, () =>
      assert.equal(passesFilter(parseFilter(text), propertyOf(row)), expected));
});

const path = fc.constantFrom('id', 'fields/Due', 'fields/Due_x0020_date', 'a/b/c', '@odata.type');
const text = fc.string();
const literal: fc.Arbitrary<Literal> = fc.oneof(
  text.map((value) => ({ kind: 'string' as const, value })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ kind: 'number' as const, value: value === 0 ? 0 : value })),
  fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
  fc.constant({ kind: 'null' as const, value: null }),
  fc.constantFrom('2026-11-02', '2026-11-02T09:00:00Z').map((value) => ({ kind: 'date' as const, value })),
);
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom(
      'eq' as const,
      'ne' as const,
      'lt' as const,
      'le' as const,
      'gt' as const,
      'ge' as const,
    ),
    path,
    literal,
  }),
  fc.record({
    kind: fc.constant('text' as const),
    operator: fc.constantFrom('startswith' as const, 'endswith' as const, 'contains' as const),
    path,
    text,
  }),
  fc.record({
    kind: fc.constant('in' as const),
    path,
    literals: fc.array(literal, { minLength: 1, maxLength: 3 }),
  }),
);
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('filter'),
      right: tie('filter'),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('filter') }),
  ),
}));

function write(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${write(filter.left)}) ${filter.kind} (${write(filter.right)})`;
    case 'not':
      return `not (${write(filter.of)})`;
    case 'compare':
      return `${filter.path} ${filter.operator} ${writeLiteral(filter.literal)}`;
    case 'in':
      return `${filter.path} in (${filter.literals.map(writeLiteral).join(',')})`;
    case 'text':
      return `${filter.operator}(${filter.path},'${filter.text.replaceAll("'", "''")}')`;
  }
}

function writeLiteral({ kind, value }: Literal): string {
  return kind === 'string' ? `'${String(value).replaceAll("'", "''")}'` : String(value);
}
