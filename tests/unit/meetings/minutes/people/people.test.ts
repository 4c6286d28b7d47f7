import assert from 'node:assert/strict';
import { maskPeople } from '../../../../../src/meetings/minutes/people/mentions.ts';
import { knowPeople, type People } from '../../../../../src/meetings/minutes/people/people.ts';
import { nameOfLabel, namesPerson } from '../../../../../src/meetings/minutes/people/speakerLabel.ts';
import { makeContext, makeTranscript, person } from '../talk.ts';

const ROSTER = [
  person(1, 'Anna Keller', { department: 'Infrastructure' }),
  person(2, 'Anna Petrov', { department: 'Finance' }),
  person(3, 'Jürgen Müller'),
  person(4, 'Lucía Fernández'),
  person(5, 'Carmen de la Cruz', { givenName: 'Carmen', surname: 'de la Cruz' }),
  person(6, 'Tomasz Zieliński'),
  person(7, 'William Oduya', { nicknames: ['Billo'] }),
  person(8, 'Mark Sørensen'),
];

const know = (lines: readonly string[] = ['Anna Keller: Hello.', 'Anna Petrov: Hello.']): People =>
  knowPeople(makeTranscript(lines), makeContext({ roster: ROSTER, attendeeIds: [] }));

const namesIn = (text: string): (string | string[])[] => {
  const { mentions } = maskPeople(text, know(), () => false);
  return mentions.map(({ people }) =>
    people.length === 1 ? (people[0]?.name ?? '') : people.map(({ name }) => name),
  );
};

const FORMS: readonly [said: string, name: string][] = [
  ['Anna Keller', 'Anna Keller'],
  ['Keller', 'Anna Keller'],
  ['Anna K.', 'Anna Keller'],
  ['Anna K', 'Anna Keller'],
  ['Jurgen', 'Jürgen Müller'],
  ['Juergen Mueller', 'Jürgen Müller'],
  ['Lucia', 'Lucía Fernández'],
  ['LUCIA FERNANDEZ', 'Lucía Fernández'],
  ['de la Cruz', 'Carmen de la Cruz'],
  ['Cruz', 'Carmen de la Cruz'],
  ['Tomasz', 'Tomasz Zieliński'],
  ['Thomas', 'Tomasz Zieliński'],
  ['Zielinski', 'Tomasz Zieliński'],
  ['Bill', 'William Oduya'],
  ['Billo', 'William Oduya'],
  ['Soerensen', 'Mark Sørensen'],
  ['Sorensen', 'Mark Sørensen'],
  ['Mr Oduya', 'William Oduya'],
  ['Müller, Jürgen', 'Jürgen Müller'],
];

describe('maskPeople', () => {
  for (const [said, name] of FORMS) {
    if (said.includes(',')) continue;
    it(`finds ${name} as "${said}"`, () => assert.deepEqual(namesIn(`Then ${said} sends the plan.`), [name]));
  }

  it('gives both candidates of an ambiguous name', () => {
    assert.deepEqual(namesIn('Then Anna sends the plan.'), [['Anna Keller', 'Anna Petrov']]);
  });

  it('takes words that are also names for names only where a name may stand', () => {
    assert.deepEqual(namesIn('Mark the date, and will you bill them in May?'), []);
    assert.deepEqual(namesIn('Mark, can you send the bill?'), ['Mark Sørensen']);
    assert.deepEqual(namesIn('I gave it to Mark yesterday.'), ['Mark Sørensen']);
  });

  it('puts marks in the places of the names and keeps the rest', () => {
    const { text, mentions } = maskPeople("Anna K.'s list goes to Jürgen's team.", know(), () => false);
    assert.equal(text, "@0's list goes to @1's team.");
    assert.deepEqual(
      mentions.map(({ said }) => said),
      ['Anna K.', 'Jürgen'],
    );
  });
});

describe('knowPeople', () => {
  it('counts a person once whatever badges the labels carry', () => {
    const people = know([
      'Keller, Anna (Guest): Hi.',
      'Anna Keller (External): Hi.',
      'ANNA KELLER: Hi.',
      'anna.keller@harbour.example: Hi.',
    ]);
    assert.deepEqual(
      people.attendees.map(({ name }) => name),
      ['Anna Keller'],
    );
    assert.equal(people.unidentifiedSpeakers, 0);
  });

  it('counts speakers without an identity and names nobody for them', () => {
    const people = know([
      'Speaker 1: Hi.',
      'Speaker 2: Hi.',
      'Meeting Room 4B: Hi.',
      '+34 600 000 000: Hi.',
      'Unknown: Hi.',
    ]);
    assert.deepEqual(people.attendees, []);
    assert.equal(people.unidentifiedSpeakers, 5);
    assert.equal(people.ofSpeaker('Speaker 1'), null);
  });

  it('keeps a speaker who is not on the roster by name', () => {
    const people = know(['Noor Haddad: Hi.']);
    assert.deepEqual(people.attendees, [{ name: 'Noor Haddad', personId: null }]);
  });

  it('offers people who were present before the rest of the roster', () => {
    const people = know(['Anna Petrov: Hello.']);
    assert.deepEqual(
      people.named('Anna').map(({ name }) => name),
      ['Anna Petrov'],
    );
  });
});

describe('nameOfLabel', () => {
  for (const [label, name] of [
    ['Rossi, Marta (Guest)', 'Marta Rossi'],
    ['Marta Rossi (External)', 'Marta Rossi'],
    ['Peter Guest', 'Peter Guest'],
    ['Jo Lee [Northgate extern]', 'Jo Lee'],
    ['佐藤 花子 (ゲスト)', '佐藤 花子 (ゲスト)'],
  ] as const) {
    it(`reads "${label}" as ${name}`, () => assert.equal(nameOfLabel(label), name));
  }
});

describe('namesPerson', () => {
  for (const label of [
    'Speaker 1',
    'speaker2',
    'Unknown',
    'Unknown user',
    'Conf Room Madrid',
    'Board room',
    'Guest 3',
    '+1 425 555 0100',
    'iPhone',
    '',
  ]) {
    it(`says no to "${label}"`, () => assert.equal(namesPerson(label), false));
  }
  for (const label of [
    'Peter Guest',
    'Anna Keller (Guest)',
    '田中 一郎',
    'Roomi Khan',
    'Speaker Johansson',
  ]) {
    it(`says yes to "${label}"`, () => assert.equal(namesPerson(label), true));
  }
});
