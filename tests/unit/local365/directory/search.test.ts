import assert from 'node:assert/strict';
import { passesSearch } from '../../../../src/local365/directory/search.ts';

const LUCIA = {
  displayName: 'Lucía Fernández',
  mail: 'lucia.fernandez@harbour.example',
  jobTitle: 'Test manager',
};

describe('passesSearch', () => {
  const found = [
    '"displayName:luc"',
    '"displayName:fernandez"',
    '"displayName:lucía fern"',
    '"displayName:nobody" OR "mail:lucia"',
    '"displayName:lucia" AND "mail:fernandez"',
  ];
  for (const search of found) it(`finds by ${search}`, () => assert.equal(passesSearch(search, LUCIA), true));

  const missed = ['"displayName:ucia"', '"displayName:lucia" AND "mail:okafor"', '"mail:nobody"'];
  for (const search of missed)
    it(`does not find by ${search}`, () => assert.equal(passesSearch(search, LUCIA), false));

  it('refuses what is not written as the page says, and properties that cannot be searched', () => {
    for (const search of ['lucia', 'displayName:lucia', '""', '"displayName:"'])
      assert.throws(() => passesSearch(search, LUCIA), /Syntax error in \$search/);
    assert.throws(() => passesSearch('"jobTitle:test"', LUCIA), /does not support \$search by 'jobTitle'/);
  });
});
