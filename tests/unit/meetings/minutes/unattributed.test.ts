import assert from 'node:assert/strict';
import { expectActions, readTalk } from './talk.ts';

describe('makeRulesEngine, transcripts that name nobody', () => {
  it('leaves the owner of a bare promise to be confirmed', () =>
    expectActions(
      [": I'll send the vendor list by Thursday."],
      ['committed: Send the vendor list (?, 2027-03-11)'],
    ));

  it('takes the owner from a name that is said', () =>
    expectActions(
      [': Tom will send the vendor list by Thursday.'],
      ['committed: Send the vendor list (Tomasz Zielinski, 2027-03-11)'],
    ));

  it('takes the person asked for the one who answers', () =>
    expectActions(
      [': Priya, can you send the vendor list by Thursday?', ': Sure.'],
      ['committed: Send the vendor list (Priya Raman, 2027-03-11)'],
    ));

  it('gives a promise that follows a question to the person asked', () =>
    expectActions(
      [': What about the firewall, Priya?', ": I'll order the second pair by Thursday."],
      ['committed: Order the second pair (Priya Raman, 2027-03-11)'],
    ));

  it('takes the person who is thanked for the one who promised', () =>
    expectActions(
      [": I'll send the vendor list by Thursday.", ': Thanks, Kenji.'],
      ['committed: Send the vendor list (Kenji Mori, 2027-03-11)'],
    ));

  it('believes a speaker who says the own name', async () => {
    await expectActions(
      [': I, that is Lucía, will write the test report by Friday.'],
      ['committed: Write the test report (Lucía Fernández, 2027-03-12)'],
    );
    await expectActions(
      [": This is Kenji, I'll confirm the list of names by Friday."],
      ['committed: Confirm the list of names (Kenji Mori, 2027-03-12)'],
    );
  });

  it('lists nobody as present', async () => {
    const minutes = await readTalk([': Tom will send the vendor list by Thursday.']);
    assert.deepEqual([minutes.attendees, minutes.unidentifiedSpeakers], [[], 0]);
  });
});
