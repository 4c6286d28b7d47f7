import assert from 'node:assert/strict';
import { readPolicy } from '../../../src/digests/changePolicy.ts';
import { usualChoice } from '../../../src/digests/choice.ts';
import { readChoice } from '../../../src/digests/choiceCommands.ts';
import { dueAt, isDueToday } from '../../../src/digests/morning/morningDue.ts';
import { digestTexts } from '../../../src/digests/texts.ts';
import { asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { priya } from '../../support/fakeRegisters.ts';

const usual = usualChoice(priya.id);
const chosen = (said: string) => {
  const choice = readChoice(usual, said, digestTexts('en'));
  return 'refused' in choice ? choice.code : choice;
};

describe('readChoice', () => {
  it('reads times, weekdays and ways, several at once', () => {
    assert.deepEqual(chosen('at 7:30 on Monday wed, fri minutes mail'), {
      ...usual,
      atMinute: 450,
      weekdays: [1, 3, 5],
      minutes: 'mail',
    });
    assert.deepEqual(chosen('off'), { ...usual, morning: false });
    assert.deepEqual(chosen('minutes off'), { ...usual, minutes: 'off' });
    assert.deepEqual(chosen('ON at 06.05'), { ...usual, atMinute: 365 });
  });

  for (const said of ['at 25:00', 'at noon', 'on someday', 'minutes fax', 'weekly', 'at']) {
    it(`refuses "${said}" as a whole`, () => {
      assert.equal(chosen(said), 'choice-unclear');
    });
  }
});

describe('readPolicy', () => {
  const policy = { sendsUnconfirmed: true };
  it('reads whether unconfirmed minutes go out, and the template', () => {
    assert.deepEqual(readPolicy(policy, 'unconfirmed OFF', digestTexts('en')), { sendsUnconfirmed: false });
    const withTemplate = { sendsUnconfirmed: true, templatePath: 'Templates/Minutes.docx' };
    assert.deepEqual(readPolicy(policy, 'template /Templates/Minutes.docx', digestTexts('en')), withTemplate);
    assert.deepEqual(readPolicy(withTemplate, 'template none', digestTexts('en')), policy);
    assert.deepEqual(readPolicy(withTemplate, 'unconfirmed off', digestTexts('en')), {
      ...withTemplate,
      sendsUnconfirmed: false,
    });
  });

  for (const said of ['template ../secret.docx', 'template Minutes.pdf', 'unconfirmed maybe', 'x']) {
    it(`refuses "${said}"`, () => {
      assert.ok('refused' in readPolicy(policy, said, digestTexts('en')));
    });
  }
});

describe('dueAt', () => {
  const madrid = asZoneName('Europe/Madrid');
  const at = (now: string, choice = usual) => dueAt(choice, madrid, asInstant(now));

  it('is eight o’clock of the reader’s own clock on working days, once', () => {
    assert.equal(at('2026-11-25T06:59:00Z'), null);
    assert.equal(at('2026-11-25T07:05:00Z'), '2026-11-25T07:00:00.000Z');
    assert.equal(at('2026-11-25T07:15:00Z', { ...usual, lastAt: asInstant('2026-11-25T07:05:00Z') }), null);
    assert.equal(at('2026-11-28T07:05:00Z'), null, 'Saturday');
  });

  it('is not made up for once the morning is over, nor sent to who wants none', () => {
    assert.equal(at('2026-11-25T10:59:00Z'), '2026-11-25T07:00:00.000Z');
    assert.equal(at('2026-11-25T11:01:00Z'), null);
    assert.equal(at('2026-11-25T07:05:00Z', { ...usual, morning: false }), null);
  });
});

describe('isDueToday', () => {
  const madrid = asZoneName('Europe/Madrid');
  const at = (now: string, choice = usual) => isDueToday(choice, madrid, asInstant(now));

  it('holds from midnight of the reader’s own clock until the digest is made or the morning is over', () => {
    assert.equal(at('2026-11-24T22:59:00Z'), false, 'Tuesday evening; its digest is long over');
    assert.equal(at('2026-11-24T23:00:00Z'), true);
    assert.equal(at('2026-11-25T08:30:00Z'), true);
    assert.equal(at('2026-11-25T08:30:00Z', { ...usual, lastAt: asInstant('2026-11-25T07:05:00Z') }), false);
    assert.equal(at('2026-11-25T11:01:00Z'), false);
  });

  it('holds for a later hour of the day, not for another weekday, nor for who wants none', () => {
    const late = { ...usual, atMinute: 16 * 60 };
    assert.equal(at('2026-11-25T09:00:00Z', late), true);
    assert.equal(at('2026-11-28T09:00:00Z', late), false, 'Saturday');
    assert.equal(at('2026-11-25T06:00:00Z', { ...usual, morning: false }), false);
    assert.equal(at('2026-03-29T00:30:00Z', { ...late, weekdays: [7] }), true, 'the day of a clock change');
  });
});
