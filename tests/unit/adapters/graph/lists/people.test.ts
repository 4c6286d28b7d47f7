import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type KeptPerson,
  meantPeople,
  readPeopleText,
  writePeopleText,
} from '../../../../../src/adapters/graph/lists/people.ts';

const lucia: KeptPerson = {
  name: 'Lucía Fernández',
  mail: 'lucia@harbour.example',
  personId: 'l',
  lookupId: 4,
};
const leila: KeptPerson = {
  name: 'Leila Aziz',
  mail: 'leila@harbour.example',
  personId: 'e',
  lookupId: null,
};
const shown = (lookupId: number, name: string, mail: string | null = null) => ({ lookupId, name, mail });
const plain = ({ lookupId: _row, ...person }: KeptPerson) => person;

describe('writePeopleText and readPeopleText', () => {
  it('keeps everybody, one a line', () => {
    const people: readonly KeptPerson[] = [
      lucia,
      leila,
      { name: 'The vendor', personId: null, lookupId: null },
      { name: 'Only mail', mail: 'a@b.example', personId: null, lookupId: 9 },
    ];
    const text = writePeopleText(people) ?? '';
    assert.equal(text.split('\n').length, 4);
    assert.deepEqual(readPeopleText(text), people);
  });

  it('reads back any name in full but for the marks of the text itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(fc.integer({ min: 1 }), { nil: null }),
        (name, lookupId) => {
          const clean = name.replace(/[<>{}\r\n\u2028\u2029]/g, ' ').trim();
          fc.pre(clean !== '' && !clean.includes('#') && !clean.includes('('));
          const [person, ...rest] = readPeopleText(
            writePeopleText([{ name: clean, personId: 'x', lookupId }]),
          );
          assert.deepEqual(rest, []);
          assert.deepEqual([person?.name, person?.personId, person?.lookupId], [clean, 'x', lookupId]);
        },
      ),
    );
  });

  it('is empty for nobody, and reads lines that people typed as names', () => {
    assert.equal(writePeopleText([]), null);
    assert.deepEqual(readPeopleText('Marta (from Northgate)\r\n\r\n'), [
      { name: 'Marta (from Northgate)', personId: null, lookupId: null },
    ]);
    assert.deepEqual(readPeopleText(undefined), []);
  });

  it('does not let a name pass for a row of the site users', () => {
    const [person] = readPeopleText(writePeopleText([{ name: 'Eve #14', personId: null, lookupId: null }]));
    assert.equal(person?.lookupId, null);
  });
});

describe('meantPeople', () => {
  it('takes the text while the column shows whom it says', () => {
    assert.deepEqual(meantPeople([leila, lucia], [shown(4, 'Lucía')], false), [plain(leila), plain(lucia)]);
  });

  it('takes the column when somebody changed it, with what the text knows of the people in it', () => {
    const priya = shown(3, 'Priya Raman', 'priya@harbour.example');
    assert.deepEqual(meantPeople([leila, lucia], [priya, shown(4, 'Lucía')], false), [priya, plain(lucia)]);
    assert.deepEqual(meantPeople([leila, lucia], [], false), []);
  });

  it('knows a person who was kept in words and was then set by hand', () => {
    assert.deepEqual(meantPeople([leila], [shown(20, 'Leila A.', 'LEILA@harbour.example')], false), [
      plain(leila),
    ]);
  });

  it('takes the text when a column for one person shows the first of several', () => {
    const kenji = { ...lucia, personId: 'k', lookupId: 5 };
    assert.deepEqual(meantPeople([lucia, kenji], [shown(4, 'Lucía')], true), [plain(lucia), plain(kenji)]);
  });
});
