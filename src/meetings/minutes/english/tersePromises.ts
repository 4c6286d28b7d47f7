/** Promises and hand-overs in few words: without a subject, in the present, or by where the result will be. */
import { type ActRule, marksIn } from '../acts.ts';
import { addressed } from './addressed.ts';
import { rest } from './matchedWords.ts';
import { NAMES, TEAM } from './names.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

/** The base form of the verb with which the words begin, where it is work that can be given out. */
function taskOf(words: string): string | null {
  const verb = /^[a-z][\w-]*/i.exec(words)?.[0].toLowerCase() ?? '';
  const base = baseOf(verb);
  if (base !== null && isTaskVerb(base)) return base;
  const again = baseOf(verb.replace(/^re-?/, ''));
  return verb.startsWith('re') && again !== null && isTaskVerb(again) ? `re${again}` : null;
}

/** "Testing takes until Friday": what begins like work on something is the subject of another verb. */
const HAS_VERB =
  /^\w+ing\b[^,]*? (?:is|are|was|were|will|would|takes?|took|costs?|means?|makes?|needs?|has|have|can|can't|could|won't|doesn't|went|goes|works?)\b/i;
/** "I'd support that", "I'd keep it": what somebody is for, not what somebody does. */
const OPINION =
  /^(?:do|take|have|get|see|say|go|come|look|support|back|second|propose|suggest|recommend|vote|agree|argue|keep|leave|drop|skip|move|wait|avoid|add|call|stick|put|make|start|use|buy|choose|pick|stop|cancel|postpone|change|give|let|be|want|need|like) /i;
const LEAD = String.raw`^(?:(?:so|and|then|okay|ok|yes|yeah|yep|sure|right|well|also|now|next|next up|no problem|today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|after that|over the weekend|@\d+)[:,. ]+)*`;

export const TERSE_REQUESTS: readonly ActRule[] = [
  {
    id: 'can I count on you',
    pattern:
      /\b(?:can|could|may) (?:I|we) (?:count|rely|depend) on (?:you|(?<who>@\d+)) (?<how>for|to) (?<what>[^?]+)/i,
    read: (match) => {
      const { who, how, what = '' } = match.groups ?? {};
      return {
        kind: 'request',
        doer: who === undefined ? addressed(match) : { by: 'mentions', mentions: marksIn(who) },
        body: how === 'to' ? what : `take care of ${what}`,
        weight: 0.6,
      };
    },
  },
  {
    id: 'you will do it?',
    pattern: /^(?:so |and |then |okay |,)*(?:you'll|you will|you can|you could) (?=[a-z]+)/i,
    read: (match, { isQuestion }) =>
      isQuestion &&
      (taskOf(rest(match)) !== null || /^(?:do|take|handle|own) (?:it|that|this)\b/i.test(rest(match)))
        ? { kind: 'request', doer: addressed(match), body: rest(match).replace(/[\s?]+$/, ''), weight: 0.2 }
        : null,
  },
];

export const TERSE_PROMISES: readonly ActRule[] = [
  {
    id: 'doing it on a day',
    pattern: new RegExp(String.raw`${LEAD}(?=[a-z-]+ing\b)`, 'i'),
    read: (match, { isQuestion, isSubordinate }) => {
      const words = rest(match);
      const task = taskOf(words);
      return isQuestion || isSubordinate || HAS_VERB.test(words) || task === null
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: words.replace(/^[\w-]+/, task),
            weight: 0.3,
            needsDue: true,
          };
    },
  },
  {
    id: 'he is doing it on a day',
    pattern:
      /\b(?<who>he|she|they)(?:'s| is|'re| are) (?:also |now |already )?(?:going to )?(?=[a-z-]+ing\b)/i,
    read: (match, { isQuestion }) =>
      isQuestion || taskOf(rest(match)) === null
        ? null
        : {
            kind: 'assignment',
            doer: { by: 'pronoun', word: match.groups?.who ?? '' },
            body: rest(match),
            weight: 0.3,
            needsDue: true,
          },
  },
  {
    id: 'we are doing it on a day',
    pattern: /\bwe(?:'re| are) (?:also |now )?(?=[a-z-]+ing\b)/i,
    read: (match, { isQuestion }) =>
      isQuestion || taskOf(rest(match)) === null
        ? null
        : { kind: 'commitment', doer: { by: 'we' }, body: rest(match), weight: 0, needsDue: true },
  },
  {
    id: 'my team does it on a day',
    pattern:
      /\b(?:my|our) (?:team|guys|people|folks|colleagues?|lot|side|crew|group|technicians?|engineers?|developers?|testers?)(?:'s| is| are)? (?=[a-z-]+)/i,
    read: (match, { isQuestion }) =>
      isQuestion || taskOf(rest(match)) === null || /^\w+(?:ed|t)\b/i.test(rest(match))
        ? null
        : { kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 0, needsDue: true },
  },
  {
    id: 'team does it on a day',
    pattern: new RegExp(String.raw`${LEAD}(?<who>${TEAM}) (?=[a-z-]+s\b)`, 'i'),
    read: (match, { isQuestion }) =>
      isQuestion || taskOf(rest(match)) === null
        ? null
        : {
            kind: 'assignment',
            doer: { by: 'team', name: match.groups?.who ?? '' },
            body: rest(match),
            weight: 0.2,
            needsDue: true,
          },
  },
  {
    id: 'the thing is with you on a day',
    pattern:
      /(?:^|[,.:] |\b(?:and|so|then|but|that) )(?<what>it|they|those|(?:the|our|my|a|an|all|both) [\w@' -]{2,50}?)(?:'s|'re|'ll be| is| are| will be| should be) (?:with (?:you|them|@\d+|(?:the|your|our) \w+)\b|in your (?:inbox|mailbox|hands)|on your desk)\b(?<more>.*)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: `send ${groups.what?.replace(/^they$/i, 'them')}${groups.more}`,
            weight: 0.4,
            needsDue: true,
            isDelivery: true,
          },
  },
  {
    id: 'done by a day',
    pattern:
      /^(?:(?:yes|yeah|okay|sure)[,. ]+)?(?:(?:consider|count|call) (?:it|that|them) |all )?(?:done|finished|ready|live|fixed|closed|sent|out|complete) (?:by|on|before|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|this|next|at the latest|within)\b/i,
    read: (_, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: 'finish it',
            weight: 0,
            needsDue: true,
            isDelivery: true,
            onlyAsAnswer: true,
          },
  },
  {
    id: 'the thing is yours',
    pattern: new RegExp(
      String.raw`${LEAD}(?<who>${NAMES}),? (?<what>(?!(?:this|that|it)\b)[\w' -]{3,50}?)(?:'s| is| are) (?:all )?(?:yours|with you|on you|for you)\b(?<more>.*)$|(?:^|[,.] )(?<thing>(?:the|our|a) [\w' -]{3,50}?)(?:'s| is| are) (?:yours|with you|on you),? (?<also>${NAMES})`,
      'i',
    ),
    read: ({ groups = {} }, { isQuestion }) => ({
      kind: isQuestion ? 'request' : 'assignment',
      doer: { by: 'mentions', mentions: marksIn(groups.who ?? groups.also ?? '') },
      body: `take care of ${groups.what ?? groups.thing}${groups.more ?? ''}`,
      weight: 0.6,
    }),
  },
  {
    id: 'you do it',
    pattern: new RegExp(`(?:${LEAD}you,? )?(?<who>${NAMES}),? you (?:please |also |then )?(?=[a-z]+)`, 'i'),
    read: (match, { isQuestion }) => {
      const verb = /^[a-z]+/i.exec(rest(match))?.[0].toLowerCase() ?? '';
      return isQuestion || taskOf(rest(match)) !== verb
        ? null
        : {
            kind: 'assignment',
            doer: { by: 'mentions', mentions: marksIn(match.groups?.who ?? '') },
            body: rest(match),
            weight: 0.6,
          };
    },
  },
  {
    id: 'I would do it',
    pattern: /\bI(?:'d| would) (?:also |then |gladly )*(?=[a-z]+)/i,
    read: (match, { isQuestion }) =>
      isQuestion ||
      /\b(?:if|unless|but)\b/i.test(match.input) ||
      OPINION.test(rest(match)) ||
      taskOf(rest(match)) === null
        ? null
        : { kind: 'offer', doer: { by: 'speaker' }, body: rest(match), weight: -0.3 },
  },
  {
    id: 'the thing needs a review',
    pattern:
      /(?:^|[,.] |\b(?:and|so|but) )(?<what>(?:the|our|this|that) [\w' -]{2,50}?) (?:still )?needs? (?:a|an|another|some) (?:proper |quick |thorough |final )?(?<noun>review|update|check|test|clean-?up|fix|rewrite|patch|restart|upgrade|audit)\b/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'need',
            doer: { by: 'anyone' },
            body: `${groups.noun?.toLowerCase().replace(/^clean-?up$/, 'clean up')} ${groups.what}`,
            weight: -2,
          },
  },
];
