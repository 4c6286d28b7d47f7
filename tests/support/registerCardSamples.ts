/** Every card of the registers, filled with what may stand in it. */
import type { Card } from '../../src/kernel/cards.ts';
import { asRowKey } from '../../src/kernel/ids.ts';
import { asDay, asInstant } from '../../src/kernel/time.ts';
import { bulkCard } from '../../src/registers/cards/bulkView.ts';
import { formCard } from '../../src/registers/cards/formView.ts';
import { nudgeCard } from '../../src/registers/cards/nudgeView.ts';
import { raidCard } from '../../src/registers/cards/raidView.ts';
import { itemCard, searchCard, tableCard } from '../../src/registers/cards/views.ts';
import type { Field, FieldValue, RegisterDefinition } from '../../src/registers/definition.ts';
import { registerDefinitions } from '../../src/registers/definitions/index.ts';
import { risks } from '../../src/registers/definitions/risks.ts';
import type { RegisterRow } from '../../src/registers/store.ts';
import { amara, kenji, lucia, makeProject, priya, tomasz } from './fakeRegisters.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: user text that looks like a template
/** Text of people that a card must show as it was typed. */
export const USER_TEXTS: readonly string[] = [
  'Fix ${requester.mail} and "login" } now',
  '[Approve here](https://evil.example/x) **URGENT** _please_',
  '{"type":"Action.OpenUrl"}',
  'see C:\\temp\\new, 100% sure, a*b*c',
  '{{DATE(2027-01-01T00:00:00Z)}} <at>Everyone</at> # heading 1. list',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: user text that looks like a template

const today = asDay('2026-11-25');
const roster = [amara, tomasz, priya, lucia, kenji];
export const sampleProject = makeProject({ name: 'Atlas ERP migration *phase_2*' });

export function sampleValue(field: Field, text: string): FieldValue {
  switch (field.type) {
    case 'choice':
      return field.choices?.[0] ?? null;
    case 'day':
      return '2026-11-20';
    case 'instant':
      return '2026-11-20T09:00:00.000Z';
    case 'person':
    case 'people':
      return [{ personId: priya.id, name: 'Priya Raman' }];
    case 'number':
    case 'percent':
      return field.maximum ?? 3;
    case 'money':
      return { minor: 1_250_050, currency: 'EUR' };
    case 'boolean':
      return true;
    case 'keys':
      return ['R-3', 'I-7'];
    default:
      return text;
  }
}

export function sampleRow(definition: RegisterDefinition, text: string, number = 12): RegisterRow {
  const at = asInstant('2026-11-24T15:00:00Z');
  const by = { personId: amara.id, name: 'Amara Okafor' };
  return {
    rowId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    projectId: sampleProject.id,
    register: definition.name,
    key: asRowKey(`${definition.keyPrefix}-${number}`),
    values: Object.fromEntries(definition.fields.map((field) => [field.name, sampleValue(field, text)])),
    state: 'saved',
    refusal: null,
    listed: null,
    addedAt: at,
    addedBy: by,
    changedAt: at,
    changedBy: by,
    deletedAt: null,
  };
}

/** Name and card, for each register and each state that a card may be in. */
export function registerCards(text: string): readonly (readonly [string, Card])[] {
  const project = sampleProject;
  return [
    ...registerDefinitions.flatMap((definition): [string, Card][] => {
      const row = sampleRow(definition, text);
      const common = { project, definition, today, roster, isPosted: true };
      const rows = Array.from({ length: 10 }, (_, at) => sampleRow(definition, text, at + 1));
      return [
        [`table of ${definition.name}`, tableCard({ ...common, rows, total: 34, page: 2, query: 'overdue' })],
        [`row of ${definition.name}`, itemCard({ ...common, row, role: 'coordinator' })],
        [`new row of ${definition.name}`, formCard({ ...common, row: null })],
        [`form of ${definition.name}`, formCard({ ...common, row, problem: text })],
      ];
    }),
    ...[registerDefinitions[0] as RegisterDefinition].flatMap((definition): [string, Card][] => {
      const common = { project, definition, today, roster, isPosted: true };
      const row = sampleRow(definition, text);
      const closed = { ...row, values: { ...row.values, status: 'Done' } };
      const refused = { ...row, state: 'refused' as const, refusal: text };
      const deleted = { ...row, deletedAt: row.changedAt };
      return [
        [
          'table of very many',
          tableCard({ ...common, rows: [row], total: 500, isMore: true, page: 7, query: 'overdue' }),
        ],
        ['empty table', tableCard({ ...common, rows: [], total: 0, page: 1, query: '' })],
        ['closed row', itemCard({ ...common, row: closed, role: 'member' })],
        ['refused row', itemCard({ ...common, row: refused, role: 'member' })],
        ['deleted row for a viewer', itemCard({ ...common, row: deleted, role: 'viewer' })],
        ['row just added', itemCard({ ...common, row, role: 'member', note: 'Added as A-12.' })],
      ];
    }),
    [
      'search',
      searchCard({
        project,
        rows: registerDefinitions.slice(0, 6).map((each) => sampleRow(each, text)),
        total: 40,
        words: 'firewall',
        today,
      }),
    ],
    [
      'change of many rows',
      bulkCard({
        project,
        definition: risks,
        rows: sampleRisks(text),
        values: { title: text, due: '2026-12-04' },
      }),
    ],
    ['reminder', nudgeCard({ groups: sampleNudges(text), note: '' })],
    [
      'reminder of two projects',
      nudgeCard({ groups: [...sampleNudges(text), ...sampleNudges(text)], note: 'Saved.' }),
    ],
    ['RAID log', raidCard({ project, counts: sampleCounts, risks: sampleRisks(text) })],
    ['RAID log without risks', raidCard({ project, counts: sampleCounts, risks: [] })],
  ];
}

const sampleCounts = ['risks', 'assumptions', 'issues', 'dependencies'].map((register, at) => ({
  register,
  title: register.charAt(0).toUpperCase() + register.slice(1),
  open: at * 7,
  late: at,
}));

function sampleNudges(text: string) {
  const due = (number: number, daysLate: number) => {
    const definition = registerDefinitions[0] as RegisterDefinition;
    return { definition, row: sampleRow(definition, text, number), due: today, daysLate };
  };
  const mine = Array.from({ length: 9 }, (_, at) => due(at + 1, at - 1));
  const late = Array.from({ length: 20 }, (_, at) => due(at + 20, at + 3));
  return [{ project: sampleProject, nudge: { mine, late, risky: late.slice(0, 2) } }];
}

function sampleRisks(text: string): readonly RegisterRow[] {
  const rated = [1, 2, 3, 4, 5].flatMap((probability) =>
    [1, 3, 5].map((impact) => {
      const row = sampleRow(risks, text, probability * 10 + impact);
      return { ...row, values: { ...row.values, probability, impact, exposure: probability * impact } };
    }),
  );
  const unrated = sampleRow(risks, text, 99);
  return [
    ...rated,
    { ...unrated, values: { ...unrated.values, probability: null, impact: null, exposure: null } },
  ];
}
