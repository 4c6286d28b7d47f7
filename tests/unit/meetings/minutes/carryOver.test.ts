import assert from 'node:assert/strict';
import { asPersonId, asRowKey } from '../../../../src/kernel/ids.ts';
import { asDay } from '../../../../src/kernel/time.ts';
import { carryOver } from '../../../../src/meetings/minutes/carryOver.ts';
import type { OpenItem } from '../../../../src/meetings/minutes/minutes.ts';
import { itemsOf, ROSTER, readTalk } from './talk.ts';

const owner = (givenName: string) =>
  ROSTER.find((member) => member.givenName === givenName)?.id ?? asPersonId('');

const OPEN: readonly OpenItem[] = [
  {
    key: asRowKey('A-12'),
    text: 'Order the second firewall pair',
    ownerIds: [owner('Priya')],
    due: asDay('2027-03-12'),
  },
  {
    key: asRowKey('A-31'),
    text: 'Map the payment terms of Iberia to the new codes',
    ownerIds: [owner('Yusuf')],
    due: asDay('2027-03-05'),
  },
  { key: asRowKey('A-33'), text: 'Write the test report', ownerIds: [owner('Lucía')], due: null },
];

const marks = async (lines: readonly string[]) => {
  const minutes = carryOver(await readTalk(lines, { openItems: OPEN }), OPEN);
  return itemsOf(minutes, 'action').map(({ carriesOver }) =>
    carriesOver === undefined ? 'new' : `${carriesOver.key} ${carriesOver.change}`,
  );
};

describe('carryOver', () => {
  it('marks a new day as an update', async () => {
    assert.deepEqual(await marks(["Priya: I'll order the second firewall pair by Monday."]), ['A-12 update']);
  });

  it('marks the same day as mentioned', async () => {
    assert.deepEqual(await marks(["Priya: I'll order the second firewall pair by Friday."]), [
      'A-12 mentioned',
    ]);
  });

  it('takes the new day of an open item that was named, where nothing else was promised', async () => {
    assert.deepEqual(
      await marks(['Amara: A twelve says Friday, Priya.', 'Priya: What I can offer you is Monday.']),
      ['A-12 update'],
    );
    assert.deepEqual(
      await marks([
        'Amara: The second firewall pair, Priya?',
        "Priya: The earliest is next week, so we're looking at the 18th.",
      ]),
      ['A-12 update'],
    );
  });

  it('leaves other work new', async () => {
    assert.deepEqual(await marks(["Priya: I'll book the test room by Monday."]), ['new']);
  });

  it('marks a report as complete, with the words as evidence', async () => {
    const minutes = await readTalk(
      ['Amara: The second firewall pair, Priya?', "Priya: That's done, I sent the order on Tuesday."],
      { openItems: OPEN },
    );
    const [item] = itemsOf(minutes, 'action');
    assert.deepEqual(item?.carriesOver, { key: 'A-12', change: 'complete' });
    assert.equal(item?.text, 'Order the second firewall pair');
    assert.deepEqual(item?.evidence[0].cueIds, ['c2']);
  });

  it('knows a row by its key, also in words', async () => {
    assert.deepEqual(await marks(['Amara: A thirty-one, where are we?', 'Yusuf: It is finished.']), [
      'A-31 complete',
    ]);
    assert.deepEqual(await marks(['Amara: A 33, where are we?', "Lucía: It's done."]), ['A-33 complete']);
  });

  it('does not call done what will be done', async () => {
    assert.deepEqual(
      await marks([
        'Amara: A 33, where are we?',
        "Lucía: It's not done yet.",
        "Lucía: I'll have it done by Friday.",
      ]),
      ['A-33 update'],
    );
  });

  it('gives one open row to one item only, the most alike', async () => {
    const minutes = await readTalk(
      [
        "Priya: I'll order the second firewall pair by Monday.",
        "Priya: I'll label the firewall pair by Thursday.",
      ],
      { openItems: OPEN },
    );
    const keys = itemsOf(carryOver(minutes, OPEN), 'action').map(
      ({ carriesOver }) => carriesOver?.key ?? 'new',
    );
    assert.deepEqual(keys, ['A-12', 'new']);
  });

  it('changes nothing where no item is open', async () => {
    const minutes = await readTalk(["Priya: I'll order the second firewall pair by Monday."]);
    assert.equal(carryOver(minutes, []), minutes);
  });
});
