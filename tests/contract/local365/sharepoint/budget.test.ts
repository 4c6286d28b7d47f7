import assert from 'node:assert/strict';
import { makeToken } from '../core/support.ts';
import { givenItem, givenList, startSharePoint, type TestSharePoint } from './support.ts';

describe('"Avoid getting throttled or blocked in SharePoint Online"', () => {
  let sharePoint: TestSharePoint;
  let list: string;
  beforeEach(async () => {
    sharePoint = await startSharePoint();
    list = await givenList(sharePoint, 'Counted');
    await givenItem(sharePoint, list, { Title: 'one' });
    sharePoint.clock.set('2026-11-02T09:00:30.000Z');
    assert.equal(sharePoint.context.settings.change({ 'sharepoint.unitsPerMinute': 10 }), null);
  });
  afterEach(() => sharePoint.close());

  it('counts 2 units for lists and changes, 1 for an item, and answers 429 until the minute is over', async () => {
    for (let at = 0; at < 3; at += 1) assert.equal((await sharePoint.get(`${list}/items`)).status, 200);
    const told = await sharePoint.patch(`${list}/items/1/fields`, { Title: 'two' });
    assert.deepEqual(
      ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => told.headers.get(name)),
      ['10', '2', '30'],
    );
    assert.equal((await sharePoint.get(`${list}/items/1`)).headers.get('ratelimit-remaining'), '1');
    const refused = await sharePoint.patch(`${list}/items/1/fields`, { Title: 'three' });
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'activityLimitReached']);
    assert.equal(refused.headers.get('retry-after'), '30');
    sharePoint.clock.set('2026-11-02T09:01:00.000Z');
    assert.equal((await sharePoint.get(`${list}/items/1/fields`)).body.Title, 'two');
  });

  it('counts 5 units for permissions, and each app for itself', async () => {
    for (let at = 0; at < 2; at += 1) assert.equal((await sharePoint.get('/permissions')).status, 200);
    assert.equal((await sharePoint.get('')).status, 429);
    const other = makeToken(['Sites.Read.All'], { appId: 'another-app' });
    assert.equal((await sharePoint.get('', { token: other })).status, 200);
  });
});
