/** Asked in a roundabout way: from the side of who gets it, in the passive, or by asking when. */
import { type ActRule, marksIn } from '../acts.ts';
import { addressed, askedOf } from './addressed.ts';
import { rest } from './matchedWords.ts';
import { NAMES, TEAM } from './names.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

/** "Be able to", "find the time to": says no more than "can". */
const ABLE = `(?:(?:please|maybe|also|possibly|perhaps|just|at all|somehow) )*(?:be (?:able|willing|persuaded|prepared|free|so kind as|kind enough|in a position|up for it) to |manage to |find (?:the |some |a bit of |a little )?time to |see your way to |have (?:the |a )?(?:time|chance|moment) to )?`;
const SMALL_TALK =
  /^(?:a|an|one|your|the)? ?(?:quick |brief |short )?(?:look|word|moment|minute|second|sec|go|coffee|thought|thoughts|attention|opinion|view|next (?:one|slide|item)|floor|feeling|sense|idea|that)\b/i;
export const DONE = String.raw`(?:\w+(?:ed|en)|done|sent|made|built|set|put|cut|run|brought|drawn|found|dealt with)`;

/** The request of "could we have the search fixed?" and "could I get the list off you?". */
function wanted(what: string): string {
  const done = new RegExp(String.raw`^(?<thing>.+?) (?<done>${DONE})(?<more>\b.*)$`, 'i').exec(what)?.groups;
  const base = baseOf(done?.done ?? '');
  return base !== null &&
    isTaskVerb(base) &&
    done?.thing !== undefined &&
    !/\b(?:of|to|for|with|the|a|an|that)$/i.test(done.thing)
    ? `${base} ${done.thing}${done.more ?? ''}`
    : `send ${what}`;
}

export const INDIRECT_REQUESTS: readonly ActRule[] = [
  {
    id: 'owner in brackets',
    pattern: new RegExp(
      String.raw`\((?:owner:? )?(?:(?<who>${NAMES})|(?<team>${TEAM}))(?<more>[,;:)](?: [^)]*)?)\)?[\s.]*$`,
      'i',
    ),
    read: ({ groups = {}, input, index }) => {
      const { who, team = '', more = '' } = groups;
      return {
        kind: 'assignment',
        doer: who === undefined ? { by: 'team', name: team } : { by: 'mentions', mentions: marksIn(who) },
        body: `${input.slice(0, index).trim()}${more.replace(/^[,;:)]|\)$/g, '')}`,
        weight: 1.2,
      };
    },
  },
  {
    id: 'I wonder whether you could',
    pattern: new RegExp(
      String.raw`\b(?:I(?:'m| was| am)? (?:just )?wonder(?:ing|ed)?|I don't suppose|do you (?:think|reckon)|(?:^|you |@\d+,? )(?:think|reckon)|is there (?:any|a) (?:chance|way)|(?:any|what's the) chance|would it be (?:possible|an option|an idea)|might it be possible)(?: if| whether| that| of)?,? (?<who>you|${NAMES})(?: guys| two| all)? (?:could|can|might|would|will|'ll|were able to|were to)? ?${ABLE}(?=[a-z]+)`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: rest(match).replace(/^(\w+)ing\b/i, (word) => baseOf(word) ?? word),
      weight: 0.3,
    }),
  },
  {
    id: 'I must insist that we get it',
    pattern:
      /\bI(?:'d| must| have to| would)? (?:insist|ask|demand|request)(?: you)? (?:that|for) (?:(?:I|we) (?:get|receive|have) )?(?<what>(?:the|a|an|your|those|these)\b.+)$/i,
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: `send ${match.groups?.what} to us`,
      weight: 0,
    }),
  },
  {
    id: 'is that something for you',
    pattern:
      /\bis (?:that|this|it) something (?:that )?(?<who>you|@\d+) (?:could|can|would|might|'d) (?:be able to )?(?<what>[a-z]+.*)$/i,
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: `${/^(?:take|do|handle|own|look|help)\b/i.test(match.groups?.what ?? '') ? 'do' : match.groups?.what} it`,
      weight: 0.4,
    }),
  },
  {
    id: 'it falls to you',
    pattern:
      /(?:^|[,.] |\b(?:with that|so|then|and) )(?<what>(?!(?:with|so|then|and)\b)(?:the |that |this |our )?[\w' -]{3,50}?) (?:falls|goes|comes|is down) to you\b/i,
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: `take care of ${match.groups?.what}`,
      weight: 0,
    }),
  },
  {
    id: 'can I leave it with you',
    pattern:
      /\b(?:can|could|may|might|shall) I (?:leave|put|entrust|hand|pass|give) (?<what>(?:the|a|an|that|this|those|our|my|all)\b.+?)(?: over)? (?:with you|to you|in your (?:hands|care)|on your (?:list|plate|desk))\b(?<more>.*)$/i,
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: `look after ${match.groups?.what}${match.groups?.more?.replace(/,? ?@\d+/g, '')}`,
      weight: 0.3,
    }),
  },
  {
    id: 'is it you who does it',
    pattern: new RegExp(
      String.raw`(?<what>\b(?:the|a|an|our|that|this|those)\b.+?)(?:'ll| will| would| can| could| is to| is going to) be (?<done>${DONE}) by (?<who>you)\b`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: `${match.groups?.done} ${match.groups?.what}`,
      weight: 0.4,
    }),
  },
  {
    id: 'could I get it from you',
    pattern: new RegExp(
      String.raw`(?<!\b(?:when|how|what|where|if) )\b(?:can|could|may|might) (?:I|we) (?:please |also |maybe |perhaps |possibly |just )*(?:get|have|see|expect) (?<what>(?:the|a|an|your|that|those|these|some|all|it|them|two|three|one|somebody|someone)\b.+?)(?:,? (?:from|off)(?: of)? (?<who>you|${NAMES})(?<more>\b.*))?$`,
      'i',
    ),
    read: (match) => {
      const { what = '', who, more = '' } = match.groups ?? {};
      if (SMALL_TALK.test(what)) return null;
      const bare = what.replace(/[\s?.,!]+$/, '');
      return {
        kind: 'request',
        doer: askedOf(match, who),
        body: `${wanted(bare)}${more}`,
        weight: who === undefined ? -0.6 : 0.3,
      };
    },
  },
  {
    id: 'when can you do it',
    pattern: new RegExp(
      String.raw`\b(?:by )?(?:when|how (?:soon|quickly))(?:'ll| can| could| will| would| do| might| should) (?<who>you|${NAMES}) ${ABLE}(?!be\b|think\b|need\b|want\b|know\b|say\b|mean\b|reckon\b|expect\b|plan\b)(?=[a-z]+)`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: rest(match).replace(/^(?:have|get) (?=(?:the|a|an|it|that|them|those)\b)/i, 'finish '),
      weight: -0.8,
      asksDay: true,
    }),
  },
  {
    id: 'when can I have it',
    pattern:
      /\b(?:by )?(?:when|how (?:soon|quickly))(?: can| could| will| would| do| might| should) (?:I|we|they) (?:then )?(?:have|get|see|expect|count on) (?<what>(?:the|a|an|your|that|those|these|some|all|it|them)\b.+)$/i,
    read: (match) => ({
      kind: 'request',
      doer: addressed(match),
      body: wanted((match.groups?.what ?? '').replace(/[\s?.,!]+$/, '')),
      weight: -0.8,
      asksDay: true,
    }),
  },
  {
    id: 'when will it be done',
    pattern: new RegExp(
      String.raw`\b(?:by )?(?:when|how (?:soon|quickly))(?:'ll| can| could| will| would| is| are| might| should) (?<what>(?:the|a|an|your|our|that|those|these|all)\b.+?) (?:be )?(?:ready|complete|available|in place|up and running|there|up|(?<done>${DONE}))[\s?.!]*$`,
      'i',
    ),
    read: (match) => {
      const base = baseOf(match.groups?.done ?? '') ?? 'complete';
      return {
        kind: 'request',
        doer: addressed(match),
        body: `${base} ${match.groups?.what}`,
        weight: -1,
        asksDay: true,
      };
    },
  },
];
