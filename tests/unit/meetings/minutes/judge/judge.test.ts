import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  FACTS_OF,
  type JudgeModel,
  judgeFacts,
  MODELS,
  type ModelName,
} from '../../../../../src/meetings/minutes/judge/judge.ts';
import { TONES } from '../../../../../src/meetings/minutes/judge/tones.ts';

const SHIPPED = new URL('../../../../../src/meetings/minutes/judge/judge.json', import.meta.url);

describe('the judge of actions and decisions', () => {
  const { facts, models } = JSON.parse(readFileSync(SHIPPED, 'utf8')) as {
    facts: Readonly<Record<ModelName, readonly string[]>>;
    models: Readonly<Record<ModelName, JudgeModel>>;
  };
  const weightOf = (kind: ModelName, name: string): number =>
    models[kind].linear.weights[FACTS_OF[kind].indexOf(name)] ?? Number.NaN;

  it('was trained on the facts that are read', () => {
    assert.deepEqual(facts, FACTS_OF);
    for (const kind of MODELS) assert.equal(models[kind].linear.weights.length, FACTS_OF[kind].length, kind);
  });

  it('holds a day and the weight of the words for a promise, and a condition against it', () => {
    for (const name of ['weight', 'day', 'after, its day']) assert.ok(weightOf('action', name) > 0, name);
    for (const name of ['says if, then', 'says would', 'length of the meeting'])
      assert.ok(weightOf('action', name) < 0, name);
  });

  it('holds the opening of a conclusion for a decision, and a form that no rule knows against it', () => {
    for (const name of ['weight', 'opens as a conclusion']) assert.ok(weightOf('decision', name) > 0, name);
    for (const name of ['says past', 'rule: no known form']) assert.ok(weightOf('decision', name) < 0, name);
  });

  it('holds a day that somebody repeats for a promise in no known form, and the same told elsewhere against it', () => {
    for (const name of ['day', 'after, its day', 'an answer', 'its words'])
      assert.ok(weightOf('promise', name) > 0, name);
    assert.ok(weightOf('unheard', 'promise') > 0);
    assert.ok(weightOf('unheard', 'an action rests on it') < 0);
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
    TONES.rules.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);

  it('tells a habit, a past event, a quote and a condition from a promise', () => {
    assert.ok(tonesOf('We usually send the file on Mondays.').includes('habit'));
    assert.ok(tonesOf('I already told the vendor.').includes('past'));
    assert.ok(tonesOf('She said they would call.').includes('quote'));
    assert.ok(tonesOf('If it fails I would ring you.').includes('if'));
    assert.deepEqual(tonesOf("I'll send the plan."), ['I', 'I will']);
  });
});
