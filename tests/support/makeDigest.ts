/** A digest with everything in it that minutes can have; overrides replace whole fields. */
import type { Digest } from '../../src/digests/digest.ts';
import { asRowKey } from '../../src/kernel/ids.ts';
import { asDay } from '../../src/kernel/time.ts';
import type { MinuteItem } from '../../src/meetings/minutes/minutes.ts';

import { kenji, makeProject, priya } from './fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from './makeMeeting.ts';

export function makeDigest(overrides: Partial<Digest> = {}): Digest {
  const minutes = makeMinutes(
    [
      said('d1', 'decision', 65_000, 'Cutover is on Saturday 23 January', 'Tomasz Zielinski'),
      said('d2', 'decision', 190_000, 'The old firewalls stay powered for two weeks', 'Priya Raman'),
      {
        ...said('a1', 'action', 93_000, 'Order the second firewall pair', 'Priya Raman'),
        owners: [{ kind: 'person', personId: priya.id, name: priya.name, stated: true }],
        due: { day: asDay('2026-11-27'), phrase: 'by Friday', needsConfirmation: false },
      },
      {
        ...said('a2', 'action', 412_000, 'Send the interface list to the vendor', 'Kenji Mori'),
        owners: [{ kind: 'person', personId: kenji.id, name: kenji.name, stated: true }],
        due: { day: asDay('2026-11-30'), phrase: 'on Monday', needsConfirmation: false },
        carriesOver: { key: asRowKey('A-4'), change: 'update' },
      },
      {
        ...said('a3', 'action', 431_000, 'Renew the support contract', 'Kenji Mori'),
        owners: [{ kind: 'person', personId: kenji.id, name: kenji.name, stated: true }],
        carriesOver: { key: asRowKey('A-5'), change: 'complete' },
      },
      { ...said('a4', 'action', 1_805_000, 'Book the data centre access', null), owners: [] },
      said('r1', 'risk', 2_460_000, 'The vendor delivers the cables late', 'Priya Raman'),
      said('i1', 'issue', 2_520_000, 'The test network is down since Monday', 'Kenji Mori'),
      said('q1', 'question', 3_723_000, 'Who signs the cutover plan?', 'Tomasz Zielinski'),
    ],
    {
      attendees: ['Priya Raman', 'Kenji Mori', 'Tomasz Zielinski'].map((name) => ({ name, personId: null })),
      unidentifiedSpeakers: 1,
    },
  );
  return {
    project: makeProject(),
    meeting: makeMeeting(),
    minutes,
    standing: { kind: 'confirmed' },
    keys: new Map([
      ['d1', 'D-1'],
      ['d2', 'D-2'],
      ['a1', 'A-12'],
      ['a2', 'A-4'],
      ['a3', 'A-5'],
      ['a4', 'A-13'],
      ['r1', 'R-3'],
      ['i1', 'I-2'],
    ]),
    absent: ['Lucía Fernández'],
    coordinator: 'Amara Okafor',
    ...overrides,
  };
}

function said(
  id: string,
  kind: MinuteItem['kind'],
  startMs: number,
  text: string,
  speaker: string | null,
): MinuteItem {
  const quote = `${text}, as I said.`;
  return makeItem({
    id,
    kind,
    text,
    owners: [],
    evidence: [{ cueIds: [id], startMs, endMs: startMs + 3_000, speaker, quote }],
  });
}
