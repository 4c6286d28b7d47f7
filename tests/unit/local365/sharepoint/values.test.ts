import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { internalName } from '../../../../src/local365/sharepoint/columns/columnNames.ts';
import { numberedName } from '../../../../src/local365/sharepoint/drives/fileNames.ts';
import { quickXorHash } from '../../../../src/local365/sharepoint/drives/quickXorHash.ts';
import { storedDay, storedMoment } from '../../../../src/local365/sharepoint/items/moments.ts';
import {
  beginningWith,
  exactly,
  makeSortedIndex,
} from '../../../../src/local365/sharepoint/items/sortedIndex.ts';
import { SHAREPOINT_ZONES, sharePointZone } from '../../../../src/local365/sharepoint/zones.ts';

describe('storedDay', () => {
  it('keeps the day in any zone, however often it is written again (property)', () => {
    const zone = fc.constantFrom(...SHAREPOINT_ZONES.map(({ names }) => names[0] ?? 'UTC'));
    const day = fc.date({
      min: new Date('1990-01-02T12:00:00Z'),
      max: new Date('2060-12-30T12:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, zone, (date, name) => {
        const written = date.toISOString().slice(0, 10);
        const stored = storedDay(written, name) ?? '';
        assert.equal(DateTime.fromISO(stored, { zone: name }).toISODate(), written);
        assert.equal(storedDay(stored, name), stored);
      }),
    );
  });

  it('refuses what is no date, and years before 1900', () => {
    for (const text of ['2027-02-30', '01/04/2027', 'tomorrow', '', '2027-4-1', '1899-12-31'])
      assert.equal(storedDay(text, 'Europe/Madrid'), null, text);
  });
});

describe('storedMoment', () => {
  it('reads a moment without offset in the zone of the site', () => {
    assert.equal(storedMoment('2027-04-01T10:00', 'Europe/Madrid'), '2027-04-01T08:00:00Z');
    assert.equal(storedMoment('2027-04-01T10:00:00.9Z', 'Europe/Madrid'), '2027-04-01T10:00:00Z');
  });
});

describe('internalName', () => {
  it('has only letters, digits and underscores, and at most 32 of them (property)', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        assert.match(internalName(name), /^[A-Za-z_][A-Za-z0-9_]{0,31}$/);
      }),
    );
  });
});

describe('quickXorHash ("QuickXorHash algorithm")', () => {
  for (const [bytes, hash] of [
    ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['Sg==', 'SgAAAAAAAAAAAAAAAQAAAAAAAAA='],
    ['tbQ=', 'taAFAAAAAAAAAAAAAgAAAAAAAAA='],
    ['0pZP', '0rDEEwAAAAAAAAAAAwAAAAAAAAA='],
  ] as const)
    it(`is ${hash} for ${bytes || 'nothing'}`, () =>
      assert.equal(quickXorHash(Buffer.from(bytes, 'base64')), hash));
});

describe('numberedName', () => {
  it('puts the number before the ending', () => {
    const taken = ['minutes.docx', 'minutes 1.docx', '.profile'];
    assert.equal(
      numberedName('minutes.docx', (name) => taken.includes(name)),
      'minutes 2.docx',
    );
    assert.equal(
      numberedName('.profile', (name) => taken.includes(name)),
      '.profile 1',
    );
  });
});

describe('makeSortedIndex', () => {
  const entry = fc.record({ key: fc.string({ maxLength: 3 }), id: fc.nat(50) });

  it('finds what a plain search finds, after any additions and removals (property)', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), fc.string({ maxLength: 2 }), (first, more, wanted) => {
        const index = makeSortedIndex(first);
        for (const { key, id } of more) index.add(key, id);
        const removed = first[0];
        if (removed !== undefined) index.remove(removed.key, removed.id);
        const held = [...first.slice(1), ...more];
        const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);
        const expect = (passes: (key: string) => boolean) =>
          sorted(held.filter(({ key }) => passes(key)).map(({ id }) => id));
        assert.deepEqual(
          sorted(index.ids(exactly(wanted))),
          expect((key) => key === wanted),
        );
        assert.deepEqual(
          sorted(index.ids(beginningWith(wanted))),
          expect((key) => key.startsWith(wanted)),
        );
        assert.deepEqual(
          sorted(index.ids({ from: { key: wanted, excluded: true } })),
          expect((key) => key > wanted),
        );
        assert.equal(
          index.count({ to: { key: wanted, excluded: true } }),
          expect((key) => key < wanted).length,
        );
      }),
    );
  });
});

describe('sharePointZone', () => {
  it('agrees with the offset of each zone in winter and summer', () => {
    for (const { names, bias, hasSummerTime, description } of SHAREPOINT_ZONES) {
      const offsets = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map(
        (at) => DateTime.fromISO(at, { zone: names[0] ?? '' }).offset,
      );
      assert.equal(0 - Math.min(...offsets), bias, description);
      assert.equal(offsets[0] !== offsets[1], hasSummerTime, description);
    }
  });

  it('knows every IANA name that it lists, and refuses others', () => {
    for (const { names } of SHAREPOINT_ZONES)
      for (const name of names) assert.equal(DateTime.local({ zone: name }).isValid, true, name);
    assert.throws(() => sharePointZone('Mars/Olympus'), RangeError);
  });
});
