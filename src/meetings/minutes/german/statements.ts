/** Decisions, risks, issues and open questions in German, in their plain forms. */
import type { Verdict } from '../language.ts';
import type { StatementPattern } from '../languages/makeLanguage.ts';

export const STATEMENTS: readonly StatementPattern[] = [
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:beschluss|entscheidung|beschlossen|entschieden)(?: ist| lautet| wird)?(?: heute| hiermit)?\s?[:,]\s*(?:dass |wir )?(?<body>.{8,})$/iu,
    weight: 1.6,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:wir (?:haben|hatten)|haben wir|der lenkungsausschuss hat|das gremium hat)(?: heute| jetzt| uns| also| damit| gemeinsam| darauf| dafür)* (?:beschlossen|entschieden|geeinigt|vereinbart|festgelegt|verständigt),? (?:dass |darauf, dass )?(?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:wir (?:beschließen|entscheiden|vereinbaren|legen fest)|(?:beschließen|entscheiden|vereinbaren) wir)(?: hiermit| also| heute| jetzt)*,? dass (?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:(?:wir|gehen|bleiben) (?:gehen|bleiben|wir) (?:also |dann |jetzt )*(?:mit|bei) |wir (?:verschieben|streichen|stoppen|genehmigen) )(?<body>.{4,})$/iu,
    weight: 0.1,
  },
  {
    kind: 'risk',
    pattern:
      /(?<!\p{L})(?:(?:das|ein|größtes|unser) risiko(?: dabei| hier| bleibt)? (?:ist|besteht darin|wäre),? (?:dass )?|risiko: |(?:es besteht|da ist|wir haben) (?:die|eine) gefahr,? (?:dass )?|es besteht das risiko,? (?:dass )?)(?<body>.{8,})$/iu,
    weight: 1.2,
  },
  {
    kind: 'issue',
    pattern:
      /(?<!\p{L})(?:(?:das|unser|ein|größtes) problem(?: dabei| hier| aktuell)? (?:ist|besteht darin),? (?:dass )?|problem: )(?<body>.{8,})$/iu,
    weight: 1,
  },
  {
    kind: 'issue',
    pattern:
      /^(?<body>.*(?<!\p{L})(?:ist|sind) (?:seit .{3,30} )?(?:blockiert|ausgefallen|nicht erreichbar|nicht verfügbar|kaputtgegangen)(?!\p{L}).*)$/iu,
    weight: 0.6,
  },
  {
    kind: 'question',
    pattern:
      /(?<!\p{L})(?:offene frage|offen ist(?: noch)?|ungeklärt ist(?: noch)?|die frage ist(?: noch)?)[:,]?\s+(?<body>.{6,})$/iu,
    weight: 1,
    mayAsk: true,
  },
];

export const VERDICTS: readonly { readonly pattern: RegExp; readonly verdict: Verdict }[] = [
  {
    pattern:
      /(?<!\p{L})(?:(?:als|eine|ist) offene(?:r|n)? (?:frage|punkt)|bleibt offen|nehmen wir als offen|(?:eine )?frage ist noch offen)(?!\p{L})/iu,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:das|es) (?:ist|wäre) (?:ein|unser|das) (?:\p{L}+ )?risiko|(?:als|ins) risiko(?:log|register)?(?: auf| ein)?|nehmen wir als risiko)(?!\p{L})/iu,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|okay|gut|so|also|ja)*(?:dann )?(?:ist )?(?:das|es) (?:ist )?(?:damit |also |hiermit )?(?:entschieden|beschlossen|abgemacht|vereinbart)(?: so)?[\s.!]*$/iu,
    verdict: { kind: 'decision', of: 'before' },
  },
];
