import assert from 'node:assert/strict';
import { projectCard, setupCard } from '../../../../src/projects/cards/views.ts';
import { shapeProblems } from '../../../support/cardShape.ts';
import { amara, makeProject, priya, tomasz } from '../../../support/fakeRegisters.ts';
import { objectsIn, shownText } from '../../../support/shownMessages.ts';

const roster = [amara, tomasz, priya];

describe('setupCard', () => {
  it('is filled in with what is known and offers the members', () => {
    const values = { name: 'Atlas ERP', siteUrl: 'https://harbour.sharepoint.example/sites/atlas' };
    const card = setupCard({ conversationId: '19:x', values, roster, isLinked: false });
    const inputs = new Map(objectsIn(card).map(({ id, value }) => [id, value]));
    assert.equal(inputs.get('name'), 'Atlas ERP');
    assert.equal(inputs.get('siteUrl'), values.siteUrl);
    const coordinator = objectsIn(card).find(({ id }) => id === 'coordinatorId');
    assert.deepEqual(
      objectsIn(coordinator?.choices).map(({ title, value }) => [title, value]),
      roster.map(({ name, id }) => [name, id]),
    );
    assert.deepEqual(shapeProblems(card), []);
  });

  it('keeps a language that is not in its list, and says what was wrong', () => {
    const card = setupCard({
      conversationId: '19:x',
      values: { locale: 'nb-NO' },
      roster,
      isLinked: true,
      problem: 'The site is *closed*.',
    });
    const locale = objectsIn(card).find(({ id }) => id === 'locale');
    assert.equal(locale?.value, 'nb-NO');
    assert.ok(objectsIn(locale?.choices).some(({ value }) => value === 'nb-NO'));
    const text = shownText({ card });
    assert.match(text, /Change the set-up of this project/);
    assert.ok(text.includes('The site is \\*closed\\*.'));
  });
});

describe('projectCard', () => {
  it('shows who leads the project, and who is not in the directory', () => {
    const project = makeProject({ changeBoard: [priya.id], projectManagerId: 'gone' as typeof tomasz.id });
    const facts = objectsIn(projectCard(project, roster)).find(({ type }) => type === 'FactSet')?.facts;
    assert.deepEqual(
      objectsIn(facts).map(({ title, value }) => [title, value]),
      [
        ['Project manager', 'not in the directory'],
        ['Coordinator', 'Amara Okafor'],
        ['Change control board', 'Priya Raman'],
        ['Time zone', 'Europe/Madrid'],
        ['Language', 'en-GB'],
        ['Conversations', '1'],
      ],
    );
  });
});
