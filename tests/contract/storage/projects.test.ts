import assert from 'node:assert/strict';
import type { Place } from '../../../src/kernel/chat.ts';
import { asPersonId, asProjectId } from '../../../src/kernel/ids.ts';
import type { RosterMember } from '../../../src/kernel/people.ts';
import { asInstant, instantPlus } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { amara, general, makeProject, priya } from '../../support/fakeRegisters.ts';
import { startStores } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');
const cutover: Place = { ...general, conversationId: '19:cutover@thread.tacv2' };
const atlas = makeProject({ places: [] });

onEachDatabase('projects and places', (start) => {
  const open = async () => startStores(await start(), fakeClock(NOW));
  const openWithAtlas = async () => {
    const stores = await open();
    await stores.in(async ({ projects, places }) => {
      await projects.create(atlas, NOW);
      await places.activate(general, NOW);
      await places.link(general, atlas.id, NOW);
    });
    return stores;
  };

  it('come back as they were made, with their places', async () => {
    const stores = await openWithAtlas();
    const wanted = makeProject({ places: [general] });
    await stores.in(async ({ projects }) => {
      assert.deepEqual(await projects.get(atlas.id), wanted);
      assert.deepEqual(await projects.byName('ATLAS erp MIGRATION'), wanted);
      assert.deepEqual(await projects.byConversation(general.conversationId), wanted);
      assert.deepEqual(await projects.all(), [wanted]);
      assert.equal(await projects.byName('Borealis'), null);
      assert.equal(await projects.byConversation(cutover.conversationId), null);
    });
  });

  it('keep who was in them when that was read last, with the time once an hour', async () => {
    const stores = await openWithAtlas();
    const read = () => stores.in(({ rosters }) => rosters.get(atlas.id));
    const keep = (members: readonly RosterMember[], afterMs: number) =>
      stores.in(({ rosters }) => rosters.keep(atlas.id, members, instantPlus(NOW, afterMs)));
    assert.equal(await read(), null);
    await keep([amara], 0);
    await keep([amara], 1_800_000);
    assert.deepEqual(await read(), { members: [amara], readAt: NOW });
    await keep([amara, priya], 1_900_000);
    assert.deepEqual(await read(), { members: [amara, priya], readAt: instantPlus(NOW, 1_900_000) });
    await keep([amara, priya], 7_200_000);
    assert.equal((await read())?.readAt, instantPlus(NOW, 7_200_000));
  });

  it('are made once under a name, whatever its letters', async () => {
    const stores = await openWithAtlas();
    const twin = makeProject({ id: asProjectId('p-2'), name: 'atlas ERP Migration' });
    assert.equal(await stores.in(({ projects }) => projects.create(twin, NOW)), false);
    assert.equal((await stores.in(({ projects }) => projects.all())).length, 1);
  });

  it('keep changed settings and lose none', async () => {
    const stores = await openWithAtlas();
    const changed = { ...atlas, name: 'Atlas two', changeBoard: [priya.id], siteId: 'site', locale: 'de-DE' };
    await stores.in(({ projects }) => projects.save(changed));
    assert.deepEqual(await stores.in(({ projects }) => projects.get(atlas.id)), {
      ...changed,
      places: [general],
    });
  });

  it('speak first in the place that was linked first, as long as the bot is there', async () => {
    const stores = await openWithAtlas();
    await stores.in(({ places }) => places.link(cutover, atlas.id, instantPlus(NOW, 1)));
    const placesOf = async () =>
      (await stores.in(({ projects }) => projects.get(atlas.id)))?.places.map((each) => each.conversationId);
    assert.deepEqual(await placesOf(), [general.conversationId, cutover.conversationId]);
    await stores.in(({ places }) => places.deactivate(general.conversationId));
    assert.deepEqual(await placesOf(), [cutover.conversationId]);
    await stores.in(({ places }) => places.activate(general, NOW));
    assert.deepEqual(await placesOf(), [general.conversationId, cutover.conversationId]);
    await stores.in(({ places }) => places.unlink(general.conversationId));
    assert.deepEqual(await placesOf(), [cutover.conversationId]);
  });

  it('still belong to a conversation that the bot was taken out of', async () => {
    const stores = await openWithAtlas();
    await stores.in(({ places }) => places.deactivate(general.conversationId));
    const project = await stores.in(({ projects }) => projects.byConversation(general.conversationId));
    assert.deepEqual([project?.id, project?.places], [atlas.id, []]);
  });

  it('keep what is known of a place and take its newest address, without its thread', async () => {
    const stores = await open();
    const first: Place = { ...general, groupId: 'group-1', botName: 'Docket', threadId: '17' };
    await stores.in(({ places }) => places.seen(first, NOW));
    await stores.in(({ places }) => places.seen({ ...general, serviceUrl: 'http://127.0.0.1/new' }, NOW));
    const known = await stores.in(({ places }) => places.find(general.conversationId));
    const { threadId: _thread, ...kept } = first;
    assert.deepEqual(known, { place: { ...kept, serviceUrl: 'http://127.0.0.1/new' }, isActive: true });
  });

  it('do not make a place active again because something was heard from it', async () => {
    const stores = await openWithAtlas();
    await stores.in(({ places }) => places.deactivate(general.conversationId));
    await stores.in(({ places }) => places.seen(general, NOW));
    assert.equal((await stores.in(({ places }) => places.find(general.conversationId)))?.isActive, false);
    assert.deepEqual(await stores.in(({ places }) => places.active()), []);
  });

  it('of a team are known by its General channel, with the bot there or not', async () => {
    const stores = await open();
    const teamId = general.conversationId;
    await stores.in(async ({ places }) => {
      await places.activate({ ...general, teamId }, NOW);
      await places.activate({ ...cutover, teamId }, NOW);
      await places.activate({ ...general, conversationId: '19:elsewhere', teamId: '19:elsewhere' }, NOW);
      await places.deactivate(cutover.conversationId);
      const ids = (await places.ofTeam(teamId)).map((each) => each.conversationId);
      assert.deepEqual(ids, [cutover.conversationId, general.conversationId]);
    });
  });

  it('know the 1:1 chat of a person, until the bot is removed there', async () => {
    const stores = await open();
    const chat: Place = { ...general, kind: 'personal', conversationId: 'a:amara' };
    await stores.in(({ places }) => places.keepPersonal(amara.id, chat));
    const personal = () => stores.in(({ places }) => places.personal(amara.id));
    assert.deepEqual(await personal(), { place: chat, isActive: true });
    await stores.in(({ places }) => places.deactivate(chat.conversationId));
    assert.equal((await personal())?.isActive, false);
    await stores.in(({ places }) => places.keepPersonal(amara.id, chat));
    assert.equal((await personal())?.isActive, true);
  });

  it('have linked places before others', async () => {
    const stores = await open();
    await stores.in(async ({ projects, places }) => {
      await places.activate(cutover, NOW);
      await projects.create(atlas, NOW);
      await places.link(general, atlas.id, NOW);
    });
    const active = await stores.in(({ places }) => places.active());
    assert.deepEqual(
      active.map((each) => each.conversationId),
      [general.conversationId, cutover.conversationId],
    );
  });
});

onEachDatabase('people', (start) => {
  it('keep what an activity does not tell, and are found by either id', async () => {
    const stores = startStores(await start(), fakeClock(NOW));
    await stores.in(({ people }) => people.seen([amara, priya], NOW));
    await stores.in(({ people }) =>
      people.seen([{ id: amara.id, name: 'Amara O.', teamsId: '29:new' }], NOW),
    );
    await stores.in(async ({ people }) => {
      const [found] = await people.find([amara.id]);
      assert.deepEqual([found?.name, found?.mail, found?.teamsId], ['Amara O.', amara.mail, '29:new']);
      assert.deepEqual(
        (await people.byTeamsIds(['29:new', '29:nobody'])).map(({ id }) => id),
        [amara.id],
      );
      assert.deepEqual(await people.find([asPersonId('nobody')]), []);
      assert.deepEqual(await people.find([]), []);
    });
  });
});
