import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { FACTS } from '../../../../../src/meetings/minutes/judge/itemFacts.ts';
import { type JudgeModel, judgeFacts } from '../../../../../src/meetings/minutes/judge/judge.ts';
import { TONES } from '../../../../../src/meetings/minutes/judge/tones.ts';

const SHIPPED = new URL('../../../../../src/meetings/minutes/judge/judge.json', import.meta.url);

describe('the judge of proposed actions', () => {
  const { facts, model } = JSON.parse(readFileSync(SHIPPED, 'utf8')) as {
    facts: readonly string[];
    model: JudgeModel;
  };

  it('was trained on the facts that are read', () => {
    assert.deepEqual(facts, FACTS);
    assert.equal(model.linear.weights.length, FACTS.length);
  });

  it('holds a day and the weight of the words for a promise, and a condition against it', () => {
    const weightOf = (name: string): number => model.linear.weights[FACTS.indexOf(name)] ?? Number.NaN;
    for (const name of ['weight', 'day', 'model, said']) assert.ok(weightOf(name) > 0, name);
    for (const name of ['says if', 'vague verb']) assert.ok(weightOf(name) < 0, name);
  });

  it('counts the regression and the trees alike, and bends what comes of it', () => {
    const tree = {
      feature: [0, -1, -1],
      threshold: [3, 0, 0],
      left: [1, 0, 0],
      right: [2, 0, 0],
      value: [0, -2, 2],
    };
    const made: JudgeModel = {
      linear: { means: [1, 0], spreads: [2, 1], weights: [3, -1], bias: 0.5 },
      treeBase: 1,
      trees: [tree],
      calibration: { slope: 2, offset: 0.25 },
    };
    assert.equal(judgeFacts(made, [5, 2]), 0.5 + 3 * 2 - 2 + 1 + 2 + 0.25);
    assert.equal(judgeFacts(made, [1, 2]), 0.5 - 2 + 1 - 2 + 0.25);
  });
});

describe('the tones of English', () => {
  const tonesOf = (text: string): string[] =>
    TONES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

  it('tells a habit, a past event, a quote and a condition from a promise', () => {
    assert.ok(tonesOf('We usually send the file on Mondays.').includes('habit'));
    assert.ok(tonesOf('I already told the vendor.').includes('past'));
    assert.ok(tonesOf('She said they would call.').includes('quote'));
    assert.ok(tonesOf('If it fails I would ring you.').includes('if'));
    assert.deepEqual(tonesOf("I'll send the plan."), ['I', 'I will']);
  });
});
