/** Promises told from the side of who gets it, or by where the result will be. */
import type { ActRule } from '../acts.ts';
import { DONE } from './indirectRules.ts';
import { asObject, rest, sendingOf } from './matchedWords.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

/** "The report will be up on Friday" may be anybody's: it needs more than its own words. */
const UNASKED = -2.6;

/** Of "by the eighth of October they": who or what is spoken of. */
const subjectOf = (what = ''): string => /\b(?:they|it|those|these)$/i.exec(what)?.[0] ?? what;

export const INDIRECT_PROMISES: readonly ActRule[] = [
  {
    id: 'you have it on a day',
    pattern:
      /\b(?<!\bas )(?<who>you(?: all| both)?|everyone|everybody|they)(?:(?:'ll| will|'d| would| shall)? (?:all |both |then |also )?(?:have|get|receive|see)| (?:can|may|should) (?:all |both |then )?expect) (?!to\b|a (?:look|chance|feel|go|point)\b|back\b|there\b|used\b|time\b|it wrong\b|been\b|any\b|no\b|my word\b)(?<what>.+)$/i,
    read: ({ groups = {} }, { isQuestion, isSubordinate }) =>
      isQuestion || isSubordinate
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: sendingOf(groups),
            weight: 0,
            needsDue: true,
            isDelivery: true,
          },
  },
  {
    id: 'you will find it there',
    pattern:
      /\b(?<who>you(?: all| both| two)?|everyone|everybody|they)(?:'ll| will| can) (?:then |all |both )?find (?<what>(?:it|them|that|those|these|the|my|our|a|an|all)\b.*?) (?<where>(?:in|on) (?:the|your|our|their|my)\b.*)$/i,
    read: ({ groups = {} }, { isQuestion, isSubordinate }) =>
      isQuestion || isSubordinate
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: `put ${groups.what} ${groups.where}`,
            weight: 0.2,
            needsDue: true,
            isDelivery: true,
          },
  },
  {
    id: 'the thing is mine',
    pattern:
      /(?:^|[,.] |\b(?:and|so|but|well|okay|yeah|yes) )(?<what>(?:the|a|an|our|that|this)\b [\w@' -]{2,50}?|\w+ing (?:the|a|those|these|them|it|that|all|our)\b[\w' -]{0,40}?)(?:'s| is| are) (?:still |also |then |already )?(?:mine|with me|on me|on my (?:plate|list|desk)|my (?:job|task|action)|down to me|for me to do)\b|\bmine (?:is|are) (?<also>(?:the|our|that) [\w' -]{3,50})/i,
    read: ({ groups = {} }) => {
      const what = groups.what ?? groups.also ?? '';
      const doing = baseOf(/^\w+ing\b/i.exec(what)?.[0] ?? '');
      return /^(?:that|this)(?: one)?$/i.test(what)
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: doing === null ? `take care of ${what}` : what.replace(/^\w+/, doing),
            weight: 0.2,
          };
    },
  },
  {
    id: 'it is done on a day',
    pattern: new RegExp(
      String.raw`(?:^|[,;] |\b(?:but|and|so|then|because) )(?!.*\b(?:says?|said|told|means|thinks?|hopes?|promised) )(?:\w+,? ){0,2}?(?<what>it|they|those|these|that|this|(?:the|our|my|a|an|all|both) [\w@' -]{2,50}?)(?:'ll| will| can| could| should|'d| would| shall|'s going to| is going to) (?:all |then |also |have to )?be (?<done>${DONE}|ready|live|there|up|in place|with you|over|through|gone|out|off|down|on its way)\b(?<more>.*)$`,
      'i',
    ),
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: `${baseOf(groups.done ?? '') ?? 'finish'} ${asObject(subjectOf(groups.what))}${groups.more}`,
            weight: 0.8,
            needsDue: true,
            isDelivery: true,
            onlyAsAnswer: true,
            unasked: UNASKED,
          },
  },
  {
    id: 'it goes out on a day',
    pattern:
      /^(?:\w+,? ){0,3}?(?<what>it|they|that|this|(?:the|our|my|a|an) [\w@' -]{2,50}?)(?:(?:'ll| will)? (?:then )?(?:goes?|comes?)|(?:'s|'re| is| are) going) (?<how>in|out|off|up|live|over|across|together with|along with|with|to)\b(?<more>.*)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: `${/^(?:in|live)$/i.test(groups.how ?? '') ? 'place' : 'send'} ${asObject(groups.what)} ${/^(?:out|off|over|across|up)$/i.test(groups.how ?? '') ? groups.how : ''}${groups.more}`,
            weight: 0,
            needsDue: !/^(?:it|they)$/i.test(groups.what ?? ''),
            isDelivery: true,
            onlyAsAnswer: true,
          },
  },
  {
    id: 'I do it, in the present',
    pattern:
      /^(?:(?:yes|yeah|okay|ok|good|fine|then|so|sure|correct|right|understood|of course)[,. ]+)*(?:I|we) (?<what>\w+ (?:it|them|that|this|those|these|care of (?:it|that|this|them))(?: \w+)?)[\s.!]*$/i,
    read: ({ groups = {} }) => {
      const verb = /^\w+/.exec(groups.what ?? '')?.[0].toLowerCase() ?? '';
      return baseOf(verb) === verb && isTaskVerb(verb)
        ? {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: groups.what ?? '',
            weight: 0,
            isDelivery: true,
            onlyAsAnswer: true,
          }
        : null;
    },
  },
  {
    id: 'I have the thing on a day',
    pattern:
      /^(?:(?:yes|yeah|okay|ok|correct|right|so|and|@\d+)[,. ]+|i (?:did|do) )*(?:I|we)(?:'ve)? (?:have to|got|take|do|have) (?<what>(?:the|our|this|that) [\w' -]{3,60})/i,
    read: (match) => ({
      kind: 'commitment',
      doer: { by: 'speaker' },
      body: `cover ${match.groups?.what}${rest(match)}`,
      weight: -0.4,
      needsDue: true,
      onlyAsAnswer: true,
    }),
  },
];
