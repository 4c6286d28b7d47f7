import { expectActions } from '../talk.ts';

const TABLE: readonly [line: string, wanted: string][] = [
  [
    'Amara: Tom will send the minutes tomorrow.',
    'committed: Send the minutes (Tomasz Zielinski, 2027-03-10)',
  ],
  ['Amara: Priya to order the cables by Friday.', 'committed: Order the cables (Priya Raman, 2027-03-12)'],
  [
    'Amara: Action for Tomasz: update the plan by the 15th.',
    'committed: Update the plan (Tomasz Zielinski, 2027-03-15)',
  ],
  [
    'Amara: So the action is on Priya to order the switches.',
    'committed: Order the switches (Priya Raman, -)',
  ],
  [
    'Amara: Kenji and Yusuf will agree the file format by the end of next week.',
    'committed: Agree the file format (Kenji Mori + Yusuf Demir, 2027-03-19)',
  ],
  [
    'Amara: Tomasz has to sign the contract before go-live.',
    'committed: Sign the contract (Tomasz Zielinski, 2027-06-19)',
  ],
  [
    'Amara: The contract will be signed by Tomasz before the end of the month.',
    'committed: Sign the contract (Tomasz Zielinski, 2027-03-31)',
  ],
  [
    'Amara: Priya promised to order the switches by Friday.',
    'committed: Order the switches (Priya Raman, 2027-03-12)',
  ],
  [
    'Amara: Yusuf deletes the test data on Thursday.',
    'committed: Delete the test data (Yusuf Demir, 2027-03-11)',
  ],
  [
    'Amara: The infra team will open the ports by Monday.',
    'committed: Open the ports (infra team, 2027-03-15)',
  ],
  ['Amara: Northgate delivers the patch on Friday.', 'committed: Deliver the patch (Northgate, 2027-03-12)'],
  [
    'Amara: You will get the host list from me by Friday.',
    'committed: Send the host list (Amara Okafor, 2027-03-12)',
  ],
];

describe('makeRulesEngine, assignments', () => {
  for (const [line, wanted] of TABLE) {
    it(`reads "${line}" as ${wanted}`, () => expectActions([line], [wanted]));
  }

  it('names a person who is not on the roster', () =>
    expectActions(
      ['Amara: Petra will renew the certificates by Friday.'],
      ['committed: Renew the certificates (Petra, 2027-03-12)'],
    ));
});
