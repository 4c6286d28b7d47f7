import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AMARA, startTenant } from '../support.ts';

describe('seedTenant', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local365-seed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('fills an empty tenant once; a second start keeps ids, changes and settings', async () => {
    const first = await startTenant({ folder });
    const site = (await first.get('/sites/harbour.sharepoint.example:/sites/atlas')).body.id;
    const events = (await first.get(`/users/${AMARA}/events?$top=100`)).body.value;
    await first.patch(`/users/${AMARA}/events/${events[0].id}`, { subject: 'Renamed by hand' });
    await first.set({ EnableAttributedTranscripts: false });
    await first.close();
    const second = await startTenant({ folder });
    assert.equal((await second.get('/sites/harbour.sharepoint.example:/sites/atlas')).body.id, site);
    const again = (await second.get(`/users/${AMARA}/events?$top=100`)).body.value;
    assert.deepEqual(
      again.map(({ id }: { id: string }) => id).sort(),
      events.map(({ id }: { id: string }) => id).sort(),
    );
    assert.ok(again.some(({ subject }: { subject: string }) => subject === 'Renamed by hand'));
    const { settings } = (await second.get('/local365/settings')).body;
    const value = (name: string) => settings.find((one: { name: string }) => one.name === name).value;
    assert.equal(value('EnableAttributedTranscripts'), false);
    assert.equal(value('EnableGraphTranscriptAccess'), true);
    await second.close();
  });
});
