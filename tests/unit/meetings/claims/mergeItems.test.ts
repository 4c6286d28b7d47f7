import assert from 'node:assert/strict';
import { asRowKey } from '../../../../src/kernel/ids.ts';
import { asDay } from '../../../../src/kernel/time.ts';
import { mergeItems } from '../../../../src/meetings/claims/mergeItems.ts';
import type { Due, Evidence, MinuteItem, Owner } from '../../../../src/meetings/minutes/minutes.ts';

const said = (cue: number, quote: string, speaker = 'Priya Raman'): Evidence => ({
  cueIds: [`c${cue}`],
  startMs: cue * 1_000,
  endMs: cue * 1_000 + 900,
  speaker,
  quote,
});
const named = (name: string): Owner => ({ kind: 'named', name });
const due = (day: string): Due => ({ day: asDay(day), phrase: day, needsConfirmation: false });
const item = (
  text: string,
  evidence: readonly [Evidence, ...Evidence[]],
  more: Partial<MinuteItem> = {},
): MinuteItem => ({
  id: `${text} ${evidence[0].startMs}`,
  kind: 'action',
  text,
  owners: [named('Priya')],
  due: null,
  standing: 'committed',
  confidence: 0.6,
  evidence,
  history: [],
  ...more,
});
const inShort = ({ text, owners, due: day, standing }: MinuteItem): string =>
  `${text} | ${owners.map((owner) => ('name' in owner ? owner.name : '?')).join('+')} | ${day?.day ?? '-'} | ${standing}`;

describe('mergeItems', () => {
  it('makes one of two readings of the same words', () => {
    const words = 'I will send the network diagram to the vendor';
    const merged = mergeItems([
      item('Send the network diagram to the vendor', [said(3, words)], { due: due('2027-03-11') }),
      item('Send network diagram', [said(3, words)], { confidence: 0.8 }),
    ]);
    assert.deepEqual(merged.map(inShort), [
      'Send the network diagram to the vendor | Priya | 2027-03-11 | committed',
    ]);
    assert.equal(merged[0]?.confidence, 0.8);
    assert.deepEqual(merged[0]?.history, []);
  });

  it('keeps two things that were promised in one sentence', () => {
    const words = 'I will send the diagram and book the meeting room';
    const merged = mergeItems([
      item('Send the diagram', [said(3, words)]),
      item('Book the meeting room', [said(3, words)]),
    ]);
    assert.equal(merged.length, 2);
  });

  it('keeps the same task of two people', () => {
    const merged = mergeItems([
      item('Send the weekly report', [said(1, 'I will send the weekly report')]),
      item('Send the weekly report', [said(9, 'I will send the weekly report', 'Kenji Mori')], {
        owners: [named('Kenji')],
      }),
    ]);
    assert.equal(merged.length, 2);
  });

  it('lets the later words win, and keeps what was before', () => {
    const merged = mergeItems([
      item('Review the firewall rules', [said(40, 'make that Monday')], { due: due('2027-03-15') }),
      item('Review the firewall rules', [said(2, 'I will review the firewall rules by Friday')], {
        due: due('2027-03-12'),
      }),
    ]);
    assert.deepEqual(merged.map(inShort), ['Review the firewall rules | Priya | 2027-03-15 | committed']);
    assert.deepEqual(
      merged[0]?.history.map(({ what, from, to, evidence }) => [what, from, to, evidence.cueIds]),
      [['due', '2027-03-12', '2027-03-15', ['c40']]],
    );
    assert.deepEqual(
      merged[0]?.evidence.map(({ cueIds }) => cueIds[0]),
      ['c2', 'c40'],
    );
  });

  it('gives it to who took it over, where that was said', () => {
    const evidence = said(30, 'no, Sam will take the firewall rules');
    const merged = mergeItems([
      item('Review the firewall rules', [said(2, 'I will review the firewall rules')]),
      item('Review the firewall rules', [evidence], {
        owners: [named('Sam')],
        history: [{ what: 'owner', from: 'Priya', to: 'Sam', evidence }],
      }),
    ]);
    assert.deepEqual(merged.map(inShort), ['Review the firewall rules | Sam | - | committed']);
    assert.equal(merged[0]?.history.length, 1);
  });

  it('keeps a known owner and a known day when they are only not said again', () => {
    const merged = mergeItems([
      item('Review the firewall rules', [said(2, 'I will review the firewall rules')], {
        due: due('2027-03-12'),
      }),
      item('Review the firewall rules', [said(50, 'so the firewall rules are reviewed')], {
        owners: [{ kind: 'unknown' }],
      }),
    ]);
    assert.deepEqual(merged.map(inShort), ['Review the firewall rules | Priya | 2027-03-12 | committed']);
    assert.deepEqual(merged[0]?.history, []);
  });

  it('withdraws what was dropped later', () => {
    const merged = mergeItems([
      item('Review the firewall rules', [said(2, 'I will review the firewall rules')]),
      item('Review the firewall rules', [said(50, 'forget the firewall rules')], { standing: 'withdrawn' }),
    ]);
    assert.deepEqual(
      merged.map(({ standing, history }) => [standing, history.map(({ to }) => to)]),
      [['withdrawn', ['withdrawn']]],
    );
  });

  it('never makes one of two kinds or of two open rows', () => {
    const words = said(3, 'the load failed twice');
    const row = (key: string) => ({ carriesOver: { key: asRowKey(key), change: 'mentioned' } }) as const;
    const merged = mergeItems([
      item('The load failed twice', [words], { kind: 'issue' }),
      item('The load failed twice', [words], { kind: 'risk' }),
      item('The load failed twice', [words], row('A-1')),
      item('The load failed twice', [words], row('A-2')),
    ]);
    assert.equal(merged.length, 4);
  });

  it('gives the items in the order of the meeting', () => {
    const merged = mergeItems([
      item('Second thing', [said(9, 'second')]),
      item('First matter', [said(1, 'first')]),
    ]);
    assert.deepEqual(
      merged.map(({ text }) => text),
      ['First matter', 'Second thing'],
    );
  });
});
