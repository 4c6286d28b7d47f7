import assert from 'node:assert/strict';
import type { IncomingMessage } from '../../../src/kernel/chat.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import { readTypedSetup, SETUP_USAGE } from '../../../src/projects/typedSetup.ts';
import { amara, general, priya, tomasz } from '../../support/fakeRegisters.ts';

const message = (...people: readonly { readonly id: string; readonly name: string }[]): IncomingMessage => ({
  kind: 'message',
  id: '1',
  at: asInstant('2026-11-25T10:00:00Z'),
  place: general,
  from: amara,
  text: '',
  mentions: people.map(({ id, name }) => ({ name, teamsId: `29:${id}`, personId: id })),
  files: [],
});

describe('readTypedSetup', () => {
  it('reads every word in any order, and mentions as the ids of people', () => {
    const typed =
      'board @[1] @[2] name Atlas ERP migration zone Europe/Madrid site https://harbour.sharepoint.example/sites/atlas locale en-GB coordinator @[0] manager @[1]';
    assert.deepEqual(readTypedSetup(typed, message(amara, tomasz, priya)), {
      changeBoard: `${tomasz.id},${priya.id}`,
      name: 'Atlas ERP migration',
      zone: 'Europe/Madrid',
      siteUrl: 'https://harbour.sharepoint.example/sites/atlas',
      locale: 'en-GB',
      coordinatorId: amara.id,
      projectManagerId: tomasz.id,
    });
  });

  it('leaves out what was not typed', () => {
    assert.deepEqual(readTypedSetup('ZONE Europe/Paris', message()), { zone: 'Europe/Paris' });
    assert.deepEqual(readTypedSetup('', message()), {});
  });

  it('takes a name between quotation marks whole, words of the set-up included', () => {
    const typed = readTypedSetup('name "Site and zone change" zone Europe/Paris', message());
    assert.deepEqual(typed, { name: 'Site and zone change', zone: 'Europe/Paris' });
    assert.equal(readTypedSetup('name “New site” locale fr-FR', message()).name, 'New site');
  });

  it('names nobody for a person whom Teams does not tell', () => {
    const unknown = { ...message(), mentions: [{ name: 'Sam', teamsId: '29:9' }] };
    assert.deepEqual(readTypedSetup('coordinator @[0] manager @[7]', unknown), {
      coordinatorId: '',
      projectManagerId: '',
    });
  });

  it('reads its own usage', () => {
    const typed = readTypedSetup(SETUP_USAGE.replaceAll('`', '').replace(/^setup /, ''), message());
    assert.deepEqual(Object.keys(typed).sort(), [
      'changeBoard',
      'coordinatorId',
      'locale',
      'name',
      'projectManagerId',
      'siteUrl',
      'zone',
    ]);
  });
});
