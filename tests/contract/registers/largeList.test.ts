import assert from 'node:assert/strict';
import { fillLists } from '../../bench/registers/fillLists.ts';
import { AMARA, KENJI, PRIYA, TENANT } from '../../support/sampleTenant.ts';
import { shownText } from '../../support/shownMessages.ts';
import { startApp, type TestWorld } from '../../support/startApp.ts';

/** More than SharePoint's list view threshold of 5,000, which the local one has too. */
const ROWS = 5_100;

describe('a list above the threshold', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string): Promise<string> => {
    const [answer] = await world.sendMessage(who, text);
    return shownText(answer ?? assert.fail(`Nothing was said to "${text}".`));
  };

  it('of 5,100 rows is synced, listed, filtered, added to, changed after lost replies, and set up again', async () => {
    const [project] = await world.app().lookup.ofTenant(TENANT);
    assert.ok(project);
    const link = await world
      .app()
      .transact(TENANT, ({ registers }) => registers.listLink(project.id, 'actions'));
    assert.ok(link);
    const { settings } = await world.local('GET', '/local365/settings');
    const threshold = (settings as { name: string; value: unknown }[]).find(
      ({ name }) => name === 'sharepoint.viewThreshold',
    );
    assert.equal(threshold?.value, 5_000);
    await fillLists(world.local365, link, ROWS);
    await world.passTime(60_000);
    assert.match(await say(KENJI, 'actions all'), /More than 100 actions, all/);
    assert.match(await say(KENJI, 'actions all "number 4999"'), /2 actions[\s\S]*A-4999[\s\S]*A-5099/);
    assert.match(await say(KENJI, 'A-5200'), /number 5100 to be looked at/);
    const items = { path: '/sites/[^/]+/lists/[^/]+/items', regex: true } as const;
    await world.fault({ match: { ...items, method: 'POST' }, fault: 'lost-reply', times: 1 });
    assert.match(await say(AMARA, 'add action Label the last rack owner @Priya'), /Added as A-5201/);
    await world.fault({ match: { ...items, method: 'PATCH' }, fault: 'lost-reply', times: 1 });
    assert.match(await say(PRIYA, 'done A-5201'), /A-5201[\s\S]*Done/);
    await world.retryJobs();
    await world.passTime(60_000);
    const { registers } = await world.app().registers.provision(project);
    assert.deepEqual(
      registers.flatMap(({ created, added, problems }) => [
        ...(created ? ['created'] : []),
        ...added,
        ...problems,
      ]),
      [],
    );
    const { siteId, listId } = link.list;
    const filter = encodeURIComponent("fields/ItemKey eq 'A-5201'");
    const { value } = await world.graph(
      `/sites/${siteId}/lists/${listId}/items?$expand=fields&$filter=${filter}`,
    );
    assert.deepEqual(
      (value as { fields: Record<string, unknown> }[]).map(({ fields }) => [fields.Title, fields.Status]),
      [['Label the last rack', 'Done']],
    );
    assert.match(await say(KENJI, 'A-5201'), /Saved in SharePoint/);
  });
});
