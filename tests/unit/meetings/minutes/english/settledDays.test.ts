/** A day on which two agree in several sentences. */
import { expectActions } from '../talk.ts';

describe('a day that is settled between two', () => {
  const SETTLED: readonly (readonly [lines: readonly string[], action: string])[] = [
    [
      [
        'Amara: Priya, can you write the plan? Is Friday realistic?',
        "Priya: Friday's tight, Monday.",
        'Amara: Monday it is.',
      ],
      'committed: Write the plan (Priya Raman, 2027-03-15)',
    ],
    [
      ['Amara: Priya, can you write the plan by Friday?', 'Priya: Monday.'],
      'committed: Write the plan (Priya Raman, 2027-03-15)',
    ],
    [
      ["Amara: I'll write the plan by Thursday.", 'Priya: Thursday the eighteenth, the board has it then.'],
      'committed: Write the plan (Amara Okafor, 2027-03-18)',
    ],
    [
      ["Amara: I'll write the plan by Thursday.", 'Priya: Monday the fifteenth is the board.'],
      'committed: Write the plan (Amara Okafor, 2027-03-11)',
    ],
    [
      ["Amara: I'll write the plan. Can we be through by the twenty-fourth?", 'Priya: That works for me.'],
      'committed: Write the plan (Amara Okafor, 2027-03-24)',
    ],
  ];
  for (const [lines, action] of SETTLED)
    it(lines.join(' / '), async () => {
      await expectActions(lines, [action]);
    });
});
