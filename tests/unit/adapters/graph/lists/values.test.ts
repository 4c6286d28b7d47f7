import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minorDigits, toMajor, toMinor } from '../../../../../src/adapters/graph/lists/money.ts';
import { readSiteUrl } from '../../../../../src/adapters/graph/lists/site.ts';
import { writeFields } from '../../../../../src/adapters/graph/lists/writeFields.ts';
import { zoneOfMailbox, zoneOfSite } from '../../../../../src/adapters/graph/zoneNames.ts';
import { InputError } from '../../../../../src/kernel/errors.ts';
import { asZoneName } from '../../../../../src/kernel/time.ts';
import type { FieldValue } from '../../../../../src/registers/definition.ts';
import { actions } from '../../../../../src/registers/definitions/actions.ts';
import type { ListRef } from '../../../../../src/registers/ports.ts';

describe('money in number columns', () => {
  it('knows the digits of a currency, two for what is none', () => {
    assert.deepEqual(['EUR', 'JPY', 'KWD', 'nonsense', ''].map(minorDigits), [2, 0, 3, 2, 2]);
  });

  it('comes back to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'USD'),
        (minor, currency) => {
          assert.equal(toMinor(toMajor(minor, currency), currency), minor);
        },
      ),
    );
  });

  it('rounds what has more digits than the currency', () => {
    assert.deepEqual(
      [toMinor(1.005, 'EUR'), toMinor(0.1 + 0.2, 'EUR'), toMinor(12.344, 'EUR')],
      [101, 30, 1234],
    );
  });
});

describe('writeFields', () => {
  const list: ListRef = {
    siteId: 's',
    listId: 'l',
    columns: { due: 'Due', status: 'Status', notes: 'Notes', slips: 'Slips', workstream: 'Workstream' },
    siteZone: asZoneName('Europe/Madrid'),
  };
  const write = (values: Record<string, FieldValue>) =>
    writeFields(list, actions, values, async () => null, new Set());

  it('clears with null whatever is empty', async () => {
    const { fields } = await write({ title: '', due: null, status: null, slips: null });
    assert.deepEqual(fields, { Title: null, Due: null, Status: null, Slips: null });
  });

  it('keeps text exactly as it was typed', async () => {
    const text = '  $\u007bx} <b>&amp;</b> "q" \\ =1+1\n\ttab\u00a0nbsp';
    assert.equal((await write({ notes: text })).fields.Notes, text);
  });

  const wrong: readonly (readonly [Record<string, FieldValue>, string])[] = [
    [{ title: 'x'.repeat(256) }, 'value-not-storable'],
    [{ due: '2027-02-30' }, 'value-not-storable'],
    [{ due: 'soon' }, 'value-not-storable'],
    [{ slips: 'three' }, 'value-not-storable'],
    [{ slips: Number.NaN }, 'value-not-storable'],
    [{ colour: 'red' }, 'field-unknown'],
    [{ owners: [{ personId: null, name: 'Eve' }] }, 'column-missing'],
  ];
  for (const [values, code] of wrong) {
    it(`refuses ${JSON.stringify(values).slice(0, 60)}`, () =>
      assert.rejects(write(values), (error: Error) => error instanceof InputError && error.code === code));
  }

  it('passes over an empty value whose column is missing', async () =>
    assert.deepEqual((await write({ owners: [] })).fields, {}));
});

describe('readSiteUrl', () => {
  const table: readonly (readonly [string, string])[] = [
    ['https://contoso.sharepoint.com/sites/alpha', 'sites/alpha'],
    [
      'https://contoso.sharepoint.com/teams/alpha/Shared%20Documents/Forms/AllItems.aspx?id=1#x',
      'teams/alpha',
    ],
    [' https://contoso.sharepoint.com/sites/Proyecto%20Ñ/ ', 'sites/Proyecto Ñ'],
    ['https://contoso.sharepoint.com/', ''],
    ['https://contoso.sharepoint.com/SitePages/Home.aspx', ''],
  ];
  for (const [url, path] of table)
    it(`reads ${url}`, () =>
      assert.deepEqual(readSiteUrl(url), { hostname: 'contoso.sharepoint.com', path }));
  for (const url of ['', 'contoso.sharepoint.com/sites/alpha', 'ftp://x/sites/a', 'javascript:alert(1)'])
    it(`refuses ${JSON.stringify(url)}`, () => assert.throws(() => readSiteUrl(url), InputError));
});

describe('zone names', () => {
  const table: readonly (readonly [string, string | null])[] = [
    ['(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Madrid'],
    ['(UTC) Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(UTC-08:00) Pacific Time (US and Canada)', 'America/Los_Angeles'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC-06:00) Central America', 'America/Guatemala'],
    ['(UTC-06:00) Central Time (US and Canada)', 'America/Chicago'],
    ['(UTC-02:00) Coordinated Universal Time-02', 'Etc/GMT+2'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['(UTC+25:00) Atlantis', null],
    ['', null],
  ];
  for (const [text, zone] of table)
    it(`reads ${JSON.stringify(text)} as ${zone}`, () => assert.equal(zoneOfSite(text), zone));

  it('reads Windows and IANA names of mailboxes, nothing else', () => {
    assert.deepEqual(
      ['Romance Standard Time', 'Europe/Madrid', 'UTC', 'Customized Time Zone', 'toString'].map(
        zoneOfMailbox,
      ),
      ['Europe/Paris', 'Europe/Madrid', 'Etc/UTC', null, null],
    );
  });
});
