import assert from 'node:assert/strict';
import { problemOf, problemText } from '../../../src/delivery/problem.ts';
import { AccessError, UnavailableError } from '../../../src/kernel/errors.ts';

describe('problemOf and problemText', () => {
  it('keep the code of an error and say it in the reader’s language', () => {
    const problem = problemOf(
      new AccessError('blocked-by-user', 'The person has blocked or removed the bot (post: 403).'),
    );
    assert.equal(problem.code, 'blocked-by-user');
    assert.deepEqual(
      ['en-GB', 'de-AT', 'fr', 'es-MX', 'nl'].map((locale) => problemText(problem, locale)),
      [
        'blocked or removed me',
        'hat mich blockiert oder entfernt',
        'm’a bloqué ou retiré',
        'me ha bloqueado o quitado',
        'blocked or removed me',
      ],
    );
  });

  it('give the operator’s sentence for a code without words, and for what was kept before there were codes', () => {
    const unknown = problemOf(new UnavailableError('brand-new', 'Something new happened.'));
    assert.equal(problemText(unknown, 'de'), 'Something new happened.');
    assert.equal(problemText({ code: 'not-known', detail: 'Teams is late.' }, 'de'), 'Teams is late.');
  });

  it('show nothing of a fault of the program but that it was one', () => {
    const problem = problemOf(new TypeError('x is not a function'));
    assert.deepEqual(problem, { code: 'program-error', detail: 'x is not a function' });
    assert.equal(problemText(problem, 'es'), 'algo ha fallado por mi parte');
  });
});
