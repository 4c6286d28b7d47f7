import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { playgroundConfig } from '../../../../src/adapters/teams/playgroundConfig.ts';
import { InputError } from '../../../../src/kernel/errors.ts';
import { makePlaygroundWorld } from '../../../support/playgroundWorld.ts';

describe('playgroundConfig', () => {
  it('describes the sample tenant in the words of the Playground', () => {
    const config = parse(playgroundConfig(makePlaygroundWorld()));
    assert.equal(config.currentUser.userPrincipleName, 'amara.okafor@harbour.example');
    assert.equal(config.currentUser.name, 'Amara Okafor');
    assert.equal(config.users.length, 5);
    assert.deepEqual(config.team.channels, [{ id: '19:cutover@thread.tacv2', name: 'Cutover' }]);
    assert.equal(config.team.aadGroupId, '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01');
  });

  it('knows each person by one id, so that a 1:1 chat opens by Entra id', () => {
    const { currentUser, users } = parse(playgroundConfig(makePlaygroundWorld()));
    for (const { id, aadObjectId } of [currentUser, ...users]) assert.equal(id, aadObjectId);
  });

  it('keeps names with quotes and colons as they are', () => {
    const world = makePlaygroundWorld({ groupChat: { id: '19:g@thread.v2', name: 'Cutover: "crew" # 1' } });
    assert.equal(parse(playgroundConfig(world)).groupChat.name, 'Cutover: "crew" # 1');
  });

  it('refuses what would make the Playground end without a word', () => {
    const { others, signedIn } = makePlaygroundWorld();
    const refuses = (overrides: Parameters<typeof makePlaygroundWorld>[0], sentence: RegExp): void =>
      assert.throws(
        () => playgroundConfig(makePlaygroundWorld(overrides)),
        (error) => error instanceof InputError && sentence.test(error.message),
      );
    refuses({ others: others.slice(1) }, /exactly 5 people/);
    refuses({ others: [...others.slice(1), signedIn] }, /same id/);
    refuses({ bot: { id: '28:docket', name: 'D'.repeat(43) } }, /longer than 42/);
  });
});
