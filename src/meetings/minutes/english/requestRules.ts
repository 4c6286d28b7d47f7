/** Somebody is asked. */
import { type ActRule, marksIn } from '../acts.ts';
import { addressed, askedOf } from './addressed.ts';
import { rest } from './matchedWords.ts';
import { NAMES, TEAM } from './names.ts';
import { baseOf, isTaskVerb } from './verbs.ts';
import { WISHES } from './wishRules.ts';

const SOFT =
  '(?:please |maybe |also |just |possibly |perhaps |all |guys |both |then |quickly |kindly |, ?please,? |two |at least |still )*';
const LEAD =
  '(?:so |and |okay |ok |then |yeah |right |next |also |but |well |now |great |alright |all right |cool |good |thanks |perfect |,|\\. )*';

export const REQUEST_RULES: readonly ActRule[] = [
  {
    id: 'are you okay to',
    pattern:
      /\b(?:are|would|will) you (?:be )?(?:ok|okay|happy|fine|all right|alright|able|willing|ready|up for|good)(?: (?:to|with|for))? (?=[a-z]+)/i,
    read: (match, { isQuestion }) =>
      isQuestion ? { kind: 'request', doer: addressed(match), body: rest(match), weight: 0.3 } : null,
  },
  {
    id: 'put you down for',
    pattern: /\b(?:can|may|could|shall) I put (?<who>you|@\d+) (?:down|in) (?:for|as) (?<what>.+)$/i,
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: `handle ${match.groups?.what}`,
      weight: 0.4,
    }),
  },
  {
    id: 'I need it from you',
    pattern: new RegExp(
      String.raw`\b(?:I|we)(?:'ll| will|'d| would)? (?:also |still |just )*need (?<what>(?:the|a|an|your|those|that|some|all)\b.+?) (?:from|off) (?<who>you\b|${NAMES})(?:'s (?:folks|people|team|guys|lot|side|group|lads))?(?!')(?<more>.*)$`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: `send ${match.groups?.what} to me${match.groups?.more?.replace(/,? @\d+/g, '')}`,
      weight: 0,
    }),
  },
  {
    id: 'I propose that name',
    pattern: new RegExp(
      String.raw`\bI(?:'d| would)? (?:propose|suggest|recommend)(?: that)? (?<who>${NAMES}) (?!to\b|is\b|was\b|has\b)`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: { by: 'mentions', mentions: marksIn(match.groups?.who ?? '') },
      body: rest(match),
      weight: 0.3,
    }),
  },
  {
    id: 'everyone, please do',
    pattern:
      /^(?:so |and |okay |then |,)*(?:please,? (?:everyone|everybody|all of you|all),?|(?:everyone|everybody|all of you),? please,?) (?<what>[a-z].*)$/i,
    read: ({ groups = {} }) =>
      startsWithTask(groups.what)
        ? { kind: 'request', doer: { by: 'team', name: 'everyone' }, body: groups.what ?? '', weight: 0 }
        : null,
  },
  ...WISHES,
  {
    id: 'can you',
    pattern: new RegExp(
      String.raw`\b(?:can|could|would|will|might) (?:you|(?:the )?(?:two|three|both|all) of you) (?:(?:two|three|both|all|guys)(?: of you)?, ?@\d+(?:(?:,| and|, and) @\d+)*, ?)?${SOFT}(?:be (?:able|willing|persuaded|prepared|so kind as|kind enough|in a position) to |manage to |find (?:the |some |a bit of )?time to |see your way to |try to |make sure to |go ahead and |sit down (?:together )?and )?(?!mind\b|like\b|say\b|be\b)`,
      'i',
    ),
    read: (match, { isQuestion }) => ({
      kind: 'request',
      doer: addressed(match),
      body: rest(match),
      weight: isQuestion ? 0.4 : 0.3,
    }),
  },
  {
    id: 'would you mind',
    pattern: /\b(?:would|do) you mind (?=\w+ing\b)/i,
    read: (match) => ({ kind: 'request', doer: addressed(match), body: rest(match), weight: 0.4 }),
  },
  {
    id: 'can name',
    pattern: new RegExp(String.raw`\b(?:can|could|would|will|should) (?<who>${NAMES}) ${SOFT}(?!be\b)`, 'i'),
    read: (match) => ({
      kind: 'request',
      doer: { by: 'mentions', mentions: marksIn(match.groups?.who ?? '') },
      body: rest(match),
      weight: 0.3,
    }),
  },
  {
    id: 'can we get name to',
    pattern: new RegExp(
      String.raw`\b(?:can|could) (?:we|you|I) (?:get|have|ask) (?<who>${NAMES}|${TEAM}) to `,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: match.groups?.who?.startsWith('@')
        ? { by: 'mentions', mentions: marksIn(match.groups.who) }
        : { by: 'team', name: match.groups?.who ?? '' },
      body: rest(match),
      weight: 0.4,
    }),
  },
  {
    id: 'can somebody',
    pattern:
      /\b(?:(?:can|could|would|will) (?:someone|somebody|anyone|anybody|one of (?:you|us))|who(?:'s going to|'ll| will| is going to| can| could| wants to| would like to|'s able to)|(?:someone|somebody) (?:needs to|has to|should|must)) (?:please |also |maybe )*|^(?:\w+[, ]+){0,2}who (?=[a-z]+s (?:the|a|an|that|this|it|them|those|these|our)\b)/i,
    read: (match, { isQuestion }) => {
      // "Who compares the results?"
      const doing = baseOf(/^[a-z]+/i.exec(rest(match))?.[0] ?? '');
      if (/who $/i.test(match[0]) && (doing === null || !isTaskVerb(doing))) return null;
      return {
        kind:
          isQuestion && !/some(?:one|body) (?:needs|has|should|must)/i.test(match[0]) ? 'request' : 'need',
        doer: { by: 'anyone' },
        body: rest(match),
        weight: /who(?:'s|'ll| will| is)/i.test(match[0]) ? -0.8 : 0,
      };
    },
  },
  {
    id: 'can I ask you to',
    pattern: new RegExp(
      String.raw`\b(?:(?:can|could|may|might) I (?:ask|get|trouble) (?<who>you|${NAMES})|I(?:'d|'ll| would|'m going to| want to)? ?(?:like to )?(?:ask|need|want|expect|like|would like) (?<also>you|${NAMES})(?: guys| all| two| both)?|we (?:need|want|would like|'d like) (?<and>you|${NAMES}))(?:,? @\d+,?)? (?:also |please )?to `,
      'i',
    ),
    read: (match) => {
      const who = match.groups?.who ?? match.groups?.also ?? match.groups?.and ?? '';
      return { kind: 'request', doer: askedOf(match, who), body: rest(match), weight: 0.9 };
    },
  },
  {
    id: 'if you could',
    pattern: /\bif you (?:could|can|would) (?:please |maybe |just |also )*/i,
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: rest(match).replace(/,? (?:that|it)(?:'d| would) be .*$/i, ''),
      weight: -0.3,
    }),
  },
  {
    id: 'please do',
    pattern: new RegExp(
      String.raw`^${LEAD}(?:(?<who>${NAMES}),?\s+)?(?:you )?please,?\s+(?:also |do |just |then )?(?<what>[a-z].*)$`,
      'i',
    ),
    read: ({ groups = {} }) => {
      if (!startsWithTask(groups.what)) return null;
      return {
        kind: 'request',
        doer: { by: 'addressee', mentions: marksIn(groups.who ?? '') },
        body: groups.what ?? '',
        weight: 0.8,
      };
    },
  },
  {
    id: 'name, do',
    pattern: new RegExp(
      String.raw`^${LEAD}(?<who>${NAMES}),\s+(?:just |also |then |you )?(?<what>[a-z].*)$`,
      'i',
    ),
    read: ({ groups = {} }, { isQuestion }) => {
      if (isQuestion || !startsWithTask(groups.what)) return null;
      return {
        kind: 'request',
        doer: { by: 'addressee', mentions: marksIn(groups.who ?? '') },
        body: groups.what ?? '',
        weight: 0.7,
      };
    },
  },
  {
    id: 'bare imperative',
    pattern: new RegExp(
      String.raw`^${LEAD}(?<what>[a-z-]+ (?:the|a|an|us|me|him|her|your|our|all|that|those|these|this|it|them|@\d+)\b.+)$`,
      'i',
    ),
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion || !startsWithTask(groups.what)
        ? null
        : { kind: 'request', doer: { by: 'addressee', mentions: [] }, body: groups.what ?? '', weight: -1.4 },
  },
  {
    id: 'remember to',
    pattern:
      /^(?:so |and |okay |then |just |but |,|also )*(?:(?<who>@\d+),? )?(?:please )?(?:don't forget to|remember to|make sure (?:you|to)|be sure to|do make sure (?:you|to)) /i,
    read: (match) => ({
      kind: 'request',
      doer: { by: 'addressee', mentions: marksIn(match.groups?.who ?? '') },
      body: rest(match),
      weight: 0.4,
    }),
  },
  {
    id: 'you will',
    pattern:
      /(?:(?<who>@\d+(?:(?:,| and) @\d+)*)[,–— ]+)?\byou'll (?:also |then |now )?(?!see\b|find\b|notice\b|remember\b|recall\b|get\b|not\b|never\b|know\b|hear\b|love\b|like\b|need\b|have\b|want\b)/i,
    read: (match, { isQuestion }) => ({
      kind: isQuestion ? 'request' : 'assignment',
      doer: { by: 'addressee', mentions: marksIn(match.groups?.who ?? '') },
      body: rest(match),
      weight: match.groups?.who === undefined ? -0.6 : 0,
    }),
  },
  {
    id: 'you must',
    pattern:
      /(?:(?<who>@\d+(?:(?:,| and) @\d+)*),? )?\byou (?:guys |all |both |also |still |then )?(?:need to|have to|must|should|ought to) (?!'t|see\b|not\b|be\b|say\b|hear\b|imagine\b|think\b|know\b|tell\b|always\b|only\b|have\b|do it\b|never\b)/i,
    read: (match) => {
      const who = marksIn(match.groups?.who ?? '');
      return {
        kind: 'request',
        doer: who.length > 0 ? { by: 'addressee', mentions: who } : addressed(match),
        body: rest(match),
        weight: who.length > 0 ? 0.2 : -0.9,
      };
    },
  },
  {
    id: 'let name',
    pattern: new RegExp(
      String.raw`\b(?:let's (?:have|get|ask|let)|let|we should (?:ask|get|have)) (?<who>${NAMES}|${TEAM})(?: to)? (?!know\b|be\b|go\b|speak\b|finish\b|talk\b|answer\b|say\b|explain\b)`,
      'i',
    ),
    read: (match) => {
      const who = match.groups?.who ?? '';
      return {
        kind: 'request',
        doer: who.startsWith('@') ? { by: 'mentions', mentions: marksIn(who) } : { by: 'team', name: who },
        body: rest(match),
        weight: 0,
      };
    },
  },
];

const startsWithTask = (what: string | undefined): boolean => {
  const word = /^(?:also |just |then |quickly |do |always )*([a-z][\w-]*)/i.exec(what ?? '')?.[1] ?? '';
  return (
    baseOf(word) === word.toLowerCase() &&
    isTaskVerb(word) &&
    !/^do(?: (?:so|it|that))?(?:[\s.,!?]|@\d+)*$/i.test(what ?? '')
  );
};
