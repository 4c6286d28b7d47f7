/** Decisions, risks, issues and open questions in Spanish, in their plain forms. */
import type { Verdict } from '../language.ts';
import type { StatementPattern } from '../languages/makeLanguage.ts';

export const STATEMENTS: readonly StatementPattern[] = [
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:decisión|(?:queda|está) (?:decidido|acordado|aprobado)|decidido|acordado)(?: entonces| hoy)?\s?[:,]\s*(?:que )?(?<body>.{8,})$/iu,
    weight: 1.6,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:hemos|habíamos|el comité ha|entonces hemos)(?: todos| ya)? (?:decidido|acordado|resuelto|aprobado)(?: hoy)?,? (?:que )?(?<body>.{8,})$/iu,
    weight: 1.4,
  },
  {
    kind: 'decision',
    pattern:
      /(?<!\p{L})(?:decidimos|acordamos|resolvemos|(?:queda|quedamos en)(?: acordado| decidido)?)(?: hoy| entonces)?,? (?:que )(?<body>.{8,})$/iu,
    weight: 1.3,
  },
  {
    kind: 'risk',
    pattern:
      /(?<!\p{L})(?:(?:el|un|nuestro|gran|principal) riesgo(?: aquí| ahí)? (?:es|sería)(?: que)? |riesgo: |(?:existe|hay|tenemos|corremos) (?:el|un) riesgo de (?:que )?)(?<body>.{8,})$/iu,
    weight: 1.2,
  },
  {
    kind: 'issue',
    pattern:
      /(?<!\p{L})(?:(?:el|un|nuestro|gran|principal) problema(?: aquí| ahí)? es(?: que)? |problema: )(?<body>.{8,})$/iu,
    weight: 1,
  },
  {
    kind: 'question',
    pattern:
      /(?<!\p{L})(?:pregunta abierta|la pregunta es|queda por saber|falta saber)[:,]?\s+(?<body>.{6,})$/iu,
    weight: 1,
    mayAsk: true,
  },
];

export const VERDICTS: readonly { readonly pattern: RegExp; readonly verdict: Verdict }[] = [
  {
    pattern:
      /(?<!\p{L})(?:(?:como|una|es) (?:pregunta abierta|punto abierto|pregunta pendiente)|queda (?:abierta|abierto|pendiente))(?!\p{L})/iu,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern: /(?<!\p{L})(?:(?:eso )?es un (?:\p{L}+ )?riesgo|como riesgo|al registro de riesgos)(?!\p{L})/iu,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|bueno|vale|entonces|pues|sí|listo)*(?:eso )?(?:queda|está) (?:entonces )?(?:decidido|acordado)[\s.!]*$/iu,
    verdict: { kind: 'decision', of: 'before' },
  },
];
