/** Somebody else is named for it. */
import { type ActRule, marksIn } from '../acts.ts';
import { rest } from './matchedWords.ts';
import { NAMES, TEAM } from './names.ts';

const named = (text: string | undefined) => ({ by: 'mentions', mentions: marksIn(text ?? '') }) as const;

export const ASSIGNMENT_RULES: readonly ActRule[] = [
  {
    id: 'name, that is with you',
    pattern: new RegExp(
      String.raw`(?<who>${NAMES}),? (?:that|this|it)(?:'s| is|'d be| one's| one is)(?: all)? (?:with you|on you|for you|one for you|yours)\b|(?:that|this|it)(?:'s| is|'d be| one's| one is) (?:with you|on you|one for you|yours),? (?<also>${NAMES})`,
      'i',
    ),
    read: (match) => ({
      kind: 'takeover',
      doer: named(match.groups?.who ?? match.groups?.also),
      body: rest(match),
      weight: 0.4,
    }),
  },
  {
    id: 'name has the action to',
    pattern: new RegExp(
      `(?<who>${NAMES}) (?:has|have|takes?|gets?|owns?|holds?|'s got|will take|'ll take) (?:the|an|that|this) (?:action|task|job|to-?do)(?: item| point)?,? to `,
      'i',
    ),
    read: (match) => ({ kind: 'assignment', doer: named(match.groups?.who), body: rest(match), weight: 1.6 }),
  },
  {
    id: 'name will take it',
    pattern: new RegExp(
      String.raw`(?<who>${NAMES})(?:'ll| will| can| could| should| has to|'s going to| is going to)? (?:then |also )?(?:takes?|does?|own|owns|handles?|picks? up|covers?|look after|deal with) (?:that|it|this|those|them|care of (?:that|it|this))(?: (?:one|on|up|over|instead|then|for (?:me|us)))*(?=[\s,.!?]|$)|(?:assign|give|hand|pass|leave) (?:it|that|this)(?: one)?(?: over)? (?:to|with) (?<to>${NAMES})|(?:that|this)(?:'s| is| one's| one is) (?:on|for|with) (?<on>${NAMES})|\bowner(?:'s| is|:)? (?<own>${NAMES})`,
      'i',
    ),
    read: (match) => ({
      kind: 'takeover',
      doer: named(match.groups?.who ?? match.groups?.to ?? match.groups?.on ?? match.groups?.own),
      body: rest(match),
      weight: 0.4,
    }),
  },
  {
    id: 'action for name',
    pattern: new RegExp(
      String.raw`^(?:so |and |okay |then )*(?:(?:an |the |another )?(?:action|ai|to-?do|task)(?: item| point)?s?(?: is| goes| sits)? (?:for|on|to|with)|over to) (?<who>${NAMES})(?:(?: is|,|:|\s-)? to |:|,| is)\s*`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 1.6,
    }),
  },
  {
    id: 'action for team',
    pattern: new RegExp(
      String.raw`^(?:so |and |okay |then )*(?:(?:an |the |another )?action(?: item| point)? (?:for|on|to)) (?<who>${TEAM})(?:(?: is|,|:)? to |:|,)\s*`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: { by: 'team', name: match.groups?.who ?? '' },
      body: rest(match),
      weight: 1.4,
    }),
  },
  {
    id: 'done by name',
    pattern: new RegExp(
      String.raw`^(?<what>(?:the|a|an|our|this|that)\b.+?)(?:'ll| will| has to| needs to| must|'s going to| is going to) be (?<verb>\w+ed|done|sent|written|made|built|taken|run|put|drawn|set up|given|brought) (?<more>.*?)by (?<who>${NAMES})(?<rest>\b.*)$`,
      'i',
    ),
    read: ({ groups = {} }) => ({
      kind: 'assignment',
      doer: named(groups.who),
      body: `${groups.verb} ${groups.what} ${groups.more}${groups.rest}`,
      weight: 1,
    }),
  },
  {
    id: 'name will',
    pattern: new RegExp(String.raw`(?<who>${NAMES})(?:'ll| will) (?!not\b|never\b|you\b)`, 'i'),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 0.9,
    }),
  },
  {
    id: 'name promised to',
    pattern: new RegExp(
      String.raw`(?<who>${NAMES}) (?:has |have |also |already |\w+ly )*(?:agreed|offered|promised|volunteered|committed|said (?:he|she|they)(?:'ll|'d| will| would)|(?:promised|said|told (?:me|us)) (?:that )?(?:he|she|they)(?:'ll|'d| will| would|(?:'s| is|'re| are) going to))(?: to)? (?!not\b)`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 0.5,
    }),
  },
  {
    id: 'he said he would',
    pattern:
      /\b(?<who>he|she|they) (?:\w+ly )?(?:(?:has |have )?(?:agreed|offered|promised|volunteered) to|(?:said|promised|told (?:me|us))(?: this morning| yesterday| \w+day)?(?: that)? (?:he|she|they)(?:'d| would|'ll)) (?!be\b|like\b|love\b|rather\b|not\b)/i,
    read: (match) => ({
      kind: 'assignment',
      doer: { by: 'pronoun', word: match.groups?.who ?? '' },
      body: rest(match),
      weight: 0.8,
    }),
  },
  {
    id: 'there is an action that name does',
    pattern: new RegExp(
      String.raw`\b(?:there(?:'s| is| was)|we (?:have|had)) (?:also |still )*(?:an|the|one|another) (?:old |open )?(?:action|item|task)(?: item)? (?:that|for|on) (?<who>${NAMES}),? (?:to )?(?!is\b|was\b)`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: -0.5,
    }),
  },
  {
    id: 'name to',
    pattern: new RegExp(
      String.raw`^(?:so |and |okay |then |right |next |also |plus )*(?<who>${NAMES}),? to (?!(?:the|a|an|our|me|us|you|him|her|them|@\d+)\b)`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 1.2,
    }),
  },
  {
    id: 'name must',
    pattern: new RegExp(
      `(?<who>${NAMES}) (?:also |still |then )?(?:needs? to|ha(?:s|ve) to|must|should|is supposed to|is to|ought to) `,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: -0.1,
    }),
  },
  {
    id: 'name is doing it on a day',
    pattern: new RegExp(String.raw`(?<who>${NAMES})(?:'s| is|'re| are) (?:also |now )?(?=\w+ing\b)`, 'i'),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 0,
      needsDue: true,
    }),
  },
  {
    id: 'name does',
    pattern: new RegExp(
      String.raw`^(?!\S+ gets \w+(?:ed|en)\b)(?:so |and |okay |then |right |next |also |plus |,|that means |(?:next step|action|to-?do|task)s?: ?)*(?<who>${NAMES}),? (?:also |then )?(?=(?:books|sends|orders|prepares|updates|checks|writes|drafts|calls|takes|asks|reviews|confirms|tests|fixes|opens|closes|creates|adds|moves|sets|schedules|arranges|organi[sz]es|invites|informs|contacts|collects|delivers|provides|installs|configures|migrates|loads|documents|raises|files|clarifies|finds|gets|talks|speaks|shares|circulates|publishes|follows|chases|looks|tells|brings|signs|approves|presents|finishes|completes|runs|deploys|names|reserves|deletes|publishes|reproduces|retests|puts|does|rings|briefs|frees|freezes|extends|maps|trains|makes|builds|drafts|finishes|handles|covers|investigates|escalates|cleans|splits|rotates|attaches|rewrites|translates|negotiates|replaces|restores|upgrades|patches|monitors|verifies|validates|prints|explains|hands|passes|swaps|fills|replies|answers|pays|buys|hires|recruits|merges|deploys|releases|starts|stops|switches|turns|shuts) )`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: 0.3,
    }),
  },
  {
    id: 'name, the thing, by a day',
    pattern: new RegExp(`^(?:and )?(?<who>${NAMES}) (?=(?:the|a|an|our) )`, 'i'),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: `do ${rest(match)}`,
      weight: 0,
      needsDue: true,
    }),
  },
  {
    id: 'team will',
    pattern: new RegExp(
      String.raw`^(?:so |and |okay |then |yeah |right |i think |maybe |,)*(?<who>${TEAM})(?:'ll| will| (?:needs? to|ha(?:s|ve) to|must|is going to|are going to)| to) (?!not\b|never\b|be\b(?! \w+ing))`,
      'i',
    ),
    read: (match) => ({
      kind: 'assignment',
      // "My people will walk the line": whoever leads them answers for it.
      doer: /^(?:my|our) /i.test(match.groups?.who ?? '')
        ? { by: 'speaker' }
        : { by: 'team', name: match.groups?.who ?? '' },
      body: rest(match),
      weight: /needs? to|ha(?:s|ve) to|must/i.test(match[0]) ? 0 : 0.6,
    }),
  },
  {
    id: 'everyone will',
    pattern:
      /\b(?<who>everyone|everybody|all of you|each of you|you all|all team members|each team member|all of us|we all)(?:'ll| will| should| has to| needs to| have to| need to|,? please) /i,
    read: (match) => ({
      kind: 'assignment',
      doer: { by: 'team', name: 'everyone' },
      body: rest(match),
      weight: -0.4,
    }),
  },
  {
    id: 'he will',
    pattern: /\b(?<who>he|she|they)'ll (?!not\b|never\b|be\b)/i,
    read: (match) => ({
      kind: 'assignment',
      doer: { by: 'pronoun', word: match.groups?.who ?? '' },
      body: rest(match),
      weight: -0.3,
    }),
  },
  {
    id: 'name can',
    pattern: new RegExp(String.raw`(?<who>${NAMES}) (?:can|could|might) (?!'t|not\b|you\b)`, 'i'),
    read: (match) => ({
      kind: 'assignment',
      doer: named(match.groups?.who),
      body: rest(match),
      weight: -0.9,
    }),
  },
];
