import type { RegisterDefinition } from '../definition.ts';
import { evidence, meeting, notes, related, workstream } from './sharedFields.ts';

export const decisions: RegisterDefinition = {
  name: 'decisions',
  singular: 'decision',
  title: 'Decisions',
  keyPrefix: 'D',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Superseded', 'Withdrawn'],
  ownerField: 'decidedBy',
  notesField: 'notes',
  tableFields: ['title', 'decidedBy', 'decidedOn', 'status'],
  sort: [{ field: 'decidedOn', descending: true }],
  fields: [
    { name: 'title', title: 'Decision', type: 'text', required: true, aliases: ['text'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Proposed', 'Decided', 'Superseded', 'Withdrawn'],
      initial: 'Decided',
      required: true,
      indexed: true,
    },
    { name: 'decidedBy', title: 'Decided by', type: 'people', aliases: ['owner'] },
    { name: 'decidedOn', title: 'Decided on', type: 'day', indexed: true },
    { name: 'rationale', title: 'Rationale', type: 'note', aliases: ['reason', 'why'] },
    { name: 'alternatives', title: 'Alternatives considered', type: 'note' },
    workstream,
    evidence,
    meeting,
    related,
    notes,
  ],
};
