import { expectActions } from '../talk.ts';

const TABLE: readonly [lines: readonly string[], wanted: readonly string[]][] = [
  [
    ['Amara: Priya, can you send the cutover plan to the vendor?', 'Priya: Sure.'],
    ['committed: Send the cutover plan to the vendor (Priya Raman, -)'],
  ],
  [
    [
      'Amara: Tomasz, will you talk to procurement about the licences?',
      'Tomasz: Yes, I can do it next week.',
    ],
    ['committed: Talk to procurement about the licences (Tomasz Zielinski, 2027-03-19)'],
  ],
  [
    ['Amara: Could you send me the list of hosts, Yusuf?', 'Yusuf: Sure, on Monday.'],
    ['committed: Send Amara the list of hosts (Yusuf Demir, 2027-03-15)'],
  ],
  [
    ['Amara: Can someone take the notes to the sponsor?', 'Lucía: I can do that.'],
    ['committed: Take the notes to the sponsor (Lucía Fernández, -)'],
  ],
  [
    ['Amara: Who is going to order the switches?', 'Priya: Me.'],
    ['committed: Order the switches (Priya Raman, -)'],
  ],
  [
    ['Amara: Someone needs to update the risk log.', "Lucía: I'll take that one."],
    ['committed: Update the risk log (Lucía Fernández, -)'],
  ],
  [
    ['Amara: Okay so who can update the risk log?', 'Tomasz: Lucía can.', 'Lucía: Fine.'],
    ['committed: Update the risk log (Lucía Fernández, -)'],
  ],
  [
    [
      'Amara: Can you send the cutover plan to the vendor, Priya?',
      "Tomasz: She's on leave. I'll send that over.",
    ],
    ['committed: Send the cutover plan to the vendor (Tomasz Zielinski, -)'],
  ],
  [
    ['Amara: Priya, Tomasz, can you two look at the network diagram before Thursday?', 'Priya: Yes.'],
    ['committed: Look at the network diagram (Priya Raman + Tomasz Zielinski, 2027-03-11)'],
  ],
  [
    [
      "Amara: So, Yusuf, you're going to clean up the supplier data by the end of the month?",
      "Yusuf: That's right.",
    ],
    ['committed: Clean up the supplier data (Yusuf Demir, 2027-03-31)'],
  ],
  [
    ['Amara: Did you send the report, Lucía?', "Lucía: Not yet, I'll do it this afternoon."],
    ['committed: Send the report (Lucía Fernández, 2027-03-09)'],
  ],
];

describe('makeRulesEngine, requests', () => {
  for (const [lines, wanted] of TABLE) {
    it(`reads "${lines.join('" - "')}" as ${wanted[0]}`, () => expectActions(lines, wanted));
  }

  it('keeps a request that nobody answers as requested', () =>
    expectActions(
      [
        'Amara: Yusuf, please check the load times, and Lucía, please book the test room.',
        'Tomasz: The budget is next.',
      ],
      [
        'requested: Check the load times (Yusuf Demir, -)',
        'requested: Book the test room (Lucía Fernández, -)',
      ],
    ));

  it('drops a request that was refused', () =>
    expectActions(['Amara: Tomasz, could you review the budget?', "Tomasz: I can't this week, sorry."], []));

  it('does not take the answer of somebody else for the answer of the person asked', () =>
    expectActions(
      ['Amara: Tomasz, could you review the budget by Friday?', 'Kenji: Yes.'],
      ['requested: Review the budget (Tomasz Zielinski, 2027-03-12)'],
    ));
});
