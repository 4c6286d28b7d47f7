/** Decisions, risks, issues and open questions. Patterns run over a normalised sentence. */
import type { Statement } from '../language.ts';

export interface StatementRule {
  readonly id: string;
  readonly kind: Statement['kind'];
  readonly pattern: RegExp;
  readonly weight: number;
  readonly needsAgreement?: boolean;
  /** Sentences that end in a question mark count only where this is true. */
  readonly mayAsk?: boolean;
  /** Makes the statement of the match; the named group `body`, or all, where it is missing. */
  readonly say?: (groups: Readonly<Record<string, string | undefined>>) => string;
}

const BODY = '(?<body>.+)$';

const DECISIONS: readonly StatementRule[] = [
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
      String.raw`\b(?:we(?:'ve| have)?|the (?:board|committee|steering committee|sponsors?|group|team|steerco)(?: has| have)?|so we(?:'ve)?)(?: just| now| all| already| therefore)* (?:decided|agreed|resolved|concluded|settled)(?: today| now| then| here)?(?: that| to| on| upon)? (?!about\b|them\b|it (?:last|yester|on|in|back)\b)${BODY}`,
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
      String.raw`^(?:okay,? |so,? |good,? |right,? |then,? |great,? )*(?:agreed|decided|approved)(?: then)?[:,.]? (?:so |then )?(?=we|the|that|to|go|no|@\d|UAT|it)${BODY}`,
      'i',
    ),
    weight: 0.9,
  },
  {
    id: 'we go with',
    kind: 'decision',
    pattern:
      /\b(?:(?:so |then |okay,? )?(?:we(?:'ll| will|'re going to|'re)?|let's) (?:then |just |now |all )*)(?<body>(?:go(?:ing)? (?:with|for|ahead with)|stick(?:ing)? (?:with|to)|stay(?:ing)? with|settle for|opt(?:ing)? for|choose|pick) (?!that if|it if)(?!the flow).+)$/i,
    weight: 0.8,
  },
  {
    id: 'we postpone',
    kind: 'decision',
    pattern:
      /\b(?:so |then |okay,? )?(?:we(?:'ll|'re going to|'re)|let's) (?:then |just |now |all |therefore )*(?<body>(?:postpon(?:e|ing)|defer(?:ring)?|delay(?:ing)?|mov(?:e|ing) (?!on\b)(?:the |our |UAT|go-?live|it |that |this )[^.]*\bto\b|push(?:ing)? (?:the |UAT|go-?live|it |that |this )[^.]*\bto\b|bring(?:ing)? forward|freez(?:e|ing)|cancel(?:l?ing)?|drop(?:ping)? (?:the|this|that|it)\b(?! topic)|descop(?:e|ing)|de-scop(?:e|ing)|reject(?:ing)?|approv(?:e|ing)|accept(?:ing)? (?:the|this|that) (?!invite|invitation)|keep(?:ing)? (?:the |UAT|go-?live|it at|it on|that at|to the|both)|leav(?:e|ing) (?:the |it (?:at|as|out))|park(?:ing)? (?:the|this|that|it) (?:until|for)|extend(?:ing)? the|stop(?:ping)? (?:the|using)|switch(?:ing)? to|roll(?:ing)? back|abandon|ship|launch|target|treat|split|skip the).*)$/i,
    weight: 0.5,
    needsAgreement: true,
  },
  {
    id: 'we will not',
    kind: 'decision',
    pattern:
      /\b(?:so |then |okay,? )?(?:we (?:won't|will not|'re not going to|are not going to|don't go|do not go)|we'll not|we're not (?!sure|there|ready|talking|saying|done|able)(?=\w+ing\b)|let's not) (?:now |then )?(?<body>.+)$/i,
    weight: 0.3,
    needsAgreement: true,
    say: ({ body = '' }) => `Do not ${body.replace(/^(\w+?)(?:ing)\b/i, (word) => word)}`,
  },
  {
    id: 'go or no-go',
    kind: 'decision',
    pattern:
      /\b(?:(?:so |then |that |therefore )*(?:it|that|this)(?:'s| is| was) (?:a |an )?(?:firm |clear |unanimous |conditional )*(?<go>go|no-?go)\b(?: (?:for|on|with|from)\b.*)?|we(?:'re| are) (?:a )?(?<also>go|no-?go) (?:for|on)\b.*)/i,
    weight: 0.9,
    say: ({ go, also }) => `${/no/i.test(go ?? also ?? '') ? 'No-go' : 'Go'}`,
  },
  {
    id: 'approved',
    kind: 'decision',
    pattern:
      /\b(?<body>(?:the |that |this )?(?:change|cr|request|budget|plan|proposal|scope|design|release|exception|waiver|change request|cr-?\d+|@?[\w-]+ (?:change|request|plan|proposal))[\w\s-]{0,40}? (?:is|are|has been|was|gets) (?:hereby |now |therefore |also )*(?:approved|rejected|accepted|signed off|deferred|declined|withdrawn|granted)\b.*)$/i,
    weight: 0.8,
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
      /^(?:(?:okay|ok|so|then|good|right|perfect|great|alright|fine|yes|yeah|well|and)[,. ]+)+(?<body>(?!(?:that|this|it|he|she|they|there|what|who|how|if|when|i|we|you|until|till|by|from|@\d+)\b)[^,?]{3,60}? (?:stays?|moves? (?:to|from)|goes (?:in|out|after|live|with|on|to)|remains?|is (?:out|in|frozen|deferred|postponed|severity|the pilot|(?:not )?moved|limited|scrapped|approved|not (?:migrated|changed|included|replaced|upgraded)|on)|are (?:out|in|on|frozen|deferred|postponed|moved|limited|scrapped|approved|not migrated)|starts? (?:on|at|from)|happens? (?:on|at)) [^?]+)$/i,
    weight: 0.2,
  },
  {
    id: 'for the record',
    kind: 'decision',
    pattern: /\bfor the record[,:]? (?<body>(?!I\b)[^?]{8,}?)[.!]*$/i,
    weight: 1,
  },
  {
    id: 'from now on',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:I|you|he|she|they)\b)[^?]{6,120}\bfrom (?:now on|today on|(?:now|today|sprint \S+|monday|next week|\w+ \w+) (?:on|onwards?))\b[^?]*|from (?:now|today|(?:sprint \S+|monday|next \w+)) on(?:wards?)?,? (?!I\b|you\b)[^?]{8,})$/i,
    weight: 0.7,
  },
  {
    id: 'it has this grade',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:it|that|this|what)\b)[\w# -]{1,40}(?: is| becomes| stays|'s) (?:a )?(?:severity|sev|priority|category|class|tier|p)[ -]?(?:one|two|three|four|\d)\b[^?]*)$/i,
    weight: 0.5,
  },
  {
    id: 'it goes later',
    kind: 'decision',
    pattern:
      /^(?:(?:okay|ok|so|then|good|right|fine|well|and|agreed)[,. ]+)*(?<body>(?!(?:it|that|this|he|she|they|I|we|you|what|who|which)\b)[\w# -]{1,40} (?:goes (?:after|before|into|to) (?:the )?(?:launch|go-?live|next|phase|release|version|sprint|wave|backlog)|moves to (?:the )?(?:next|phase|release|backlog)|waits? (?:for|until) (?:the )?(?:[\w-]+ ){0,2}(?:release|phase|version|sprint|wave|window)|is (?:not part of|out of scope|in scope|phase|deferred|postponed)|are (?:not part of|out of scope|in scope|deferred|postponed))\b[^?]*)$/i,
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
      String.raw`\b(?:I(?:'d| would)? (?:also |then |therefore )?(?:propose|suggest|recommend|move)(?: that| to|,)?|(?:my|the) (?:proposal|suggestion|recommendation)(?: on the table| is on the table| before us)? is(?: that| to)?|I(?:'d| would) (?:rather|prefer(?: it)?(?: if)?)(?= we\b| the\b)|let's say(?: that)?(?= the\b| we\b)) (?!@\d|you\b|it\b|that\b|this\b)${BODY}`,
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
      /^(?:(?:okay|ok|so|then|good|right|alright|all right|fine|well|great)[,. ]+)*(?<body>(?!that\b|this\b|what\b|there\b|here\b|so\b|yes\b|.*(?:day|week|month|th|st|nd|rd|morrow)\b)[\w' -]{3,40}? it (?:is|shall be|will be))(?: then)?[\s.!]*$/i,
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

const RISKS: readonly StatementRule[] = [
  {
    id: 'there is a chance',
    kind: 'risk',
    pattern:
      /\b(?:there(?:'s| is)|we have) (?:still |also |now )?(?:a |quite a |every )(?:real |good |big |high |decent |fair |serious |fifty percent )?(?:chance|danger|possibility|likelihood)(?: that)? (?!of\b|to\b)(?<body>.+)$/i,
    weight: 0.6,
  },
  {
    id: 'it may come back',
    kind: 'risk',
    pattern:
      /^(?:so |and |but |because |well |until then |,)*(?<body>(?!(?:I|you|he|she|it|that|this|who|what)\b)[^?]{4,80} (?:can|could|may|might) (?:come back|happen again|fail again|break again|go down|return)\b[^?]*)$/i,
    weight: 0.3,
  },
  {
    id: 'it leaves only',
    kind: 'risk',
    pattern:
      /^(?:so |and |but |because |well |,)*(?<body>(?!(?:I|you|he|she|it|that|this|who|what)\b)[^?]{3,60} leaves (?:us |me |the team )?(?:only|just|with only|barely|no)\b[^?]*)$/i,
    weight: 0.3,
  },
  {
    id: 'risk label',
    kind: 'risk',
    pattern:
      /\b(?:(?:there(?:'s| is)|we have|I see|one (?:big |main |other )?risk (?:I see|for me|here) is(?: that)?|that's|it's|this is|we(?:'re| are) running|carries) (?:still |also |now |only |always |already )*(?:a |an |another |the |one |some |no small |quite a )?(?:big |real |serious |small |high |major |certain |significant |considerable |huge |slight )*risk(?:s)? (?:that|of|with|in|here|is|for|when|if)\b|the (?:big |main |biggest |other |only |real )*risk (?:here |then |for me )?(?:is|with|would be)|risk(?: item)?:|(?:add|log|raise|note) (?:that|it|this) (?:as|to|in) (?:a |the )?risk)(?: that)?,? ?(?<body>.*)$/i,
    weight: 1.2,
  },
  {
    id: 'what worries me',
    kind: 'risk',
    pattern:
      /\b(?:what (?:worries|concerns|bothers|scares) (?:me|us) is(?: that)?|(?:one|the|another|my) (?:big |main |other |biggest )?risk (?:I see|for me|here|that I see) is(?: that)?) (?<body>.+)$/i,
    weight: 1,
  },
  {
    id: 'worried that',
    kind: 'risk',
    pattern:
      /\b(?:I(?:'m| am)|we(?:'re| are)|my|our|the) (?:a (?:bit|little) |really |quite |still |slightly |main |big |biggest |only |real |somewhat )*(?:worried|concerned|afraid|nervous|worry|concern|fear) (?:that|about|is(?: that)?|here is(?: that)?|if) (?!I\b|you\b|it's\b)(?<body>.+)$/i,
    weight: 0.5,
  },
  {
    id: 'may be late',
    kind: 'risk',
    pattern:
      /^(?:so |and |but |because |then |well |yeah |,)*(?<body>(?:if\b.+,? )?(?:[^,.]+) (?:might|may|could|would) (?:well |then |also |still |easily |not )*(?:slip|be late|be delayed|delay|miss|jeopardi[sz]e|endanger|block|break|fail|run out|run over|overrun|not make it|not be ready|not arrive|impact|affect the|put .* at risk|cost us|bottleneck|lose)\b.*)$/i,
    weight: 0.1,
  },
  {
    id: 'if it fails',
    kind: 'risk',
    pattern:
      /^(?:\w+[,. ]+){0,6}?(?<body>if (?!I\b|you\b)[^,?]{3,60}? (?:goes?(?! live)|gets?|fails?|breaks?|slips?|crash(?:es)?|is late|are late|comes? late|doesn't|don't|isn't|aren't|runs? out|leaves?|stays?|moves?)\b[^,?]*,? (?:then )?(?:we|it|they|the [\w ]{2,30}?|that)(?:'ll| will| could| might| may| would| can't| cannot| won't| lose| loses| end)\b[^?]*)$/i,
    weight: 0.1,
  },
  {
    id: 'at risk',
    kind: 'risk',
    pattern:
      /^(?:so |and |but |because |well |,)*(?<body>.{4,120}? (?:is|are|will be|would be|looks) (?:still |now |seriously |already )*(?:at risk|in danger|in jeopardy|under threat)\b.*)$/i,
    weight: 0.8,
  },
];

const SUBJECT = String.raw`(?!(?:I|you|he|she|it|that|this|they|who|what|which|there|if|when|once)\b)[^,?]{3,70}?`;
const TROUBLE = `(?:drops?|restarts?|reboots?|resets?|locks? up|logs? (?:people|us|users|them) out|stops?|loses?|lose (?:their|its|the)|fails?|crash(?:es)?|dies|die|freezes?|hangs?|disconnects?|times? out|runs? out of|(?:has|have) (?:run|been running) out of|breaks?|goes down|is (?:down|gone|wrong|blocked)|are (?:down|gone|wrong|blocked))`;

const ISSUES: readonly StatementRule[] = [
  {
    id: 'it fails again and again',
    kind: 'issue',
    pattern: new RegExp(
      String.raw`^(?:so |and |but |because |well |yeah |right now |,|and the not nice is that )*(?<body>${SUBJECT} (?:still |always |just |simply )?${TROUBLE}\b[^?]*\b(?:every|each|since|all the time|constantly|any time|several times|twice a|once a|daily|nightly|again and again)\b[^?]*)$`,
      'i',
    ),
    weight: 0.7,
  },
  {
    id: 'so many fail',
    kind: 'issue',
    pattern:
      /(?<body>(?<![@\d])\b(?:\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|and))*) (?:(?:of (?:them|those|the [\w -]{2,30}?))|[\w -]{3,40}?)? ?(?:that )?(?:failed|fail|fails|won't \w+|can't \w+|don't (?:read|load|start|print|work|open|connect|respond)|don't have (?:the|a|any)|have (?:the )?wrong|are (?:missing|wrong|broken|duplicates|rejected|still failing)|were rejected|(?:did|do)n't (?:load|match|arrive|work))\b[^?]*)$/i,
    weight: 0.4,
  },
  {
    id: 'it did not do its work',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |yeah |that's the thing |,|\.)*(?<body>(?:the|our|half of the) [\w' -]{3,50}? (?:didn't|did not|doesn't|does not|never|don't) (?:even )?(?:page|alert|notify|warn|ring|fire|trigger|send|arrive|start|finish|run|load|print|accept|bring|reach|scan)\b[^?]*)$/i,
    weight: 0.4,
  },
  {
    id: 'it is unusable',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |yeah |,|oh,? )*(?<body>(?:the|our|login|access) [\w' -]{2,50}? (?:is|are) (?:still |really |completely |just |so )*(?:horrendous|unusable|dead slow|terribly slow|painfully slow|incredibly slow|extremely slow|corrupt(?:ed)?|unreachable)\b[^?]*)$/i,
    weight: 0.4,
  },
  {
    id: 'we cannot get in',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |yeah |okay |,)*(?<body>(?:I|we|they|the (?:testers?|users?|team)[\w ]{0,20}|@\d+) (?:still )?(?:can't|cannot|couldn't|can not) (?:get in(?:to)?|log ?in|sign in|access|open|reach|connect to|register|test)\b[^?]*)$/i,
    weight: 0.2,
  },
  {
    id: 'it is outdated',
    kind: 'issue',
    pattern:
      /\b(?:and |so |that )?(?<body>(?!(?:it|that|he|she)\b)[\w' -]{3,50}? (?:is|are) (?:still |all )*on (?:an |the )?(?:older|old|outdated|wrong|unsupported) (?:firmware|version|build|release|patch level|image|driver)s?\b[^?]*)$/i,
    weight: 0.3,
  },
  {
    id: 'it gets refused',
    kind: 'issue',
    pattern: new RegExp(
      String.raw`^(?:\w+[,. ]+){0,4}?(?<body>${SUBJECT} (?:(?:still |always )?gets?|(?:is|are) (?:still |always |constantly )?being|keeps? (?:on )?getting) (?:refused|rejected|declined|lost|dropped|ignored|duplicated|cut off|swallowed|stuck|corrupted|overwritten|blocked)\b[^?]*)$`,
      'i',
    ),
    weight: 0.4,
  },
  {
    id: 'it keeps happening',
    kind: 'issue',
    pattern:
      /^(?:\w+[,. ]+){0,4}?(?<body>(?!(?:I|you|we|he|she)\b)(?:the|our|my|these|those|all) [\w' -]{2,50}? keeps? (?:on )?\w+ing\b[^?]*\b(?:since|again|wrong|upside down|twice|blank|empty|back|off|down|out)\b[^?]*)$/i,
    weight: 0.5,
  },
  {
    id: 'a share of them is broken',
    kind: 'issue',
    pattern:
      /\b(?<body>(?:(?:a|one) (?:third|quarter|fifth|number|lot|few|couple|good part)|half|most|some|all|several|dozens|hundreds|\w+ percent) of (?:the|our|these|those) [\w' -]{3,50}? (?:is|are) (?:still |all |simply |just )*(?:dead|broken|missing|wrong|empty|gone|lost|blank|out of date|outdated|duplicates?|duplicated|corrupt(?:ed)?|failing|stuck|unreadable|unusable)\b[^?]*)$/i,
    weight: 0.6,
  },
  {
    id: 'it drops',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |yeah |,)*(?<body>(?:the|our) [\w' -]{2,50}? (?:(?:is|are|was|were|keeps?) (?:still |always )?(?:dropping|crashing|failing|hanging|freezing|timing out|disconnecting|losing))\b[^?]*)$/i,
    weight: 0.3,
  },
  {
    id: 'issue label',
    kind: 'issue',
    pattern:
      /\b(?:(?:we(?:'ve| have)|there(?:'s| is|'re| are)|we(?:'re| are) having|we(?:'ve)? (?:got|hit|ran into|found)|I(?:'ve)? (?:have|found|hit|ran into|got)) (?:still |also |now |currently |already |just )*(?:a |an |another |some |one |the |this |quite a |multiple |several |two |three )?(?:big |real |serious |small |new |major |critical |blocking |severe |known |open |nasty |bad |huge )*(?:issue|problem|blocker|defect|bug|outage|incident|bottleneck|show-?stopper)s? (?:that|with|in|on|where|when|because|regarding|around|at|from|:|,)|the (?:big |main |biggest |other |current |real )*(?:issue|problem|blocker) (?:here |now |right now |at the moment |with .{3,40}? )?(?:is(?: still)?|remains)(?: that)?|issue(?: item)?:)(?: that)?,? ?(?<body>.+)$/i,
    weight: 0.5,
  },
  {
    id: 'blocked',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |right now |currently |yeah |,)*(?<body>(?:we|I|they|@\d+|the [\w -]{2,40}?|[\w-]+ testing|our [\w -]{2,30}?)(?: (?:is|are|were|was)|'re|'m|'s) (?:still |completely |currently |now |totally |also |all )*(?:blocked|stuck|down|broken|offline|unavailable|not working|failing|crashing|behind schedule|overdue|late by|delayed by)\b(?! if).*)$/i,
    weight: 0.4,
  },
  {
    id: 'does not work',
    kind: 'issue',
    pattern:
      /^(?:so |and |but |because |well |right now |currently |yeah |,)*(?<body>(?:the|our|all|half of the|some of the|most of the) [\w' -]{2,50}? (?:(?:still |currently |simply |just )*(?:doesn't|don't|does not|do not|won't|can't) (?:work|load|start|connect|sync|match|run|respond|print|arrive|go through|post|open)|(?:keeps?|keep on) (?:failing|crashing|timing out|dropping|disconnecting)|(?:still )?(?:fails?|failed|crashe[sd]|crash|timed out|times out)(?= (?:on|with|in|at|when|for|every|during|after|again|last|because)))\b.*)$/i,
    weight: 0.3,
  },
];

const QUESTIONS: readonly StatementRule[] = [
  {
    id: 'open question label',
    kind: 'question',
    pattern:
      /\b(?:(?:the |an |one |another |my )?open (?:question|point|item)s? (?:is|remains|for me is|here is|:)|(?:that|it|this)(?:'s| is| remains| stays) (?:still )?(?:an )?open (?:question|point)?|question(?: item)?:)(?: still)?,? ?(?<body>.*)$/i,
    weight: 1,
    mayAsk: true,
  },
  {
    id: 'we do not know',
    kind: 'question',
    pattern:
      /\b(?:we|I|nobody|no one)(?: still| really| currently| just| also)* (?:don't|do not|doesn't|didn't)?(?: yet| really| actually)* ?(?:knows?|have an answer(?: on| to| for)?|have clarity on) (?:yet |exactly |for sure )?(?<body>(?:who|what|when|where|which|how|whether|if|why)\b.+)$/i,
    weight: -0.6,
  },
  {
    id: 'to be clarified',
    kind: 'question',
    pattern:
      /\b(?:(?:it(?:'s| is)|that(?:'s| is)) (?:still )?(?:unclear|not clear|undecided|to be (?:decided|clarified|confirmed)|up in the air|an open point)|we (?:still )?(?:need|have) to (?:find out|clarify|decide|figure out|work out|understand)) (?<body>(?:who|what|when|where|which|how|whether|if|why)\b.+)$/i,
    weight: 0.5,
  },
];

export const STATEMENT_RULES: readonly StatementRule[] = [...DECISIONS, ...RISKS, ...ISSUES, ...QUESTIONS];

/** Words that make a sentence no statement of the present: reports, wishes, conditions, negations. */
const NOT_NOW =
  /\b(?:if we (?:decide|agree|go)|once we(?:'ve)? (?:decide|agree)|have we|did we|should we|could we|do we|whether we|when we decided|before we decide|until we decide|haven't (?:decided|agreed)|not (?:yet )?(?:decided|agreed)|didn't (?:decide|agree)|no decision|nothing (?:was|is) decided|we (?:need|have) to decide|last (?:year|month|week|time) we (?:decided|agreed)|(?:they|he|she) (?:decided|agreed)|(?:was|were) (?:already |all )?(?:agreed|decided)|(?:agreed|decided) (?:last|already|back|before|earlier|a while)|or i guess|we (?:use|run|take|keep|leave|go|move|do|start|stop) .*\b(?:every|always|usually|normally|already|currently|at the moment|each)\b|i guess it|it was agreed (?:last|back)|years ago|I wish|imagine|suppose|pretend|joking|kidding|just a joke|as a joke|hypothetically)\b/i;

/** "Drop that", "keep it on the wall": nobody can tell from the words what was decided. */
const POINTS_ONLY = /^(?:we )?(?:do not )?\w+(?: with| for| to| ahead with)? (?:it|that|this|them)\b/i;

/** The statement of a sentence, if it makes one. */
export function findStatements(sentence: string, isQuestion: boolean): Statement[] {
  if (sentence.length < 12 || NOT_NOW.test(sentence)) return [];
  const found: Statement[] = [];
  for (const rule of STATEMENT_RULES) {
    if (isQuestion && rule.mayAsk !== true) continue;
    if (found.some(({ kind }) => kind === rule.kind)) continue;
    const match = rule.pattern.exec(sentence);
    const groups = match?.groups;
    if (match === null || groups === undefined) continue;
    // "If we're rolling back I decide it": what stands behind "if" is not decided.
    if (
      rule.kind === 'decision' &&
      /\b(?:if|when|unless|whether|once)\s+$/i.test(sentence.slice(0, match.index))
    )
      continue;
    const body = rule.say === undefined ? (groups.body ?? '') : rule.say(groups);
    if (rule.kind === 'decision' && rule.weight < 1 && POINTS_ONLY.test(body)) continue;
    found.push({
      rule: rule.id,
      kind: rule.kind,
      body,
      weight: rule.weight,
      needsAgreement: rule.needsAgreement ?? false,
    });
  }
  return found;
}
