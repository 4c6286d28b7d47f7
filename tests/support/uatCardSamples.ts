/** The cards of UAT, as they are at each step. */
import type { Card } from '../../src/kernel/cards.ts';
import { asRowKey } from '../../src/kernel/ids.ts';
import { asDay } from '../../src/kernel/time.ts';
import { resultCard } from '../../src/uat/cards/resultView.ts';
import { makeProject } from './fakeRegisters.ts';

export function uatCards(text: string): readonly (readonly [string, Card])[] {
  const project = makeProject({ name: text });
  const row = { key: asRowKey('TC-4'), values: { title: text, expected: text } };
  const view = { project, row, today: asDay('2026-11-25') };
  const given = { result: 'Failed', testedOn: '2026-11-24', words: text, severity: '2', evidence: text };
  return [
    ['test result', resultCard(view)],
    ['test result again', resultCard({ ...view, given, problem: text })],
  ];
}
