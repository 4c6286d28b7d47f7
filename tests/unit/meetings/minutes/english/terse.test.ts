import { expectActions } from '../talk.ts';

describe('promises in few words', () => {
  it('reads work that somebody is doing on a day', async () => {
    await expectActions(
      ['Priya: Today: patching the two web servers.'],
      ['committed: Patch the two web servers (Priya Raman, 2027-03-09)'],
    );
    await expectActions(
      ['Amara: Kenji wrote to me, he is printing the lists on Saturday.'],
      ['committed: Print the lists (Kenji Mori, 2027-03-13)'],
    );
    await expectActions(
      ['Priya: My team does the switch of the keys on Monday.'],
      ['committed: Do the switch of the keys (Priya Raman, 2027-03-15)'],
    );
    await expectActions(
      ['Amara: Infrastructure opens the ports by Friday.'],
      ['committed: Open the ports (Infrastructure, 2027-03-12)'],
    );
  });

  it('takes no subject, no habit and no permission for a promise', async () => {
    await expectActions(['Priya: Testing the switch takes until Friday.'], []);
    await expectActions(['Priya: Can I finish my scone now?', 'Amara: You can.'], []);
    await expectActions(["Priya: I'd support that too, from the technology side.", 'Amara: Fine.'], []);
  });

  it('reads where the result will be', async () => {
    await expectActions(
      ['Priya: You have my word, the numbers are with you on Monday.'],
      ['committed: Send the numbers (Priya Raman, 2027-03-15)'],
    );
    await expectActions(
      ['Amara: The banner?', 'Priya: Done by tonight.'],
      ['committed: Finish the banner (Priya Raman, 2027-03-09)'],
    );
  });

  it('hands a thing over by name', async () => {
    await expectActions(
      ['Amara: Priya, firewall rules are yours, by Wednesday please.', 'Priya: Okay.'],
      ['committed: Take care of firewall rules (Priya Raman, 2027-03-10)'],
    );
    await expectActions(
      ['Amara: And you, Priya, you look at the logs.'],
      ['committed: Look at the logs (Priya Raman, -)'],
    );
    await expectActions(
      ['Amara: Can I count on you for the rehearsal plan by Monday, Priya?', 'Priya: You can.'],
      ['committed: Take care of the rehearsal plan (Priya Raman, 2027-03-15)'],
    );
  });

  it('lets time that is asked for be the day of what was offered', async () => {
    await expectActions(
      [
        'Priya: I could put together a paper on the licences. Give me two weeks.',
        'Amara: Two weeks, the twenty-third. Please do.',
      ],
      ['committed: Put together a paper on the licences (Priya Raman, 2027-03-23)'],
    );
  });

  it('does not take back a promise where "skip it" answers another question', async () => {
    await expectActions(
      [
        "Priya: I'll change the release note by Friday.",
        'Amara: Do we skip version three?',
        'Tomasz: Yes, skip it.',
      ],
      ['committed: Change the release note (Priya Raman, 2027-03-12)'],
    );
  });
});
