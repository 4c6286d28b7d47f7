import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorReply, makeReference, refusalReply } from '../../../../src/adapters/teams/errorReply.ts';
import {
  AccessError,
  ConflictError,
  ContractError,
  InputError,
  IntegrityError,
  NotFoundError,
  refuse,
  ThrottledError,
  UnavailableError,
} from '../../../../src/kernel/errors.ts';
import { fakeRandom } from '../../../support/fakeRandom.ts';

describe('errorReply', () => {
  const apology =
    'Sorry, something went wrong on Docket’s side; please give the reference to your administrator.';
  const rows: readonly (readonly [string, unknown, string])[] = [
    [
      'an InputError, in its own words',
      new InputError('bad-day', 'Line 3: 30 February is no day.'),
      'Line 3: 30 February is no day.',
    ],
    [
      'an AccessError that names the permission and who can grant it',
      new AccessError('missing', 'For the log.', {
        details: {
          permission: 'OnlineMeetingTranscript.Read.Chat',
          whoCanGrant: 'the organiser of the meeting',
        },
      }),
      'Docket lacks the permission OnlineMeetingTranscript.Read.Chat; please ask the organiser of the meeting to grant it.',
    ],
    [
      'an AccessError that names nobody',
      new AccessError('missing', 'For the log.'),
      'Docket may not do this yet; please ask your Microsoft 365 administrator to grant it.',
    ],
    [
      'a NotFoundError',
      new NotFoundError('gone', 'For the log.'),
      'What this is about is not there any more; look it up again, since it may have been moved or removed.',
    ],
    [
      'a ConflictError',
      new ConflictError('changed', 'For the log.'),
      'Somebody else changed the same thing at the same moment; look at its present values and try again.',
    ],
    [
      'a ThrottledError',
      new ThrottledError('throttled', 'For the log.', 7_000),
      'Microsoft 365 is busy and asked Docket to wait; nothing was changed, so please try again in a few minutes.',
    ],
    [
      'an UnavailableError of which nothing was done',
      new UnavailableError('down', 'For the log.'),
      'Microsoft 365 gives no answer at the moment; nothing was changed, so please try again in a few minutes.',
    ],
    [
      'an UnavailableError with an unknown outcome',
      new UnavailableError('down', 'For the log.', { outcomeUnknown: true }),
      'Microsoft 365 gave no answer, so this may or may not have been done; please look before you try again.',
    ],
    ['a ContractError', new ContractError('odd', 'For the log.'), apology],
    ['an IntegrityError', new IntegrityError('broken', 'For the log.'), apology],
    ['a bug', new TypeError('x is undefined'), apology],
    ['something thrown that is no error', 'oops', apology],
  ];
  for (const [what, error, sentence] of rows) {
    it(`says one sentence with the reference for ${what}`, () => {
      assert.deepEqual(errorReply(error, 'D-7F3K2', 'en'), { text: `${sentence} (Reference D-7F3K2.)` });
    });
  }

  it('shows what a person typed as text, not as a link or a mention', () => {
    const { text } = errorReply(
      new InputError('x', 'Unknown: [a](https://x.example) <at>All</at>'),
      'D-7F3K2',
      'en',
    );
    assert.doesNotMatch(text ?? '', /\[a\]\(|<at>/);
  });
});

describe('errorReply and refusalReply in other languages', () => {
  it('say the same', () => {
    const error = new UnavailableError('x', 'For the log.', { outcomeUnknown: true });
    assert.equal(
      errorReply(error, 'D-7F3K2', 'de-DE').text,
      'Microsoft 365 hat nicht geantwortet, es kann also geschehen sein oder nicht; bitte sehen Sie nach, bevor Sie es noch einmal versuchen. (Kennung D-7F3K2.)',
    );
    const refusal = refuse('not-yours', 'Non.', 'Priya Raman');
    assert.equal(refusalReply(refusal, 'fr').text, 'Non. Peuvent le faire : Priya Raman.');
  });
});

describe('makeReference', () => {
  it('makes a short number without letters that are mistaken for digits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 5 }),
        (numbers) => {
          assert.match(makeReference(fakeRandom(numbers)), /^D-[2-9A-HJ-KM-NP-Z]{5}$/);
        },
      ),
    );
  });
});

describe('refusalReply', () => {
  it('gives the reason, and who may do it where that is known', () => {
    assert.deepEqual(refusalReply(refuse('own-request', 'Nobody decides on a request of their own.'), 'en'), {
      text: 'Nobody decides on a request of their own.',
    });
    assert.deepEqual(refusalReply(refuse('not-yours', 'Only owners close an action.', 'Priya Raman'), 'en'), {
      text: 'Only owners close an action. This may be done by: Priya Raman.',
    });
  });
});
