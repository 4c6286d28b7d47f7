import assert from 'node:assert/strict';
import { parseTenantFile, readTenantFile } from '../../../../src/local365/seed/tenantFile.ts';

const SAMPLE = 'samples/atlas/tenant.json';

describe('readTenantFile', () => {
  it('reads the sample, in which every named person, channel and app exists', () => {
    const { users, groups, events, sites, apps, consents } = readTenantFile(SAMPLE);
    const people = new Set(users.map(({ id }) => id));
    const channels = new Set(groups.flatMap((group) => group.channels.map(({ id }) => id)));
    const named = [
      ...users.flatMap(({ managerId }) => managerId ?? []),
      ...groups.flatMap(({ ownerIds, memberIds }) => [...ownerIds, ...memberIds]),
      ...events.flatMap(({ organiserId, attendeeIds }) => [organiserId, ...attendeeIds]),
      ...sites.flatMap(({ visitorIds }) => visitorIds),
    ];
    assert.deepEqual(
      named.filter((id) => !people.has(id)),
      [],
    );
    assert.deepEqual(
      events.flatMap(({ channelId }) => channelId ?? []).filter((id) => !channels.has(id)),
      [],
    );
    const appIds = new Set(apps.map(({ appId }) => appId));
    const granted = [
      ...consents.map(({ appId }) => appId),
      ...sites.flatMap(({ grants }) => grants.map(({ appId }) => appId)),
    ];
    assert.deepEqual(
      granted.filter((id) => !appIds.has(id)),
      [],
    );
    assert.equal(new Set(events.map(({ iCalUId }) => iCalUId)).size, events.length);
  });

  it('names file, place and problem in one sentence', () => {
    assert.throws(() => readTenantFile('none.json'), /^Error: The seed file none\.json cannot be read\./);
    assert.throws(() => readTenantFile('README.md'), /The seed file README\.md (is not JSON|cannot be read)/);
    const sample = readTenantFile(SAMPLE);
    const broken = { ...sample, users: [{ ...sample.users[0], mail: 'no address' }] };
    assert.throws(
      () => parseTenantFile(broken, 'mine.json'),
      /mine\.json is wrong at users\.0\.mail: Invalid email\./,
    );
    assert.throws(() => parseTenantFile({ ...sample, sties: [] }, 'mine.json'), /Unrecognized key.*sties/);
  });
});
