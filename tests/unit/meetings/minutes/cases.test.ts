import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { asInstant } from '../../../../src/kernel/time.ts';
import { makeRulesEngine } from '../../../../src/meetings/minutes/index.ts';
import type { MeetingContext, Minutes } from '../../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';
import { inOneLine, itemsOf, makeContext, person } from './talk.ts';

const loadCase = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../../fixtures/cases/${name}.json`, import.meta.url), 'utf8'));

const minutesOf = async (text: string, more: Partial<MeetingContext>): Promise<Minutes> =>
  makeRulesEngine().write(await readTranscript(new TextEncoder().encode(text)), makeContext(more));

const asText = (talk: readonly { speaker: string; text: string }[]): string =>
  talk.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');

/** Tuesday 4 May 2027. */
const start = asInstant('2027-05-04T12:00:00Z');

describe('makeRulesEngine, cases', () => {
  it('gives an anonymous speaker no identity and counts a person once (H02)', async () => {
    const { input, expected } = await loadCase('H02-anonymous-speakers-and-badges');
    const roster = [
      person(1, 'Marta Rossi', { mail: 'marta.rossi@contoso.example' }),
      person(2, 'Peter Guest', { mail: 'peter.guest@contoso.example' }),
    ];
    const minutes = await minutesOf(input, { roster, attendeeIds: [], start });
    const actions = itemsOf(minutes, 'action');
    assert.deepEqual(actions.map(inOneLine), [
      'committed: Order the spare switches (?, 2027-05-10)',
      'committed: Update the risk log (Marta Rossi, 2027-05-05)',
      'committed: Call the carrier (Marta Rossi, 2027-05-05)',
      'committed: Book the UAT room (Peter Guest, 2027-05-05)',
    ]);
    assert.deepEqual(actions[0]?.owners, [{ kind: 'unknown', label: 'Speaker 1' }]);
    assert.deepEqual(
      minutes.attendees.map(({ name }) => name),
      expected.attendeesNamed,
    );
    assert.equal(minutes.unidentifiedSpeakers, expected.unidentifiedSpeakers);
  });

  it('makes one item of a promise repeated after a restart, and reads both days from the meeting (H03)', async () => {
    const { input } = await loadCase('H03-recording-stopped-and-restarted');
    const [first, second] = input.transcripts as { content: string }[];
    const later = second?.content.replace('WEBVTT\n\n', '').replaceAll('00:', '01:') ?? '';
    const minutes = await minutesOf(`${first?.content}\n${later}`, { roster: [], attendeeIds: [], start });
    const actions = itemsOf(minutes, 'action');
    assert.deepEqual(actions.map(inOneLine), [
      'committed: Draft the rollback plan (Noor Haddad, 2027-05-07)',
      'committed: Ask Legal about the licence (Sam Okafor, 2027-05-07)',
    ]);
    assert.equal(actions[0]?.evidence.length, 2);
  });

  it('asks which Anna is meant unless the talk tells (H07)', async () => {
    const { input } = await loadCase('H07-two-people-with-one-first-name');
    const roster = [
      person(4, 'Anna Solis'),
      person(1, 'Anna Keller', { department: 'Infrastructure' }),
      person(2, 'Anna Petrov', { department: 'Finance' }),
      person(3, 'Jonas Wirth'),
    ];
    const attendeeIds = roster.slice(1).map(({ id }) => id);
    const actions = itemsOf(await minutesOf(asText(input), { roster, attendeeIds, start }), 'action');
    assert.deepEqual(actions.map(inOneLine), [
      'committed: Send the cost sheet (Anna Petrov, 2027-05-07)',
      'committed: Check the rack space (Anna?, -)',
      'committed: Book the crane (Anna Keller, -)',
    ]);
    const [owner] = actions[1]?.owners ?? [];
    assert.ok(owner?.kind === 'ambiguous');
    assert.deepEqual(
      owner.candidates.map(({ name, hint }) => `${name}, ${hint}`),
      ['Anna Keller, Infrastructure', 'Anna Petrov, Finance'],
    );
  });

  it('keeps the direction of a promise (H08)', async () => {
    const { input, expected } = await loadCase('H08-direction-of-a-promise');
    const roster = [person(1, 'Leila Aziz'), person(2, 'Petra Novak'), person(3, 'Jonas Wirth')];
    const minutes = await minutesOf(asText(input), { roster, attendeeIds: [], start });
    assert.deepEqual(itemsOf(minutes, 'action').map(inOneLine), [
      'committed: Send the log files to Leila (Jonas Wirth, 2027-05-07)',
      'committed: Send Leila the list of hosts (Jonas Wirth, 2027-05-10)',
    ]);
    assert.deepEqual(
      minutes.attendees.map(({ name }) => name),
      expected.attendees,
    );
  });

  it('reads the weekday phrases of a meeting whatever the clock of the server says (H05)', async () => {
    const { expected } = await loadCase('H05-weekday-phrases-from-meeting-time');
    for (const row of expected as { said: string; due?: string | null }[]) {
      if (row.due === undefined || row.due === null) continue;
      const said = row.said.startsWith("I'll") ? row.said : `I'll send the plan ${row.said}`;
      const [action] = itemsOf(
        await minutesOf(`Jonas Wirth: ${said}.`, { start: asInstant('2027-03-09T09:00:00Z') }),
        'action',
      );
      assert.equal(action?.due?.day, row.due, row.said);
    }
  });
});
