import assert from 'node:assert/strict';
import windowsZones from '../../../../src/local365/calendar/windowsZones.json' with { type: 'json' };
import { ianaZone, preferredZone, readMoment, writeMoment } from '../../../../src/local365/calendar/zones.ts';

describe('zones of the calendar', () => {
  it('every Windows zone leads to a zone that this machine knows', () => {
    assert.equal(Object.keys(windowsZones).length > 130, true);
    for (const name of Object.keys(windowsZones))
      assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: ianaZone(name) ?? 'none' }), name);
  });

  it('ianaZone takes IANA names and refuses others', () => {
    assert.equal(ianaZone('Europe/Madrid'), 'Europe/Madrid');
    for (const name of ['', 'Madrid', 'CET', 'Europe/Atlantis', 'toString', '__proto__'])
      assert.equal(ianaZone(name), null, name);
  });

  it('readMoment reads the wall clock of the zone, and an offset in the text before the zone', () => {
    const inZone = readMoment(
      { dateTime: '2026-07-01T10:00:00', timeZone: 'Romance Standard Time' },
      'start',
    );
    assert.equal(new Date(inZone.at).toISOString(), '2026-07-01T08:00:00.000Z');
    const offset = readMoment({ dateTime: '2026-07-01T10:00:00Z', timeZone: 'Europe/Madrid' }, 'start');
    assert.equal(new Date(offset.at).toISOString(), '2026-07-01T10:00:00.000Z');
    for (const value of [undefined, {}, { dateTime: 'soon' }, { dateTime: '2026-13-01T00:00:00' }])
      assert.throws(() => readMoment(value, 'start'), /'start/);
  });

  it('writeMoment writes seven digits of a second', () => {
    const at = Date.parse('2026-12-01T09:00:00.5Z');
    assert.deepEqual(writeMoment(at, 'Tokyo Standard Time'), {
      dateTime: '2026-12-01T18:00:00.5000000',
      timeZone: 'Tokyo Standard Time',
    });
  });

  it('preferredZone reads the header among other preferences', () => {
    assert.equal(preferredZone(undefined), 'UTC');
    assert.equal(
      preferredZone('odata.maxpagesize=5, outlook.timezone="GMT Standard Time"'),
      'GMT Standard Time',
    );
  });
});
