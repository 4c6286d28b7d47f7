/** Risks. Patterns run over a normalised sentence. */
import type { StatementRule } from './statementRule.ts';

export const RISKS: readonly StatementRule[] = [
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
    id: 'if so, we miss it',
    kind: 'risk',
    pattern:
      /^(?:\w+[,. ]+){0,6}?(?<body>if (?!I\b|you\b)[^,?]{3,80}, (?:then )?(?:we|they|nobody|nothing|the [\w ]{2,30}?) (?:miss|lose|slip|fail|can't|cannot|won't|are stuck|sets foot|have no|has no)\b[^?]*)$/i,
    weight: 0.3,
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
