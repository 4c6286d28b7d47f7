import assert from 'node:assert/strict';
import {
  cardAnswerBody,
  replacementActivity,
  replyActivities,
} from '../../../../src/adapters/teams/replyActivity.ts';
import type { Card } from '../../../../src/kernel/cards.ts';
import { InputError } from '../../../../src/kernel/errors.ts';

const makeCard = (text: string, more: Partial<Card> = {}): Card => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  ...more,
});

const PRIYA = { name: 'Priya Raman', teamsId: '29:priya' };
const priyaEntity = {
  type: 'mention',
  text: '<at>Priya Raman</at>',
  mentioned: { id: '29:priya', name: 'Priya Raman' },
};

const hasCode = (code: string) => (error: unknown) => error instanceof InputError && error.code === code;

describe('replyActivities', () => {
  it('makes one message of a text, with an entity for each mention shown', () => {
    const kenji = { name: 'Kenji Mori', teamsId: '29:kenji' };
    const reply = { text: '<at>Priya Raman</at>, please look.', mentions: [PRIYA, kenji] };
    assert.deepEqual(replyActivities(reply), [
      { type: 'message', text: reply.text, textFormat: 'markdown', entities: [priyaEntity] },
    ]);
  });

  it('makes an entity for each of two people of one name, and one for a person named twice', () => {
    const namesake = { name: 'Priya Raman', teamsId: '29:other-priya' };
    const text = '<at>Priya Raman</at> and <at>Priya Raman</at>';
    const [{ entities }] = replyActivities({ text, mentions: [PRIYA, PRIYA, namesake] });
    assert.deepEqual(
      entities?.map(({ mentioned }) => mentioned.id),
      ['29:priya', '29:other-priya'],
    );
  });

  it('puts the entities of a card into the card, beside its own settings', () => {
    const card = makeCard('Owner: <at>Priya Raman</at>', { msteams: { width: 'Full' } });
    const [{ attachments, entities }] = replyActivities({ card, mentions: [PRIYA] });
    assert.deepEqual(attachments?.[0]?.content.msteams, { width: 'Full', entities: [priyaEntity] });
    assert.equal(entities, undefined);
    assert.deepEqual(card.msteams, { width: 'Full' });
  });

  it('splits a text over the limit, the card on the first message and each mention where it stands', () => {
    const text = `${'word '.repeat(20_000)}<at>Priya Raman</at>`;
    const messages = replyActivities({ text, card: makeCard('minutes'), mentions: [PRIYA] });
    assert.ok(messages.length > 1);
    assert.ok(messages.every((message) => JSON.stringify(message).length * 2 < 100 * 1024));
    assert.deepEqual(
      messages.map(({ attachments }) => attachments?.length ?? 0),
      messages.map((_message, index) => (index === 0 ? 1 : 0)),
    );
    assert.deepEqual(
      messages.map(({ entities }) => entities?.length ?? 0),
      messages.map((_message, index) => (index === messages.length - 1 ? 1 : 0)),
    );
  });

  it('refuses a card that is too big and names its size', () => {
    const card = makeCard('é'.repeat(13_000));
    assert.throws(() => replyActivities({ card }), hasCode('card-too-big'));
    assert.throws(() => replyActivities({ card }), /A card has 26,0\d\d bytes; Teams shows 25,600 at most/);
  });

  it('refuses a reply that says nothing', () => {
    assert.throws(() => replyActivities({ text: ' \n' }), hasCode('empty-message'));
    assert.throws(() => replyActivities({}), hasCode('empty-message'));
  });
});

describe('replacementActivity', () => {
  it('refuses a text that needs more than one message', () => {
    assert.throws(() => replacementActivity({ text: 'word '.repeat(20_000) }), hasCode('message-too-big'));
    assert.equal(replacementActivity({ text: 'short' }).text, 'short');
  });
});

describe('cardAnswerBody', () => {
  it('has the forms that Universal Actions name', () => {
    const card = makeCard('published');
    assert.deepEqual(cardAnswerBody({ card }), {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: card,
    });
    assert.deepEqual(cardAnswerBody({ text: 'Done.' }), {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Done.',
    });
  });
});
