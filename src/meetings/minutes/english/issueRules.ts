/** Issues and open questions. Patterns run over a normalised sentence. */
import type { StatementRule } from './statementRule.ts';

const SUBJECT = String.raw`(?!(?:I|you|he|she|it|that|this|they|who|what|which|there|if|when|once)\b)[^,?]{3,70}?`;
const TROUBLE = `(?:drops?|restarts?|reboots?|resets?|locks? up|logs? (?:people|us|users|them) out|stops?|loses?|lose (?:their|its|the)|fails?|crash(?:es)?|dies|die|freezes?|hangs?|disconnects?|times? out|runs? out of|(?:has|have) (?:run|been running) out of|breaks?|goes down|is (?:down|gone|wrong|blocked)|are (?:down|gone|wrong|blocked))`;

export const ISSUES: readonly StatementRule[] = [
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
    id: 'it comes out wrong',
    kind: 'issue',
    pattern:
      /(?:^|[,.;] |\b(?:and|but|because|so) )(?<body>(?!(?:I|you|we|he|she)\b)(?:the|our|my|their|these|those|all) [\w' -]{2,50}? (?:comes? (?:out|in|through)|shows? up|appears?|prints?|(?:is|are|gets?) (?:counted|shown|printed|sent|charged)) (?:twice|wrong|blank|empty|upside down|negative|doubled|truncated)\b[^?]*)$/i,
    weight: 0.5,
  },
  {
    id: 'there are holes in it',
    kind: 'issue',
    pattern:
      /\b(?<body>there(?: are|'s| is|'re) (?:still |also )?(?:\w+ ){0,2}(?:gaps?|holes?|duplicates?|errors?|mistakes?|discrepanc(?:y|ies)|mismatch(?:es)?) in [^?]+)$/i,
    weight: 0.4,
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

export const QUESTIONS: readonly StatementRule[] = [
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
