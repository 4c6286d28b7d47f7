import assert from 'node:assert/strict';
import { translateConnectorError } from '../../../../src/adapters/teams/errors.ts';
import { AccessError, ContractError, InputError, UnavailableError } from '../../../../src/kernel/errors.ts';
import { asInstant } from '../../../../src/kernel/time.ts';

const ATTEMPT = {
  doing: 'post',
  conversationId: '19:cutover@thread.tacv2',
  now: asInstant('2026-11-25T09:00:00Z'),
} as const;

/** What the SDK's HTTP pipeline throws when no answer came. */
const lostConnection = (code: string): Error => Object.assign(new Error('x'), { name: 'RestError', code });
/** What the sign-in library throws. */
const signInFailure = (errorCode: string): Error => Object.assign(new Error('x'), { errorCode });

// Rows with an HTTP answer are in tests/contract/teams/messenger.test.ts, over real HTTP.
describe('translateConnectorError', () => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED']) {
    it(`says that nothing was sent after ${code}`, () => {
      const error = translateConnectorError(lostConnection(code), ATTEMPT);
      assert.ok(error instanceof UnavailableError);
      assert.equal(error.code, 'teams-unreachable');
      assert.equal(error.outcomeUnknown, false);
    });
  }

  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'REQUEST_SEND_ERROR']) {
    it(`says that the outcome is unknown after ${code}`, () => {
      const error = translateConnectorError(lostConnection(code), ATTEMPT);
      assert.ok(error instanceof UnavailableError);
      assert.equal(error.code, 'teams-unavailable');
      assert.equal(error.outcomeUnknown, true);
    });
  }

  it('says that nothing was sent when the sign-in service does not answer', () => {
    const error = translateConnectorError(signInFailure('network_error'), ATTEMPT);
    assert.ok(error instanceof UnavailableError);
    assert.equal(error.code, 'sign-in-unavailable');
    assert.equal(error.outcomeUnknown, false);
  });

  it('names the credential when the sign-in service refuses the bot', () => {
    const error = translateConnectorError(signInFailure('invalid_client'), ATTEMPT);
    assert.ok(error instanceof AccessError);
    assert.equal(error.code, 'bot-credentials-refused');
  });

  it('treats a call that was stopped at its deadline as one whose outcome is unknown', () => {
    const stopped = Object.assign(new Error('x'), { name: 'AbortError' });
    const error = translateConnectorError(stopped, ATTEMPT);
    assert.ok(error instanceof UnavailableError && error.outcomeUnknown);
  });

  it('passes a bug through', () => {
    const bug = new TypeError('x is undefined');
    assert.equal(translateConnectorError(bug, ATTEMPT), bug);
  });

  it('passes the kernel’s own errors through', () => {
    const own = new InputError('card-too-big', 'A card is too big.');
    assert.equal(translateConnectorError(own, ATTEMPT), own);
    const odd = new ContractError('teams-unexpected', 'Odd.');
    assert.equal(translateConnectorError(odd, ATTEMPT), odd);
  });

  it('keeps the cause, and for the log the operation and the conversation', () => {
    const cause = lostConnection('EPIPE');
    const error = translateConnectorError(cause, ATTEMPT);
    assert.ok(error instanceof UnavailableError);
    assert.equal(error.cause, cause);
    assert.deepEqual(error.details, {
      doing: 'post',
      conversationId: '19:cutover@thread.tacv2',
      status: 'none',
      codes: ['EPIPE'],
    });
  });
});
