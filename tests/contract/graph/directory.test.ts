import assert from 'node:assert/strict';
import { makeDirectory } from '../../../src/adapters/graph/directory.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { AMARA, type GraphWorld, KENJI, LUCIA, SITE_URL, startGraphWorld, TEAM } from './support.ts';

describe('Directory', () => {
  let world: GraphWorld;
  beforeEach(async () => {
    world = await startGraphWorld();
  });
  afterEach(() => world.close());

  it('gives the members of a team with names, mails, titles and who is a guest', async () => {
    const members = await world.directory.members(TEAM);
    const lucia = members.find(({ id }) => id === LUCIA);
    assert.deepEqual(
      [lucia?.name, lucia?.givenName, lucia?.surname, lucia?.mail, lucia?.isGuest],
      ['Lucía Fernández', 'Lucía', 'Fernández', 'lucia.fernandez@harbour.example', false],
    );
    assert.ok(lucia?.jobTitle);
    assert.equal(members.find(({ id }) => id === KENJI)?.isGuest, true);
    assert.ok(members.length >= 8);
  });

  it('gives the members by what Teams tells when it may not ask for users', async () => {
    const poor = makeDirectory(world.clientWith(['TeamMember.Read.All']));
    const members = await poor.members(TEAM);
    assert.equal(members.find(({ id }) => id === LUCIA)?.name, 'Lucía Fernández');
    assert.equal(members.find(({ id }) => id === LUCIA)?.givenName, undefined);
  });

  it('finds people by id and by mail, more than one request takes, and leaves out strangers', async () => {
    const people = await world.directory.people([
      asPersonId(AMARA),
      asPersonId('a1000000-0000-4000-8000-0000000000ff'),
    ]);
    assert.deepEqual(
      people.map(({ name }) => name),
      ['Amara Okafor'],
    );
    const mails = [
      'Amara.Okafor@harbour.example',
      'lucia.fernandez@harbour.example',
      ...Array.from({ length: 20 }, (_, n) => `nobody${n}@harbour.example`),
      "o'neil@harbour.example",
    ];
    const found = await world.directory.peopleByMail(mails);
    assert.deepEqual(
      [...found].map(([mail, { id }]) => [mail, id]),
      [
        ['amara.okafor@harbour.example', AMARA],
        ['lucia.fernandez@harbour.example', LUCIA],
      ],
    );
    assert.equal(await world.directory.nameOf(asPersonId(LUCIA)), 'Lucía Fernández');
  });

  it('gives the zone of a mailbox, and null where there is none', async () => {
    assert.equal(await world.directory.zoneOf(asPersonId(AMARA)), 'Europe/Paris');
    assert.equal(await world.directory.zoneOf(asPersonId(KENJI)), null);
  });

  it('gives the site of a team, and null when it may not ask', async () => {
    assert.equal(await world.directory.siteOfTeam(TEAM), SITE_URL);
    assert.equal(await makeDirectory(world.clientWith(['User.Read.All'])).siteOfTeam(TEAM), null);
  });
});
