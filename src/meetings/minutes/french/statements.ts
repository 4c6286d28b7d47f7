/** Decisions, risks, issues and open questions in French, in their plain forms. */
import type { Verdict } from '../language.ts';
import type { StatementPattern } from '../languages/makeLanguage.ts';

export const STATEMENTS: readonly StatementPattern[] = [
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:décision|c'est décidé|c'est acté|décidé|acté)(?: du jour)?\s?[:,]\s*(?:que |on )?(?<body>.{8,})$/iu,
    weight: 1.6,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:on a|nous avons|le comité a|on a donc|nous avons donc)(?: tous| bien| aussi)? (?:décidé|convenu|acté|tranché|validé)(?: aujourd'hui)? (?:que |qu'|de |d')(?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:on|nous) (?:décide|décidons|convient|convenons|acte|actons)(?: donc| aujourd'hui)? (?:que |qu'|de |d')(?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'risk',
    pattern:
      /(?<!\p{L})(?:(?:le|un|notre|gros|principal) risque(?: ici| là)?,? (?:c'est|est|serait|étant)(?: que | qu'| de )|risque : |(?:il y a|on a|il existe) (?:un|le) risque (?:que |qu'|de ))(?<body>.{8,})$/iu,
    weight: 1.2,
  },
  {
    kind: 'issue',
    pattern:
      /(?<!\p{L})(?:(?:le|un|notre|gros|principal) problème(?: ici| là)?,? (?:c'est|est)(?: que | qu'| )|problème : )(?<body>.{8,})$/iu,
    weight: 1,
  },
  {
    kind: 'question',
    pattern:
      /(?<!\p{L})(?:question ouverte|la question est(?: toujours)?(?: de savoir)?|reste à savoir)[:,]?\s+(?<body>.{6,})$/iu,
    weight: 1,
    mayAsk: true,
  },
];

export const VERDICTS: readonly { readonly pattern: RegExp; readonly verdict: Verdict }[] = [
  {
    pattern:
      /(?<!\p{L})(?:(?:comme|une|la) (?:question|point) (?:ouverte?|en suspens)|reste (?:ouverte?|en suspens))(?!\p{L})/iu,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern: /(?<!\p{L})(?:c'est un (?:\p{L}+ )?risque|comme risque|au registre des risques)(?!\p{L})/iu,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|d'accord|bon|donc|oui|alors)*(?:c'est|voilà qui est) (?:donc )?(?:décidé|acté|entendu|convenu)[\s.!]*$/iu,
    verdict: { kind: 'decision', of: 'before' },
  },
];
