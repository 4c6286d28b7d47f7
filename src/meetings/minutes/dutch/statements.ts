/** Decisions, risks, issues and open questions in Dutch, in their plain forms. */
import type { Verdict } from '../language.ts';
import type { StatementPattern } from '../languages/makeLanguage.ts';

export const STATEMENTS: readonly StatementPattern[] = [
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:besluit|beslissing|beslist|besloten|afgesproken)(?: is| luidt)?(?: vandaag)?\s?[:,]\s*(?:dat |we )?(?<body>.{8,})$/iu,
    weight: 1.6,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:we hebben|wij hebben|hebben we|de stuurgroep heeft)(?: vandaag| nu| dus| samen)* (?:besloten|beslist|afgesproken|vastgelegd)(?: om)?,? (?:dat )?(?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:we|wij) (?:besluiten|beslissen|spreken af|leggen vast)(?: hierbij| dus| nu)*,? dat (?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'risk',
    pattern:
      /(?<!\p{L})(?:(?:het|een|ons|grootste) risico(?: daarbij| hier| blijft)? (?:is|zou zijn)(?:,? dat)? |risico: |(?:er is|er bestaat|we lopen) (?:het|een) risico,? (?:dat )?|het gevaar is dat )(?<body>.{8,})$/iu,
    weight: 1.2,
  },
  {
    kind: 'issue',
    pattern:
      /(?<!\p{L})(?:(?:het|ons|een|grootste) probleem(?: daarbij| hier| nu)? is(?:,? dat)? |probleem: )(?<body>.{8,})$/iu,
    weight: 1,
  },
  {
    kind: 'question',
    pattern:
      /(?<!\p{L})(?:open vraag|de vraag is(?: nog)?|het is nog niet duidelijk)[:,]?\s+(?<body>.{6,})$/iu,
    weight: 1,
    mayAsk: true,
  },
];

export const VERDICTS: readonly { readonly pattern: RegExp; readonly verdict: Verdict }[] = [
  {
    pattern:
      /(?<!\p{L})(?:(?:een|als) open (?:vraag|punt)|blijft open|nemen we (?:mee|op) als open)(?!\p{L})/iu,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:dat|het) is (?:een|ons) (?:\p{L}+ )?risico|als risico|in het risicoregister)(?!\p{L})/iu,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|oké|goed|dus|ja|dan)*(?:is )?(?:dat|het) (?:is )?(?:hierbij |dus )?(?:besloten|beslist|afgesproken)(?: zo)?[\s.!]*$/iu,
    verdict: { kind: 'decision', of: 'before' },
  },
];
