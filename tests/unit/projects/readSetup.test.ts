import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { readSetup, type SetupInput } from '../../../src/projects/readSetup.ts';
import { amara, priya, tomasz } from '../../support/fakeRegisters.ts';

const makeInput = (overrides: Partial<SetupInput> = {}): SetupInput => ({
  name: 'Atlas ERP migration',
  siteUrl: 'https://harbour.sharepoint.example/sites/atlas',
  zone: 'Europe/Madrid',
  locale: 'en-GB',
  coordinatorId: amara.id,
  projectManagerId: tomasz.id,
  changeBoard: '',
  ...overrides,
});

const read = (overrides: Partial<SetupInput>) => readSetup(makeInput(overrides), [amara, tomasz, priya]);

function reasonOf(overrides: Partial<SetupInput>): string {
  const result = read(overrides);
  return isRefusal(result) ? result.reason : assert.fail('It was not refused.');
}

describe('readSetup', () => {
  it('takes a whole form, with blanks and the slash at the end of the site mended', () => {
    assert.deepEqual(
      read({
        name: '  Atlas   ERP migration ',
        siteUrl: ' https://harbour.sharepoint.example/sites/atlas/?web=1 ',
        locale: 'EN-gb',
        changeBoard: ` ${tomasz.id} , ${priya.id},`,
      }),
      { ...makeInput(), changeBoard: [tomasz.id, priya.id] },
    );
  });

  it('tells every problem at once', () => {
    const reason = reasonOf({
      name: ' ',
      siteUrl: 'sites/atlas',
      zone: 'Madrid',
      locale: 'english please',
      coordinatorId: '',
      projectManagerId: 'somebody',
      changeBoard: 'x,y',
    });
    for (const part of [
      'the project needs a name',
      'the site is its full address, such as https://contoso.sharepoint.com/sites/atlas',
      '“Madrid” is no time zone; write it as Europe/Madrid',
      '“english please” is no language tag; write it as en-GB',
      'the coordinator must be a member of this team or chat',
      'the project manager must be a member of this team or chat',
      'the change control board must be a member of this team or chat',
    ]) {
      assert.ok(reason.includes(part), `${part} — in: ${reason}`);
    }
    assert.equal(reason.match(/change control board/g)?.length, 1);
  });

  it('asks for what is missing rather than quoting nothing', () => {
    const reason = reasonOf({ zone: '', locale: ' ' });
    assert.match(reason, /the time zone is missing; write it as Europe\/Madrid; the language is missing/);
  });

  it('refuses a name that no heading has room for', () => {
    assert.match(reasonOf({ name: 'x'.repeat(81) }), /80 characters at most/);
  });

  for (const siteUrl of ['ftp://harbour.example/sites/a', 'javascript:alert(1)', 'https://']) {
    it(`refuses the site ${siteUrl}`, () => {
      assert.match(reasonOf({ siteUrl }), /the site is its full address/);
    });
  }
});
