import assert from 'node:assert/strict';
import { ERROR_TABLE, errorOf, noReplyError, readFault } from '../../../../src/adapters/graph/errors.ts';
import { NoReply } from '../../../../src/adapters/graph/http/exchange.ts';
import type { DocketError } from '../../../../src/kernel/errors.ts';
import { graphError } from './fakeGraph.ts';

const NOW = Date.parse('2026-12-01T09:00:00Z');
const write = { method: 'POST', path: '/sites/s/lists/l/items', repeatable: false };
const read = { method: 'GET', path: '/sites/s', repeatable: true };

function errorFor(
  status: number,
  body: unknown,
  call = write,
  headers: Record<string, string> = {},
): DocketError {
  return errorOf(
    readFault(status, body, (name) => headers[name] ?? null, NOW),
    call,
  );
}

/** One row of the table each: status and body as Graph sends them, then the code and kind that come of it. */
const ROWS: readonly (readonly [status: number, body: object, code: string, kind: string])[] = [
  [403, graphError('Forbidden', '', 'GraphAccessToTranscriptsDisabled'), 'graph-access-off', 'AccessError'],
  [403, graphError('Forbidden', '', 'SpeakerAttributionNotAllowed'), 'attribution-off', 'AccessError'],
  [
    403,
    graphError('Forbidden', 'No application access policy found for this app'),
    'access-policy-missing',
    'AccessError',
  ],
  [
    403,
    graphError(
      'Forbidden',
      "Application is not allowed to perform operations on the user 'x', neither is allowed access through RSC permission evaluation.",
    ),
    'app-not-in-meeting',
    'AccessError',
  ],
  [
    400,
    graphError('BadRequest', 'Channel based meetings are currently not supported.'),
    'channel-meeting-unsupported',
    'InputError',
  ],
  [
    400,
    graphError('BadRequest', 'No iCalUid found. supported only for calendar backed OnlineMeeting'),
    'not-calendar-backed',
    'InputError',
  ],
  [
    400,
    graphError(
      'ValidationError',
      'Subscription validation request failed. Notification endpoint must respond with 200 OK',
    ),
    'notification-address-refused',
    'AccessError',
  ],
  [
    400,
    graphError(
      'invalidRequest',
      'The list item could not be added: duplicate values were found in the column ItemKey',
    ),
    'duplicate-value',
    'ConflictError',
  ],
  [
    400,
    graphError(
      'invalidRequest',
      "Field 'Due' cannot be referenced in filter or orderby as it is not indexed.",
    ),
    'column-not-indexed',
    'InputError',
  ],
  [
    500,
    graphError(
      'generalException',
      'The attempted operation is prohibited because it exceeds the list view threshold.',
    ),
    'list-view-threshold',
    'InputError',
  ],
  [409, graphError('nameAlreadyExists'), 'name-already-exists', 'ConflictError'],
  [404, graphError('ErrorInvalidUser'), 'mail-not-known', 'NotFoundError'],
  [401, graphError('InvalidAuthenticationToken'), 'not-signed-in', 'AccessError'],
  [402, graphError('PaymentRequired'), 'payment-required', 'AccessError'],
  [403, graphError('accessDenied'), 'permission-missing', 'AccessError'],
  [404, graphError('itemNotFound'), 'not-found', 'NotFoundError'],
  [501, graphError('notImplemented'), 'not-supported', 'ContractError'],
  [409, graphError('conflict'), 'conflict', 'ConflictError'],
  [410, graphError('resyncChangesApplyDifferences'), 'resync-required', 'NotFoundError'],
  [412, graphError('resourceModified'), 'changed-meanwhile', 'ConflictError'],
  [413, graphError('requestEntityTooLarge'), 'too-large', 'InputError'],
  [416, graphError('rangeNotSatisfiable'), 'range-already-there', 'ConflictError'],
  [423, graphError('resourceLocked'), 'locked', 'UnavailableError'],
  [424, graphError('FailedDependency'), 'dependency-failed', 'UnavailableError'],
  [429, graphError('activityLimitReached'), 'throttled', 'ThrottledError'],
  [507, graphError('quotaLimitReached'), 'storage-full', 'AccessError'],
  [503, graphError('serviceNotAvailable'), 'unavailable', 'UnavailableError'],
  [400, graphError('invalidRequest', 'Field X'), 'refused', 'InputError'],
  [598, {}, 'unavailable', 'UnavailableError'],
  [302, {}, 'unexpected-reply', 'ContractError'],
];

describe('errorOf', () => {
  for (const [status, body, code, kind] of ROWS) {
    it(`makes ${kind} ${code} of ${status} ${JSON.stringify(body).slice(0, 90)}`, () => {
      const error = errorFor(status, body);
      assert.deepEqual([error.name, error.code], [kind, code]);
      assert.match(
        error.message,
        new RegExp(`^POST /sites/s/lists/l/items was answered with ${status}: .+\\.`),
      );
    });
  }

  it('has a case here for every row of the table', () => {
    const covered = new Set(ROWS.map(([, , code]) => code));
    assert.deepEqual(
      ERROR_TABLE.map(({ is }) => is).filter((code) => !covered.has(code)),
      [],
    );
  });

  it('finds the code outside or inside, in any case, in `innererror` too', () => {
    const bodies = [
      { error: { code: 'graphaccesstotranscriptsdisabled', message: '' } },
      {
        error: {
          code: 'x',
          innerError: { code: 'y', innerError: { code: 'GraphAccessToTranscriptsDisabled' } },
        },
      },
      { error: { code: 'x', innererror: { code: 'GRAPHACCESSTOTRANSCRIPTSDISABLED' } } },
    ];
    for (const body of bodies) assert.equal(errorFor(403, body).code, 'graph-access-off');
  });

  it('keeps the request ids and the codes for support', () => {
    const { details } = errorFor(403, graphError('accessDenied', '', 'inner'), write, {
      'request-id': 'from-header',
    });
    assert.deepEqual(
      [details.requestId, details.clientRequestId, details.graphCode, details.innerCodes, details.path],
      ['from-header', 'client-1', 'accessDenied', ['inner'], '/sites/s/lists/l/items'],
    );
  });

  it('quotes Graph without tokens and mail addresses', () => {
    const error = errorFor(
      400,
      graphError('x', 'Bearer abc.def for amara.okafor@harbour.example\nand eyJhbGci.eyJzdWIi.c2ln'),
    );
    assert.match(error.message, /Graph says: "Bearer \{token\} for \{mail\} and \{token\}"$/);
  });

  it('says that a write may have happened after a server fault, and that a read did not', () => {
    assert.equal((errorFor(503, {}) as { outcomeUnknown?: boolean }).outcomeUnknown, true);
    assert.equal((errorFor(503, {}, read) as { outcomeUnknown?: boolean }).outcomeUnknown, false);
    assert.equal((errorFor(423, {}) as { outcomeUnknown?: boolean }).outcomeUnknown, false);
  });

  it('gives the wait of a 429, ten seconds when none was named', () => {
    assert.deepEqual(errorFor(429, {}, write, { 'retry-after': '0.249' }).retry, { afterMs: 249 });
    assert.deepEqual(errorFor(429, {}).retry, { afterMs: 10_000 });
  });

  it('takes bodies that are no error shape', () => {
    for (const body of [null, 'text', [], { error: 'text' }, { error: { code: 5 } }]) {
      assert.equal(errorFor(404, body).code, 'not-found');
    }
  });
});

describe('noReplyError', () => {
  const lost = (wasSent: boolean, timedOut: boolean) =>
    new NoReply('no reply (ECONNRESET)', null, { wasSent, timedOut });

  it('leaves the outcome of a write open only when it was sent', () => {
    assert.equal(noReplyError(lost(true, false), write).outcomeUnknown, true);
    assert.equal(noReplyError(lost(false, false), write).outcomeUnknown, false);
    assert.equal(noReplyError(lost(true, false), read).outcomeUnknown, false);
  });

  it('tells a time-out from a broken connection', () => {
    assert.equal(noReplyError(lost(true, true), read).code, 'timed-out');
    assert.equal(noReplyError(lost(true, false), read).code, 'no-reply');
  });
});
