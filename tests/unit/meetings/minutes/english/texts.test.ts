/** What an action is called: a minute that a person would write, whatever way it was said. */
import assert from 'node:assert/strict';
import { itemsOf, readTalk } from '../talk.ts';

const ANSWERED: readonly (readonly [kind: string, lines: readonly string[], text: string])[] = [
  [
    'who sends it goes without saying',
    ["Tomasz: I'll put the meters on for the night, and you'll have real figures off me on Monday."],
    'Send real figures',
  ],
  [
    'people of somebody are not that person',
    [
      'Priya: Kenji, I need a sign-off from your folks by Friday.',
      "Priya: And I need the rota from Lucía's team for June.",
    ],
    'Send the rota to Priya for June',
  ],
  [
    'those who get it are "them"',
    ['Priya: They will get the annex from me on Friday.'],
    'Send the annex to them',
  ],
  [
    'a passive names its thing',
    ['Amara: When are the interpreters confirmed?', "Tomasz: They'd be confirmed on Wednesday."],
    'Confirm the interpreters',
  ],
  [
    'a clause of its own behind the work is left out',
    ["Priya: I'm checking the warranty tomorrow, the papers are in my other office."],
    'Check the warranty',
  ],
  [
    'so is a remark',
    ["Priya: I'll send the reply, well, my name is at the bottom of it anyway, by Friday."],
    'Send the reply',
  ],
  [
    'and words that run on without a mark',
    ["Priya: I'll move the nightly job to the other server tomorrow that's a two minute thing"],
    'Move the nightly job to the other server',
  ],
  [
    'this quarter is no thing',
    ["Priya: I'll pull a report on the failed changes this quarter by Friday."],
    'Pull a report on the failed changes this quarter',
  ],
  [
    'a day cut out leaves no stump',
    ["Priya: I'll bring the drawing here before go-live starts."],
    'Bring the drawing here',
  ],
  [
    'a name of a cause is no reason',
    ["Kenji: You'll have a proper root cause analysis by Friday."],
    'Send a proper root cause analysis',
  ],
  [
    '"em" is "them"',
    ['Amara: The stuck orders are still there.', "Priya: I'll replay 'em tomorrow."],
    'Replay the stuck orders',
  ],
  ['a thing may stand before it', ['Priya: That account I close today.'], 'Close the account'],
  [
    'going through something',
    ["Priya: I'll go through the access list by Friday."],
    'Go through the access list',
  ],
  [
    'letting somebody have it',
    ["Priya: I'll let you all have the revised envelope tomorrow."],
    'Send everyone the revised envelope',
  ],
  [
    'where it will lie is not where it is',
    ["Priya: You'll have the results on your desk Friday morning."],
    'Send the results',
  ],
  ['no address to a gentleman', ["Priya: I'll fix the upload form tomorrow, sir."], 'Fix the upload form'],
  [
    'a thing of a kind',
    ["Priya: I'll talk to the branch about a permanent one by Friday."],
    'Talk to the branch about a permanent one',
  ],
  [
    'a promise to promise is the work',
    ['Priya: I can commit to having the map fixed by Friday.'],
    'Fix the map',
  ],
  [
    'what comes then is another matter',
    ["Priya: I'm going to have the text ready on Friday, then legal reads it."],
    'Finish the text',
  ],
  [
    'one thing is not named for two',
    ['Amara: The names are missing.', "Priya: I'll load those in after that tomorrow."],
    'Load the names in after “that”',
  ],
];

describe('text of an action', () => {
  for (const [kind, lines, text] of ANSWERED)
    it(`${kind}: ${text}`, async () => {
      const texts = itemsOf(await readTalk(lines), 'action').map((action) => action.text);
      assert.ok(texts.includes(text), `${JSON.stringify(texts)} has no ${JSON.stringify(text)}`);
    });
});
