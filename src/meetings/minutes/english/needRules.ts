/** It must be done, and nobody says by whom; or all are invited to do it. */
import type { ActRule } from '../acts.ts';
import { addressed } from './addressed.ts';
import { rest } from './matchedWords.ts';
import { NAMES, TEAM } from './names.ts';

export const NEED_RULES: readonly ActRule[] = [
  {
    id: 'was it done',
    pattern:
      /\b(?:(?:did|have|has) (?:you|@\d+|anyone|anybody|someone|somebody)(?: guys)?|(?<plan>(?:you|@\d+) (?:were|was) (?:going|supposed|meant) to|(?:we|I) (?:said|agreed|thought|think)(?: we said)?(?: that)? @\d+ (?:would|was going to|'ll|'d)|(?:you|@\d+) (?:wanted|promised|said you(?:'d| would)|offered)(?: to)?)) (?:already |yet |ever |actually |also )*(?=[a-z])/i,
    read: (match, { isQuestion }) =>
      isQuestion || match.groups?.plan !== undefined
        ? {
            kind: 'need',
            doer: { by: 'anyone' },
            body: rest(match).replace(/,? ?(?:yet|already)?[,\s]*(?:@\d+)?[\s?]*$/i, ''),
            weight: -2.5,
          }
        : null,
  },
  {
    id: 'somebody waits for it',
    pattern: new RegExp(
      String.raw`^(?:so |and |but |well |now |okay |,)*(?<who>${NAMES}|${TEAM}|the (?:[a-z]+ )?[a-z]+(?:ers?|ors?|ists?|ees?|ants?|board|committee|bank|office|people|guys|folks|union|council)|they) (?:(?:also|still|really|urgently|just|now) )*(?:needs?|wants?|(?:is|are|'s|'re) (?:still )?(?:waiting for|asking for|missing)|asked (?:me |us )?for|(?:is|are|'s) chasing (?:me|us) for) (?<what>(?:the|a|an|our|your|my|that|those|some)\b.+)$`,
      'i',
    ),
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'need',
            doer: { by: 'anyone' },
            body: `send ${groups.what?.replace(/[\s.,!]+$/, '')} to ${groups.who?.replace(/^The /, 'the ')}`,
            weight: -2,
          },
  },
  {
    id: 'we need the thing',
    pattern:
      /\b(?<whose>we(?:'d| would|'ll)?|I) (?:(?:also|still|really|urgently|just|then) )*(?:need|require|want)(?: also| still| then)? (?!to\b|that to\b|it to\b)(?<what>(?:the|a|an|your|those|these|that|it|them)\b.*)$/i,
    read: (match, { isQuestion }) => ({
      kind: 'need',
      doer: addressed(match),
      body: `send ${(match.groups?.what ?? '').replace(/[\s.,!]+$/, '')}`,
      weight: -2,
      onlyAddressed: isQuestion || /\bI (?:\w+ )*need\b/i.test(match[0]),
    }),
  },
  {
    id: 'what would help is the thing',
    pattern:
      /\bwhat (?:would (?:really |also )?help(?: \S+){0,3}|we(?: really| still)? (?:need|lack|are missing)|(?:'s|is) (?:still )?missing) is (?<what>(?:a|an|the|some) .+)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : { kind: 'need', doer: { by: 'anyone' }, body: `prepare ${groups.what}`, weight: -2 },
  },
  {
    id: 'there has to be one',
    pattern: /\bthere (?:has|have|needs?|ought|should|must)(?: to)? be (?<what>(?:a|an|the|some) .+)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : { kind: 'need', doer: { by: 'anyone' }, body: `prepare ${groups.what}`, weight: -2 },
  },
  {
    id: 'it must be done',
    pattern:
      /^(?:\w+[,. ]+){0,3}?(?<what>(?:the|our|all|these|those|that|it|this|everyone|everybody|somebody)\b[\w' -]{0,50}?)(?: still| also| really)? (?:must|has to|have to|needs? to|should|ought to)(?: still| also| really)? be (?<done>\w+(?:ed|en)|done|sent|made|built|set|put|told|brought|run|paid)\b(?<more>.*)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion || /\bby @\d/.test(groups.more ?? '')
        ? null
        : {
            kind: 'need',
            doer: { by: 'anyone' },
            body: `${groups.done} ${groups.what?.toLowerCase()}${groups.more}`,
            weight: -1.5,
          },
  },
  {
    id: 'what about doing',
    pattern: /\b(?:what|how) about (?=[a-z]+ing\b)/i,
    read: (match) => ({ kind: 'proposal', doer: { by: 'anyone' }, body: rest(match), weight: -2 }),
  },
  {
    id: 'we will have it',
    pattern: /\bwe'll (?:then |also )?have (?=(?:the|a|an|our|all|those|that|it)\b)/i,
    read: (match) => ({
      kind: 'commitment',
      doer: { by: 'we' },
      body: `get ${rest(match)}`,
      weight: 0,
      needsDue: true,
    }),
  },
  {
    id: 'we can by a day',
    pattern:
      /\bwe(?: can|'d| would) (?:also |then |all |still )*(?=(?:have|wrap|deliver|get|send|finish|provide|ship|release|start|do|complete|make|fix|install|deploy|test)\b)/i,
    read: (match, { isQuestion }) =>
      isQuestion
        ? null
        : { kind: 'offer', doer: { by: 'we' }, body: rest(match), weight: -0.3, needsDue: true },
  },
  {
    id: 'we could',
    pattern:
      /\bwe (?:can|could|might) (?:also |maybe |then |probably |all |still )*(?!'t|not\b|see\b|hear\b|say\b|live\b|only\b|be\b|have\b|do (?:that|it)\b|always\b|never\b)/i,
    read: (match) => ({ kind: 'proposal', doer: { by: 'anyone' }, body: rest(match), weight: -3 }),
  },
  {
    id: 'we will',
    pattern:
      /\bwe'll (?:also |then |all )?(?!not\b|never\b|see\b|need\b|have\b|be\b(?! \w+ing)|want\b|get there\b)/i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'we' }, body: rest(match), weight: -0.3 }),
  },
  {
    id: 'we must',
    pattern:
      /\bwe (?:also |still |really |just |do |then |probably |definitely )*(?:need to|have to|must|should|ought to|'d better|better|'ve to) (?!be\b(?! \w+ing)|say\b|think\b|consider\b|talk\b|discuss\b|not\b|remember\b|accept\b|admit\b|hope\b)/i,
    read: (match) => ({ kind: 'need', doer: { by: 'anyone' }, body: rest(match), weight: -1 }),
  },
  {
    id: 'it would be good to',
    pattern:
      /\b(?:it(?:'d| would) be (?:good|great|nice|helpful|useful|best|better) (?:to|if (?:we|you|someone|somebody)(?: could)?)|(?:the )?next step(?:s)? (?:is|are|would be) to|what(?:'s| is) missing is to) /i,
    read: (match) => ({ kind: 'need', doer: { by: 'anyone' }, body: rest(match), weight: -1 }),
  },
  {
    id: 'let us',
    pattern:
      /\blet's (?:also |just |then |all |please |quickly )*(?!not\b|see\b|say\b|move\b|start\b|go (?:on|ahead|through|over|back)\b|face\b|hope\b|be\b|wait\b|talk\b|not\b|assume\b|pretend\b|imagine\b|begin\b|continue\b|get (?:started|going|on|into|to)\b|have a look\b|take a (?:look|break|step)\b|look at\b|call it\b|keep (?:it|this)\b|give (?:everyone|everybody|people|them|it|him|her|one|another|a)\b|come back\b|jump\b|dive\b|skip\b|do (?:it|that|this) (?:quickly|now)\b)/i,
    read: (match) => ({ kind: 'proposal', doer: { by: 'anyone' }, body: rest(match), weight: -0.8 }),
  },
];
