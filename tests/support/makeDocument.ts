/** A document with one of everything. */
import { paragraphOf, runOf, type TextDocument } from '../../src/kernel/document.ts';

export function makeDocument(more: Partial<TextDocument> = {}): TextDocument {
  return {
    title: 'Atlas weekly project meeting',
    subtitle: 'Wed 25 Nov 2026, 10:00',
    language: 'en-GB',
    header: 'Atlas ERP migration',
    footer: 'Confirmed by Amara Okafor',
    blocks: [
      { kind: 'heading', level: 1, text: 'Decisions' },
      paragraphOf(runOf('Cutover is on '), runOf('23 January', { bold: true }), runOf('.')),
      { kind: 'list', items: [[runOf('Rollback plan')], [runOf('Licences')]] },
      { kind: 'list', ordered: true, items: [[runOf('Freeze')], [runOf('Copy')]] },
      { kind: 'list', ordered: true, items: [[runOf('Once more from one')]] },
      {
        kind: 'table',
        columns: [
          { title: 'Key', share: 1 },
          { title: 'Action', share: 5 },
        ],
        rows: [
          [[runOf('A-1')], [runOf('Order firewalls'), runOf('\nPriya: “by Friday”', { muted: true })]],
          [[runOf('A-2')], [runOf('Interface list', { link: 'https://harbour.example/list?a=1&b=2' })]],
        ],
      },
    ],
    ...more,
  };
}
