import assert from 'node:assert/strict';
import { expectActions, itemsOf, readTalk } from '../talk.ts';

describe('makeRulesEngine, later words', () => {
  it('takes the later day and keeps the earlier one in the history', async () => {
    const [item] = await expectActions(
      ["Priya: I'll send the plan by Wednesday.", 'Priya: Actually, make that Thursday.'],
      ['committed: Send the plan (Priya Raman, 2027-03-11)'],
    );
    assert.deepEqual(
      item?.history.map(({ what, from, to }) => ({ what, from, to })),
      [{ what: 'due', from: '2027-03-10', to: '2027-03-11' }],
    );
    assert.deepEqual(item?.history[0]?.evidence.cueIds, ['c2']);
  });

  it('corrects the day within one sentence', () =>
    expectActions(
      ["Yusuf: I'll run the trial load on Wednesday, no wait, Thursday."],
      ['committed: Run the trial load (Yusuf Demir, 2027-03-11)'],
    ));

  it('takes the day that both agree on', () =>
    expectActions(
      [
        "Yusuf: I'll run the trial load on Wednesday.",
        'Amara: Thursday would be better.',
        'Yusuf: Okay, Thursday then.',
      ],
      ['committed: Run the trial load (Yusuf Demir, 2027-03-11)'],
    ));

  it('takes a day that is said after the promise', () =>
    expectActions(
      ["Yusuf: I'll run the trial load.", 'Amara: By when?', 'Yusuf: By Friday.'],
      ['committed: Run the trial load (Yusuf Demir, 2027-03-12)'],
    ));

  for (const words of [
    'Amara: No, we said Thursday.',
    "Priya: Let's move the plan to Thursday.",
    'Priya: Wednesday I am out, so it will be Thursday.',
    'Priya: It will be Thursday, though, not before.',
  ])
    it(`takes the day that comes after the promise: "${words}"`, () =>
      expectActions(
        ["Priya: I'll send the plan by Wednesday.", words],
        ['committed: Send the plan (Priya Raman, 2027-03-11)'],
      ));

  it('takes the later of two days, and both out of the text', () =>
    expectActions(
      ["Priya: I'll send the plan by Wednesday, or Thursday at the latest."],
      ['committed: Send the plan (Priya Raman, 2027-03-11)'],
    ));

  it('does not take the day on which somebody is away for the deadline', () =>
    expectActions(
      ["Yusuf: I'll run the trial load.", 'Yusuf: On Wednesday I am in court.'],
      ['committed: Run the trial load (Yusuf Demir, -)'],
    ));

  it('gives the item to the person who takes it over', async () => {
    const [item] = await expectActions(
      ["Priya: I'll book the crane for the data centre by Friday.", 'Amara: No, Sam will take it.'],
      ['committed: Book the crane for the data centre (Sam, 2027-03-12)'],
    );
    assert.deepEqual(
      item?.history.map(({ what, from, to }) => [what, from, to]),
      [['owner', 'Priya Raman', 'Sam']],
    );
  });

  it('marks an item as withdrawn', () =>
    expectActions(
      [
        "Priya: I'll write a data dictionary for the old system.",
        "Amara: Let's not do that.",
        'Priya: Okay.',
      ],
      ['withdrawn: Write a data dictionary for the old system (Priya Raman, -)'],
    ));

  it('withdraws an item that is named much later', () =>
    expectActions(
      [
        "Priya: I'll order the second firewall by Friday.",
        ...Array.from({ length: 20 }, (_, at) => `Tomasz: Point ${at} of the budget is fine.`),
        "Amara: We don't need the second firewall any more.",
      ],
      ['withdrawn: Order the second firewall (Priya Raman, 2027-03-12)'],
    ));

  it('adds nothing when a recap repeats an item', () =>
    expectActions(
      [
        "Priya: I'll draft the rollback plan by Friday.",
        'Tomasz: The budget looks fine to me.',
        'Amara: Okay, to recap the actions.',
        'Amara: Priya, rollback plan, Friday.',
        'Amara: Priya drafts the rollback plan by Friday.',
      ],
      ['committed: Draft the rollback plan (Priya Raman, 2027-03-12)'],
    ));

  it('takes the day that a recap puts right', () =>
    expectActions(
      [
        "Priya: I'll draft the rollback plan by Friday.",
        "Yusuf: I'll run the trial load on Thursday.",
        'Amara: Let me read the actions back.',
        'Amara: Priya, rollback plan, Monday. Yusuf, trial load, Thursday.',
      ],
      [
        'committed: Draft the rollback plan (Priya Raman, 2027-03-15)',
        'committed: Run the trial load (Yusuf Demir, 2027-03-11)',
      ],
    ));

  it('forgets what was meant as a joke', async () => {
    const minutes = await readTalk([
      "Priya: I'll paint the server room pink by Friday.",
      'Priya: Just kidding.',
    ]);
    assert.deepEqual(itemsOf(minutes, 'action'), []);
  });
});
