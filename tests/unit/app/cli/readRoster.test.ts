import assert from 'node:assert/strict';
import { readRoster } from '../../../../src/app/cli/readRoster.ts';
import { InputError } from '../../../../src/kernel/errors.ts';

describe('readRoster', () => {
  it('reads members, users of Graph and plain texts', () => {
    const members = readRoster(
      JSON.stringify({
        people: [
          {
            id: '1',
            name: 'Priya Raman',
            mail: 'p@harbour.example',
            nicknames: ['Pri'],
            department: 'Infra',
          },
          { id: '2', displayName: 'Kenji Mori', userPrincipalName: 'k@northgate.example', jobTitle: null },
          'Marta Rossi <m@contoso.example>',
          'Peter Guest (g@contoso.example)',
          'Chidi Eze',
        ],
      }),
      'r.json',
    );
    assert.deepEqual(members, [
      { id: '1', name: 'Priya Raman', mail: 'p@harbour.example', nicknames: ['Pri'], department: 'Infra' },
      { id: '2', name: 'Kenji Mori', mail: 'k@northgate.example' },
      { id: 'm@contoso.example', name: 'Marta Rossi', mail: 'm@contoso.example' },
      { id: 'g@contoso.example', name: 'Peter Guest', mail: 'g@contoso.example' },
      { id: 'Chidi Eze', name: 'Chidi Eze' },
    ]);
  });

  for (const [content, said] of [
    ['nonsense', /is no JSON/],
    ['{}', /holds no list of people/],
    ['[42]', /person 1 cannot be read/],
    ['["A", { "id": "1" }]', /person 2 has no name/],
    ['[{ "name": 7 }]', /person 1 cannot be read/],
  ] as const) {
    it(`refuses ${content}`, () => {
      assert.throws(
        () => readRoster(content, 'r.json'),
        (error) => error instanceof InputError && said.test(error.message),
      );
    });
  }
});
