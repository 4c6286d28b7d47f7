import { expectActions } from '../talk.ts';

const TABLE: readonly [lines: readonly string[], wanted: readonly string[]][] = [
  [
    ["Priya: I'll send the vendor list to procurement by Thursday."],
    ['committed: Send the vendor list to procurement (Priya Raman, 2027-03-11)'],
  ],
  [['Priya: I will update the risk log.'], ['committed: Update the risk log (Priya Raman, -)']],
  [
    ['Priya: I’m going to replace the load balancer tomorrow.'],
    ['committed: Replace the load balancer (Priya Raman, 2027-03-10)'],
  ],
  [
    ['Priya: So um I’ll I’ll just, you know, update the the risk log.'],
    ['committed: Update the risk log (Priya Raman, -)'],
  ],
  [
    ["Priya: I'll have the firewall rules ready by EOD tomorrow."],
    ['committed: Finish the firewall rules (Priya Raman, 2027-03-10)'],
  ],
  [
    ['Priya: What I will do is send the diagram to Kenji on Monday.'],
    ['committed: Send the diagram to Kenji (Priya Raman, 2027-03-15)'],
  ],
  [
    ["Amara: If the vendor agrees, I'll order the licences before UAT start."],
    ['committed: Order the licences (Amara Okafor, 2027-04-12)'],
  ],
  [
    ["Amara: Once the vendor agrees I'll order the licences by Friday."],
    ['committed: Order the licences (Amara Okafor, 2027-03-12)'],
  ],
  [
    ['Kenji: We will deliver the patch on Friday.'],
    ['committed: Deliver the patch (Kenji Mori, 2027-03-12)'],
  ],
  [
    ["Kenji: You'll have the new build from us by Monday."],
    ['committed: Send the new build (Kenji Mori, 2027-03-15)'],
  ],
  [
    ['Amara: Lucía and I will review the scripts tomorrow.'],
    ['committed: Review the scripts (Amara Okafor + Lucía Fernández, 2027-03-10)'],
  ],
  [
    ['Yusuf: Then I run the trial load on Thursday.'],
    ['committed: Run the trial load (Yusuf Demir, 2027-03-11)'],
  ],
  [
    ["Yusuf: I'm running the trial load on Thursday."],
    ['committed: Run the trial load (Yusuf Demir, 2027-03-11)'],
  ],
  [
    ["Yusuf: I promised Kenji that I'd send him the mapping on Monday."],
    ['committed: Send Kenji the mapping (Yusuf Demir, 2027-03-15)'],
  ],
  [
    ['Amara: Remind me to call the carrier tomorrow.'],
    ['committed: Call the carrier (Amara Okafor, 2027-03-10)'],
  ],
  [
    ["Amara: I'll ask Priya to order the switches."],
    ['committed: Ask Priya to order the switches (Amara Okafor, -)'],
  ],
  [
    ["Priya: I'll go to Madrid on Monday to check the rack."],
    ['committed: Go to Madrid to check the rack (Priya Raman, 2027-03-15)'],
  ],
  [
    ["Kenji: I'd be happy to review the interface document.", 'Amara: That would be great, thanks.'],
    ['committed: Review the interface document (Kenji Mori, -)'],
  ],
];

describe('makeRulesEngine, first-person commitments', () => {
  for (const [lines, wanted] of TABLE) {
    it(`reads "${lines[0]}" as ${wanted[0]}`, () => expectActions(lines, wanted));
  }

  it('gives a pointing promise the words of the need that it answers', () =>
    expectActions(
      ['Amara: The vendor still needs the cutover plan.', "Priya: I'll send that over."],
      ['committed: Send the cutover plan to the vendor (Priya Raman, -)'],
    ));

  it('gives "that" to the need before it and keeps the day', () =>
    expectActions(
      ['Amara: We need to order a second firewall.', "Priya: I'll do that by Friday."],
      ['committed: Order a second firewall (Priya Raman, 2027-03-12)'],
    ));

  it('makes one item of a promise that goes on in the same breath', () =>
    expectActions(
      ["Amara: I'll draft the exit report, and I'm going to share it with all of you by Friday."],
      ['committed: Draft the exit report (Amara Okafor, 2027-03-12)'],
    ));
});
