import assert from 'node:assert/strict';
import { onlyNewItems } from '../../../src/meetings/addendum.ts';
import { makeItem, makeMinutes } from '../../support/makeMeeting.ts';

const textsOf = (read: string[], published: string[], kinds: ('action' | 'risk')[] = []) =>
  onlyNewItems(
    makeMinutes(
      read.map((text, index) => makeItem({ id: `r${index}`, text, kind: kinds[index] ?? 'action' })),
    ),
    makeMinutes(published.map((text, index) => makeItem({ id: `p${index}`, text }))),
  ).items.map(({ text }) => text);

describe('onlyNewItems', () => {
  it('leaves out what was published in the same words', () => {
    assert.deepEqual(textsOf(['Draft the rollback plan'], ['draft the rollback plan.']), []);
  });

  it('leaves out nearly the same words and keeps another matter', () => {
    const published = ['Draft the rollback plan for the weekend'];
    assert.deepEqual(
      textsOf(['Draft the rollback plan for weekend', 'Ask Legal about the licence'], published),
      ['Ask Legal about the licence'],
    );
  });

  it('keeps the same words of another kind', () => {
    assert.deepEqual(textsOf(['Draft the rollback plan'], ['Draft the rollback plan'], ['risk']), [
      'Draft the rollback plan',
    ]);
  });

  it('leaves out an item under its own id even when its text was changed', () => {
    const item = makeItem({ id: 'same' });
    const changed = makeItem({ id: 'same', text: 'Something else entirely' });
    assert.deepEqual(onlyNewItems(makeMinutes([changed]), makeMinutes([item])).items, []);
  });

  it('keeps everything when nothing was published', () => {
    assert.deepEqual(textsOf(['One', 'Two'], []), ['One', 'Two']);
  });
});
