import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayOfMoment, momentOfDay } from '../../../../../src/adapters/graph/lists/days.ts';
import { asDay, asInstant, asZoneName, dayPlus, startOfDay } from '../../../../../src/kernel/time.ts';
import h17 from '../../../../fixtures/cases/H17-date-only-column.json' with { type: 'json' };

const ZONES = [
  'Europe/Madrid',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Santiago',
  'Australia/Lord_Howe',
  'UTC',
].map(asZoneName);

/** What SharePoint keeps of a moment in a date-only column: the start of its day in the site's zone. */
const kept = (moment: string, zone: string): string =>
  asInstant(DateTime.fromISO(moment, { zone }).startOf('day').toJSDate());

describe('days of date-only columns', () => {
  h17.input.forEach(({ siteZone, write, listLaterReturns }, index) => {
    it(`keeps ${write} in ${siteZone} (H17)`, () => {
      const zone = asZoneName(siteZone);
      assert.equal(dayOfMoment(listLaterReturns, zone), h17.expected[index]);
      assert.equal(kept(momentOfDay(asDay(write), zone), siteZone), asInstant(listLaterReturns));
    });
  });

  it('keeps every day in every zone, over many saves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(...ZONES), (offset, zone) => {
        const day = dayPlus(asDay('2000-01-01'), offset);
        let stored: string = startOfDay(day, zone);
        for (let save = 0; save < 3; save += 1) {
          const read = dayOfMoment(stored, zone);
          assert.equal(read, day);
          stored = kept(momentOfDay(day, zone), zone);
        }
      }),
    );
  });

  it('keeps the day of a site whose zone it has wrong by up to eleven hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000 }),
        fc.constantFrom('Europe/Madrid', 'America/Los_Angeles', 'Asia/Kolkata', 'Asia/Tokyo'),
        (offset, siteZone) => {
          const day = dayPlus(asDay('2020-01-01'), offset);
          const utc = asZoneName('UTC');
          assert.equal(dayOfMoment(kept(momentOfDay(day, utc), siteZone), utc), day);
        },
      ),
    );
  });

  it('reads no day from text that is no moment', () =>
    assert.equal(dayOfMoment('soon', asZoneName('UTC')), null));
});
