/** Decisions. Patterns run over a normalised sentence. */
import type { StatementRule } from './statementRule.ts';

const BODY = '(?<body>.+)$';

export const DECISIONS: readonly StatementRule[] = [
  {
    id: 'decision label',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`\b(?:the |our |so the |for the record,? the )?decision(?: here| then| today| made)?(?: is| was)?(?: that| to|:|,)\s+(?!make|maker|making|point|log|yet|about)${BODY}`,
      'i',
    ),
    weight: 1.6,
  },
  {
    id: 'we decided',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`\b(?:we(?:'ve| have)?|the (?:board|committee|steering committee|sponsors?|group|team|steerco)(?: has| have)?|so we(?:'ve)?)(?: just| now| all| already| therefore)* (?:decided|agreed|resolved|concluded|settled)(?: today| now| then| here)?(?: that| to| on| upon)? (?!about\b|against\b|not to\b|here\b|so\b|them\b|it (?:last|yester|on|in|back)\b)${BODY}`,
      'i',
    ),
    weight: 1.4,
  },
  {
    id: 'it is agreed',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`\b(?:it(?:'s| is)|that(?:'s| is)|so that's|then it's|we're all) (?:agreed|decided|settled|approved|confirmed)(?: then)?(?:,|:| that| to|\.)? (?!by\b|already\b|last\b|with\b|whether\b|if\b)${BODY}`,
      'i',
    ),
    weight: 1.3,
  },
  {
    id: 'agreed:',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`^(?:okay,? |so,? |good,? |right,? |then,? |great,? )*(?:agreed|decided|approved)(?: then)?[:,.]? (?:so |then )?(?=we|the|that|to|go|no|@\d|UAT|it)(?!it's the same|that's)${BODY}`,
      'i',
    ),
    weight: 0.9,
  },
  {
    id: 'we go with',
    kind: 'decision',
    pattern:
      /\b(?:(?:so |then |okay,? )?(?:we(?:'ll| will|'re going to|'re)?|let's) (?:then |just |now |all )*)(?<!\b(?:if|unless|in case)\b(?! (?:nobody|no ?one|everyone|everybody|there (?:are|is) no|we(?:'re| are) all)\b).*)(?<body>(?:go(?:ing)? (?:with|for|ahead with)|stick(?:ing)? (?:with|to)|stay(?:ing)? with|settle for|opt(?:ing)? for|choose|pick) (?!that if|it if)(?!the flow).+)$/i,
    weight: 0.8,
  },
  {
    id: "let's lock that",
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|great|agreed)[,. ]+)*let's (?:lock|nail|settle) (?:that|this|it)(?: (?:in|down))?[,:.] (?:so |then )*(?<body>(?!I\b|you\b|if\b|when\b)[^?]{8,})$/i,
    weight: 0.7,
  },
  {
    id: 'we postpone',
    kind: 'decision',
    pattern:
      /\b(?:so |then |okay,? )?(?:we(?:'ll|'re going to|'re)|let's) (?:then |just |now |all |therefore )*(?<body>(?:postpon(?:e|ing)|defer(?:ring)?|delay(?:ing)?|mov(?:e|ing) (?!on\b)(?:the |our |UAT|go-?live|it |that |this )[^.]*\bto\b|push(?:ing)? (?:the |UAT|go-?live|it |that |this )[^.]*\bto\b|bring(?:ing)? forward|freez(?:e|ing)|cancel(?:l?ing)?|drop(?:ping)? (?:the|this|that|it)\b(?! topic)|descop(?:e|ing)|de-scop(?:e|ing)|reject(?:ing)?|approv(?:e|ing)|accept(?:ing)? (?:the|this|that) (?!invite|invitation)|keep(?:ing)? (?:the |UAT|go-?live|it at|it on|that at|to the|both)|leav(?:e|ing) (?:the |it (?:at|as|out))|park(?:ing)? (?:the|this|that|it|our|all|those)\b[^.]{0,60}? ?\b(?:until|till|for)\b|extend(?:ing)? the|stop(?:ping)? (?:the|using)|switch(?:ing)? to|roll(?:ing)? back|abandon|ship|launch|target|treat|split|skip the).*)$/i,
    weight: 0.5,
    needsAgreement: true,
  },
  {
    id: 'we will not',
    kind: 'decision',
    pattern:
      /\b(?:so |then |okay,? )?(?:we (?:won't|will not|'re not going to|are not going to|don't go|do not go)|we'll not|we're not (?!sure|there|ready|talking|saying|done|able)(?=\w+ing\b)|let's not) (?:now |then )?(?!(?:discuss|talk|go (?:there|into)|get|worry|panic|forget|open|argue|be|start|rush|pretend|debate|kid)\b)(?<body>.+)$/i,
    weight: 0.3,
    needsAgreement: true,
    say: ({ body = '' }) => `Do not ${body.replace(/^(\w+?)(?:ing)\b/i, (word) => word)}`,
  },
  {
    id: 'go or no-go',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|therefore|oh)[,. ]+)*(?:(?<on>(?!(?:if|when|that|this|it|we)\b)[^,?]{3,50}),? )?(?:so |then |that |therefore )*(?:(?:it|that|this)(?:'s| is| was) (?:a |an )?(?:firm |clear |unanimous |conditional )*(?<go>go|no-?go)\b(?! to\b)(?<what> (?:for|on|with|from)\b[^,?]*)?|we(?:'re| are) (?:a )?(?<also>go|no-?go)(?<more> (?:for|on)\b[^?]*))/i,
    weight: 0.9,
    say: ({ on, go, also, what, more }) =>
      `${/no/i.test(go ?? also ?? '') ? 'No-go' : 'Go'}${on === undefined ? '' : ` for ${on}`}${what ?? more ?? ''}`,
  },
  {
    id: 'approved',
    kind: 'decision',
    pattern:
      /\b(?<body>(?:the |that |this )?(?:change|cr|request|budget|plan|proposal|scope|design|release|exception|waiver|change request|cr-?\d+|@?[\w-]+ (?:change|request|plan|proposal))[\w\s-]{0,40}?(?:, [\w\s-]{1,40},)? (?:is|are|has been|was|gets) (?:hereby |now |therefore |also )*(?:approved|rejected|accepted|signed off|deferred|declined|withdrawn|granted)\b.*)$/i,
    weight: 0.8,
  },
  {
    id: 'it is approved',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|none|yes|great)[,. ]+)*(?<body>(?!(?:it|that|this|he|she|they|we|you|i|who|what|which|if|when|there|nothing|nobody|everything|none)\b)[\w@][\w@' -]{1,50}?(?:'s| is| are) (?:hereby |now |therefore |also )*(?:approved|rejected|deferred|declined|granted|released|cancel?led)\b(?! (?:by|yet|every|already)\b)[^?]*)$/i,
    weight: 0.5,
  },
  {
    id: 'nobody objects',
    kind: 'decision',
    pattern:
      /\b(?:(?:nobody|no one|none of (?:you|us)) (?:objects?|is against|has objected|is opposed)|(?:hearing |I hear |there are |there're )?no objections?|nobody(?:'s)? against)[,.;:–-]* (?:so |then |and so )*(?<body>(?!(?:from|to|here|then|at all|i|that's|it's|thank|good|great|as long|if|unless|provided|but|only)\b)[^?]{8,})$/i,
    weight: 0.9,
  },
  {
    id: 'the call is',
    kind: 'decision',
    pattern:
      /\b(?:(?:the|my|our) (?:call|ruling|verdict)(?: then| here)? is(?: that| to|:|,)?|I(?:'m| am) making (?:the|that) call(?:,|:| then,?)?) (?!yours\b|mine\b|with\b|at\b|on (?:mon|tues|wednes|thurs|fri)|in\b|still\b|not\b)(?<body>[^?]{6,})$/i,
    weight: 0.9,
  },
  {
    id: 'approved, with a condition',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and)[,. ]+)*(?<body>(?:approved|granted|accepted|passed)[,:]? (?:with|on|under|subject to|provided|as long as|for)\b[^?]{4,})$/i,
    weight: 0.9,
  },
  {
    id: 'the board approves',
    kind: 'decision',
    pattern:
      /\b(?:the (?:board|committee|steering committee|steerco|cab|change board|sponsors?|council|panel)|we|ccb) (?:hereby |therefore |now )*(?<body>(?:approves?|rejects?|accepts?|defers?|grants?|declines?|postpones?|signs? off(?: on)?) (?!it\b|that\b|them\b|if\b)(?:the |this |that |change |cr|request |both |all )?[^?]+)$/i,
    weight: 0.8,
  },
  {
    id: 'we are going live',
    kind: 'decision',
    pattern:
      /\b(?<body>we(?:'re| are) (?:going live|cutting over|keeping|sticking with|staying (?:on|with)|going (?:with|ahead)|moving (?:the|to)|dropping the|postponing|deferring|freezing) [^?]+?)(?:, (?:that's|and that's) (?:final|it|decided|settled))?[.!]*$/i,
    weight: 0.3,
  },
  {
    id: 'I approve',
    kind: 'decision',
    pattern:
      /\b(?:I|we)(?:'ll| hereby| can| do| will)? (?<body>(?:approve|reject|sign off(?: on)?|decline|authori[sz]e) (?!it if|if|by|before)(?:the|this|that|it|change|cr|your)\b.*)$/i,
    weight: 0.6,
  },
  {
    id: 'we rule',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|perfect|great|alright|fine|yes|yeah|well|and|now)[,. ]+)*(?<body>we (?:then |now |all )?(?:freeze|postpone|defer|drop|take|leave|keep|go|stick|stay|cut over|run|use|move|start|stop|skip|split|close|extend|limit|accept|reject|cancel) (?!(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\d)|it\b|that\b(?! as)|them\b|on\b|back\b|to\b|every\b|a (?:look|copy|break|note)\b|care\b|notes?\b|through\b|over\b|round\b|ahead\b|home\b)[^?]+)$/i,
    weight: 0.1,
  },
  {
    id: 'it stays so',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|perfect|great|alright|fine|yes|yeah|well|and)[,. ]+)+(?<body>(?!(?:that|this|it|he|she|they|there|what|who|how|if|when|i|we|you|until|till|by|from|@\d+)\b)[^,?]{3,60}? (?:stays?|moves? (?:to|from)|goes (?:in|out|after|live|with|on|to)|remains?|is (?:out|in|frozen|deferred|postponed|severity|the pilot|(?:not )?moved|limited|scrapped|approved|not (?:migrated|changed|included|replaced|upgraded)|on)|are (?:out|in(?=[\s.,!]*$)|on(?=[\s.,!]*$)|frozen|deferred|postponed|moved|limited|scrapped|approved|not migrated)|starts? (?:on|at|from)|happens? (?:on|at)) [^?]+)$/i,
    weight: 0.2,
  },
  {
    id: 'for the record',
    kind: 'decision',
    pattern:
      /\bfor the record[,:]? (?<body>(?!I\b|we (?:\w+ed|gave|did|sent|told|were|had)\b)[^?]{8,}?)[.!]*$/i,
    weight: 1,
  },
  {
    id: 'from now on',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:I|you|he|she|they|(?:we|there)(?:'ve|'s| have| had| are| is| were))\b)[^?]{6,120}\bfrom (?:now on|today on|(?:now|today|sprint \S+|monday|next week|\w+ \w+) (?:on|onwards?))\b[^?]*|from (?:now|today|(?:sprint \S+|monday|next \w+)) on(?:wards?)?,? (?!I\b|you\b)[^?]{8,})$/i,
    weight: 0.7,
  },
  {
    id: 'it has this grade',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:it|that|this|what)\b)[\w# -]{1,40}(?: is| becomes| stays|'s) (?:a )?(?:severity|sev|priority|category|class|tier|p)[ -]?(?:one|two|three|four|\d)\b[^?]*|(?!(?:it|that|this|what|he|she|they|we|you|i|there)\b)[\w# -]{1,40} (?:is|are)(?: not|n't)? (?:a )?(?:blockers?|showstoppers?|must-?haves?|nice-?to-?haves?)\b[^?]*)$/i,
    weight: 0.5,
  },
  {
    id: 'it goes later',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:it|that|this|he|she|they|I|we|you|what|who|which)\b)[\w# -]{1,40} (?:goes (?:after|before|into|to) (?:the )?(?:launch|go-?live|next|phase|release|version|sprint|wave|backlog)|moves to (?:the )?(?:next|phase|release|backlog)|waits? (?:for|until) (?:the )?(?:[\w-]+ ){0,2}(?:release|phase|version|sprint|wave|window)|is (?:not part of|out of scope|in scope|phase|deferred|postponed)|are (?:not part of|out of scope|in scope|deferred|postponed)|(?:isn't|aren't|is not|are not|won't be) (?:migrated|moved|renewed|replaced|part of|in scope|in (?:this|the|that) (?:release|scope|phase|version|wave)|upgraded|included|extended|bought|built|rebuilt))\b[^?]*)$/i,
    weight: 0.4,
  },
  {
    id: 'are we all happy with',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`\b(?:are we|is (?:everyone|everybody)|everyone|everybody|everybody's|we(?:'re| are)) (?:all |both |then )*(?:happy|okay|ok|comfortable|agreed|good|fine|in agreement|content|on board) (?:with|that|to) (?!that\b|it\b|this\b|them\b)${BODY}`,
      'i',
    ),
    weight: 0.5,
    needsAgreement: true,
    mayAsk: true,
  },
  {
    id: 'I propose',
    kind: 'decision',
    pattern: new RegExp(
      String.raw`\b(?:I(?:'d| would)? (?:also |then |therefore )?(?:propose|suggest|recommend|move)(?: that| to|,)?|(?:my|the) (?:proposal|suggestion|recommendation)(?: on the table| is on the table| before us)? is(?: that| to)?|I(?:'d| would) (?:rather|prefer(?: it)?(?: if)?)(?= we\b| the\b)|let's say(?: that)?(?= the\b| we\b)) (?!@\d|you\b|it\b|that\b|this\b)(?!.*\b(?:agenda|minutes|a break|coffee|(?:begin|start|open|close) (?:with|by)|move on|go (?:through|round|around)|introductions?)\b)${BODY}`,
      'i',
    ),
    weight: 0,
    needsAgreement: true,
  },
  {
    id: 'it stays',
    kind: 'decision',
    pattern:
      /^(?:(?:\w+)[,. ]+){0,3}?(?<body>it (?:stays|remains) (?!so\b|open\b|that\b|like\b|to be\b|a question\b)[^?]+)$/i,
    weight: 0.3,
  },
  {
    id: 'this one it is',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|alright|all right|fine|well|great)[,. ]+)*(?<body>(?!that\b|this\b|what\b|there\b|here\b|so\b|yes\b|.*\b(?:what|where|how|who|which|why|as|like|know|see|whatever)\b|.*(?:day|week|month|th|st|nd|rd|morrow)\b)[\w' -]{3,40}? it (?:is|shall be|will be))(?: then)?[\s.!]*$/i,
    weight: 0.8,
  },
  {
    id: 'final answer',
    kind: 'decision',
    pattern:
      /\b(?:so |then |okay,? )*(?:(?:the )?conclusion is|final (?:answer|decision|call)(?: is)?|that means we(?:'ll)? (?:go with|keep|drop)|we have a decision|the (?:plan|agreement|rule|date|outcome|way forward) (?:then )?is(?: now| then)?(?: that| to|:)?)[:,]? (?<body>.+)$/i,
    weight: 0.2,
  },
];
