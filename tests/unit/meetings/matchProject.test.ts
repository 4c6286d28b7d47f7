import assert from 'node:assert/strict';
import { asPersonId, asProjectId } from '../../../src/kernel/ids.ts';
import {
  type MeetingSigns,
  matchProject,
  type ProjectCandidate,
} from '../../../src/meetings/matchProject.ts';
import { amara, general, kenji, lucia, makeProject, priya, tomasz } from '../../support/fakeRegisters.ts';

const roster = [amara, tomasz, priya, lucia, kenji].map(({ id }) => id);
const atlas: ProjectCandidate = { project: makeProject({ name: 'Atlas ERP migration' }), rosterIds: roster };
const borealis: ProjectCandidate = {
  project: makeProject({
    id: asProjectId('p-2'),
    name: 'Borealis network',
    places: [{ ...general, conversationId: '19:borealis@thread.tacv2' }],
    coordinatorId: priya.id,
    projectManagerId: lucia.id,
  }),
  rosterIds: roster,
};
const STRANGER = asPersonId('a1000000-0000-4000-8000-000000000099');

const makeSigns = (overrides: Partial<MeetingSigns> = {}): MeetingSigns => ({
  subject: 'Weekly',
  threadId: null,
  organiserId: STRANGER,
  attendeeIds: [],
  ...overrides,
});

const nameFor = (signs: MeetingSigns, candidates = [atlas, borealis]): string | null =>
  matchProject(signs, candidates)?.name ?? null;

describe('matchProject', () => {
  it('takes the project of the linked channel before any name', () => {
    const signs = makeSigns({ subject: 'Atlas talk', threadId: '19:borealis@thread.tacv2' });
    assert.equal(nameFor(signs), 'Borealis network');
  });

  for (const subject of [
    'Atlas ERP migration: weekly',
    'ATLAS weekly',
    'Weekly (Atlas)',
    'Re: atlas—risks',
  ]) {
    it(`finds Atlas in “${subject}”`, () => {
      assert.equal(nameFor(makeSigns({ subject })), 'Atlas ERP migration');
    });
  }

  for (const subject of ['Atlases of the world', 'ERP review', 'Network outage', '']) {
    it(`finds no project in “${subject}”`, () => {
      assert.equal(nameFor(makeSigns({ subject })), null);
    });
  }

  it('does not take a common first word for a name, but the whole name', () => {
    const cloud = { ...atlas, project: makeProject({ name: 'Cloud move' }) };
    assert.equal(nameFor(makeSigns({ subject: 'Cloud costs' }), [cloud]), null);
    assert.equal(nameFor(makeSigns({ subject: 'About the cloud move' }), [cloud]), 'Cloud move');
  });

  it('takes a meeting that a lead called for people of the roster', () => {
    const signs = makeSigns({ organiserId: tomasz.id, attendeeIds: [priya.id, STRANGER] });
    assert.equal(nameFor(signs), 'Atlas ERP migration');
  });

  it('leaves a lead’s meeting with mostly other people alone, and one without guests', () => {
    const others = [STRANGER, asPersonId('a1000000-0000-4000-8000-000000000098'), priya.id];
    assert.equal(nameFor(makeSigns({ organiserId: tomasz.id, attendeeIds: others })), null);
    assert.equal(nameFor(makeSigns({ organiserId: tomasz.id })), null);
  });

  it('does not guess between two projects that the subject names, but lets the people decide', () => {
    const subject = 'Atlas and Borealis';
    assert.equal(nameFor(makeSigns({ subject })), null);
    const signs = makeSigns({ subject, organiserId: priya.id, attendeeIds: [amara.id] });
    assert.equal(nameFor(signs), 'Borealis network');
  });
});
