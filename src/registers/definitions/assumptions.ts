import type { RegisterDefinition } from '../definition.ts';
import { closedOn, meeting, notes, raisedOn, related, workstream } from './sharedFields.ts';

export const assumptions: RegisterDefinition = {
  name: 'assumptions',
  singular: 'assumption',
  title: 'Assumptions',
  keyPrefix: 'ASM',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Confirmed', 'Disproved'],
  ownerField: 'owners',
  dueField: 'validateBy',
  closedDayField: 'closedOn',
  notesField: 'notes',
  tableFields: ['title', 'owners', 'validateBy', 'status'],
  sort: [{ field: 'validateBy' }],
  fields: [
    { name: 'title', title: 'Assumption', type: 'text', required: true, aliases: ['text'] },
    {
      name: 'ifWrong',
      title: 'If it proves wrong',
      type: 'note',
      help: 'What would follow for the project.',
    },
    { name: 'owners', title: 'Owner', type: 'people', aliases: ['owner'] },
    { name: 'validateBy', title: 'Validate by', type: 'day', indexed: true, aliases: ['due', 'by'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Open', 'Confirmed', 'Disproved'],
      initial: 'Open',
      required: true,
      indexed: true,
    },
    workstream,
    meeting,
    related,
    raisedOn,
    closedOn,
    notes,
  ],
};
