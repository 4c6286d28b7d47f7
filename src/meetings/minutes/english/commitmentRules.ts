/** The speaker binds himself or herself. */
import { type ActRule, marksIn } from '../acts.ts';
import { asObject, rest, sendingOf } from './matchedWords.ts';
import { NAMES } from './names.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

/** The verb after the match is a task verb in its base form. */
const doesTask = (match: RegExpExecArray): boolean => isTask(rest(match));

const isTask = (words = ''): boolean => {
  const word = /^[a-z][\w-]*/i.exec(words)?.[0].toLowerCase() ?? '';
  return baseOf(word) === word && isTaskVerb(word);
};

export const COMMITMENT_RULES: readonly ActRule[] = [
  {
    id: 'will get it from me',
    pattern:
      /^(?<lead>.*?)(?<who>\b(?:you|they|we all|everyone|everybody|he|she)|@\d+(?:(?:,| and) @\d+)*|(?:the )?[\w-]+(?: team)?)(?:(?:'ll| will| should) (?:also |then )?(?:get|have|receive|find|see|(?<hear>hear))| gets?) (?<what>.+?) from me\b(?<rest>.*)$/i,
    read: ({ groups = {} }) => ({
      kind: 'commitment',
      doer: { by: 'speaker' },
      body:
        groups.hear === undefined
          ? `send ${groups.what} to ${asObject(groups.who)}${groups.rest?.replace(/,? from @\d+.*$/, '')}`
          : `tell ${asObject(groups.who)}${groups.rest}`,
      weight: 1.6,
    }),
  },
  {
    id: 'from me comes',
    pattern: /^(?<lead>.*?)\bfrom me (?:you|@\d+)(?:'ll| will) (?:get|have) (?<what>.+)$/i,
    read: ({ groups = {} }) => ({
      kind: 'commitment',
      doer: { by: 'speaker' },
      body: `send ${groups.what}`,
      weight: 1.4,
    }),
  },
  {
    id: 'I owe you',
    pattern:
      /\bI (?:still )?owe (?<who>you|@\d+|them|him|her|everyone) (?=(?:the|a|an|my|that|those|some)\b)(?<what>.+)$/i,
    read: ({ groups = {} }) => ({
      kind: 'commitment',
      doer: { by: 'speaker' },
      body: `send ${groups.what} to ${groups.who?.toLowerCase()}`,
      weight: 0.6,
    }),
  },
  {
    id: 'named myself',
    pattern:
      /\bI,? (?:that(?:'s| is)|this is|as|meaning)?,? ?(?<who>@\d+),? ?(?<will>'ll|will|can|) (?:also |then )?(?<what>.+)$/i,
    read: ({ groups = {} }) =>
      groups.will === '' && !isTask(groups.what)
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'mentions', mentions: marksIn(groups.who ?? '') },
            body: groups.what ?? '',
            weight: 2,
          },
  },
  {
    id: 'this is me speaking',
    pattern:
      /^(?:[\w ,]{0,20})?(?:this is (?<who>@\d+)(?: here| speaking)?|(?<also>@\d+) (?:here|speaking))[,.:]? (?:and |so |yes,? |yeah,? |sure,? )?I(?:'ll| can) (?<what>.+)$/i,
    read: ({ groups = {} }) => ({
      kind: 'commitment',
      doer: { by: 'mentions', mentions: marksIn(groups.who ?? groups.also ?? '') },
      body: groups.what ?? '',
      weight: 2,
    }),
  },
  {
    id: 'you and I',
    pattern:
      /(?:^|[,.;:] |\b(?:and|so|then|okay|right|well|but),? )(?:you and (?:I|me|myself)|(?:I|me) and you|(?:the |all )?(?:two|three|pair|both) of us|us two|we two)(?<names>, (?:that is,? )?(?:@\d+,? (?:and )?)+(?:I|me|myself),?)?(?<will>'ll| will| can| could| should|) (?!'|am\b|are\b|were\b|have\b|had\b|was\b|did\b)/i,
    read: (match) =>
      match.groups?.will === '' && !doesTask(match)
        ? null
        : {
            kind: 'commitment',
            needsDue: match.groups?.will === '',
            doer: { by: 'speaker' },
            body: rest(match),
            weight: 0.6,
          },
  },
  {
    id: 'with me',
    pattern: new RegExp(
      String.raw`(?:(?<who>${NAMES}) and (?:I|me|myself)|\b(?:I|me|myself) and (?<also>${NAMES}))(?<will>'ll| will| can| could|) (?!'|am\b|are\b|were\b|have\b|had\b|was\b|did\b|do\b)`,
      'i',
    ),
    read: (match) =>
      match.groups?.will === '' && !doesTask(match)
        ? null
        : {
            kind: 'commitment',
            needsDue: match.groups?.will === '',
            doer: { by: 'speaker', withMentions: marksIn(match.groups?.who ?? match.groups?.also ?? '') },
            body: rest(match),
            weight: 1.5,
          },
  },
  {
    id: 'action on me',
    pattern:
      /\b(?:(?:an |the )?action (?:item )?(?:for|on) me(?: is)?(?: to|:|,)?|my (?:actions?|to-?dos?|tasks?)(?: items?)?(?: here| then| today)? (?:is|are)(?: to|:)(?: to)?|I(?: have|'ve got| take| took|'ll take|'ve taken) (?:an|the|that|this) action(?: item)? to|I promise(?: you)? to|I commit to|I volunteer to|I undertake to|put me down to) /i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 1.8 }),
  },
  {
    id: 'I take it',
    pattern:
      /\b(?:I(?:'ll| can| could|'m happy to|'d be happy to|'m going to)? (?:just |also |gladly )?(?:take|do|own|handle|pick up|cover|sort out|sort|look after|deal with|see to) (?:that|it|this|those|them|this one|that one|that action|this action|the action|that on|it on|this on|care of (?:that|it|this))(?: (?:one|action|item|up|on|myself|over|out|for (?:you|us|the team)|as well|too))*(?=[\s,.!?]|$)|I'm (?:doing|taking|handling|sorting|owning) (?:that|it|this)(?: (?:one|on|up|out|over))*(?: myself)?(?=[\s,.!?]|$)|I(?:'ve| have)? got (?:that|it|this)(?: one)?(?= ?[.,!]|$)|leave (?:it|that|this)(?: one)? (?:with|to) me|I'm on (?:it|that)\b|I'm (?:already )?on it|(?:that|it|this)(?:'s| is| one's| one is)? (?:on|for|with) me\b|(?:that|this)(?:'s| is| one's| one is) mine\b|put me down(?: for (?:that|it|this))?|(?:I've|I(?: have)?) got (?:that|it|this)(?: one)? (?:covered|on (?:my|the) (?:list|plate|radar))|I have (?:that|it|this) on (?:my|the) (?:list|plate)|consider it done|will do\b|I own (?:that|it|this)|(?:assign|give|hand) (?:it|that|this) to me|action on me\b|(?<!\b(?:not|isn't|wasn't) )mine\b(?=[.,!]?$)|I volunteer\b(?! to)|(?:I can|I could) do (?:that|it|this))/i,
    read: (match) => ({ kind: 'takeover', doer: { by: 'speaker' }, body: rest(match), weight: 0.4 }),
  },
  {
    id: 'I will',
    pattern: /\bI(?:'ll|§| will) (?!not\b|never\b)/i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 1 }),
  },
  {
    id: 'you will have it',
    pattern:
      /\b(?<who>you(?: all| both)?|everyone|everybody|they|@\d+(?:(?:,| and) @\d+)*)(?:'ll| will|'d| would) (?:all |both |then |also )?(?:have|get|receive) (?!to\b|a (?:look|chance|feel|go)\b|back\b|there\b|used\b|time\b|it wrong\b)(?<what>.+)$/i,
    read: ({ groups = {} }, { isQuestion }) =>
      isQuestion
        ? null
        : {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: sendingOf(groups),
            weight: 0.2,
            needsDue: true,
            isDelivery: true,
          },
  },
  {
    id: 'I plan to',
    pattern:
      /\bI(?:'m| am)? (?:also |now |still )?(?:planning|plan|intend|intending|aim|aiming|about|supposed|hoping) to |\bI(?:'m| am) (?:also |now )?planning on (?=\w+ing\b)|\bI(?:'d| would) (?:want|like|hope|prefer) to (?=have\b)/i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: -0.3 }),
  },
  {
    id: 'it makes sense for me to',
    pattern:
      /\b(?:(?:it|that) (?:makes|would make) sense for me to|it's on me to|it falls to me to|I(?:'d| would) better) /i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 0 }),
  },
  {
    id: 'I must',
    pattern:
      /\bI(?=[ ']) ?(?:also |still |just |really |do )*(?:need to|have to|must|should|ought to|better|'d need to|'d have to|would need to|would have to) (?!say\b|admit\b|be\b)/i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: -1.1 }),
  },
  {
    id: 'I am happy to',
    pattern:
      /\bI(?:'m|'d be| would be|'d) (?:more than |very |also )?(?:happy|glad|willing|pleased|love|like) to |\bI (?:don't|wouldn't) mind (?=\w+ing\b)/i,
    read: (match) =>
      /\blike to /i.test(match[0])
        ? null
        : { kind: 'offer', doer: { by: 'speaker' }, body: rest(match), weight: 0 },
  },
  {
    id: 'shall I',
    pattern:
      /\b(?:(?:shall|should|can|could|may) I|do you (?:want|need) me to|would you like me to|is it (?:ok|okay|all right) if I) (?!ask\b|just\b|say\b|add\b|interrupt\b|jump\b|come\b|go\b|have\b|get\b|put you\b|be\b|assume\b|take it\b)/i,
    read: (match, { isQuestion }) =>
      isQuestion
        ? {
            kind: 'offer',
            doer: { by: 'speaker' },
            body: rest(match),
            weight: /\b(?:can|may|could) I /i.test(match[0]) ? -2.4 : -1.2,
          }
        : null,
  },
  {
    id: 'I can',
    pattern:
      /\bI (?:can|could) (?!'t|not\b|only\b|hear\b|see\b|imagine\b|understand\b|have \w+(?:ed|en|ne)\b|have (?:had|put|sent|got|made|said)\b)/i,
    read: (match, { isQuestion }) => ({
      kind: isQuestion && /^I\b|\bcan I\b/i.test(match.input) ? 'offer' : 'offer',
      doer: { by: 'speaker' },
      body: rest(match),
      weight: -0.2,
    }),
  },
  {
    id: 'let me',
    pattern: /\blet me /i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: -1.2 }),
  },
  {
    id: 'I am doing it on a day',
    pattern: /\bI(?:'m| am) (?:also |now )?(?=\w+ing\b)/i,
    read: (match) => ({
      kind: 'commitment',
      doer: { by: 'speaker' },
      body: rest(match).replace(/^seeing (?=(?:them|him|her|@\d+|the [\w-]+)\b)/i, 'meeting '),
      weight: 0.3,
      needsDue: true,
    }),
  },
  {
    id: 'I said I would',
    pattern:
      /\bI (?:promised|told|assured|said to) (?:@\d+|them|him|her|you|everyone|the \w+) (?:that )?(?:I'd|I'll|I would) /i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 0.4 }),
  },
  {
    id: 'remind me',
    pattern: /\b(?:remind me|note to self:?|I mustn't forget) to /i,
    read: (match) => ({ kind: 'commitment', doer: { by: 'speaker' }, body: rest(match), weight: 0.4 }),
  },
  {
    id: 'I do it on a day',
    pattern:
      /\b(?:I|I'd|I would) (?:also |then |just |personally |still |rather |probably )*(?!say\b|have\b(?! (?:it|them|that|those|the)\b)|like\b|love\b|need\b|see\b)(?=[a-z])/i,
    read: (match) =>
      doesTask(match)
        ? {
            kind: 'commitment',
            doer: { by: 'speaker' },
            body: rest(match),
            weight: /'d|would/i.test(match[0]) ? -0.2 : 0.2,
            needsDue: true,
          }
        : null,
  },
];
