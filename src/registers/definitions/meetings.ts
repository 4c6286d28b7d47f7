import type { RegisterDefinition } from '../definition.ts';
import { notes, related, workstream } from './sharedFields.ts';

export const meetings: RegisterDefinition = {
  name: 'meetings',
  singular: 'meeting',
  title: 'Meetings',
  keyPrefix: 'MTG',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Minutes published', 'Cancelled'],
  ownerField: 'organiser',
  notesField: 'notes',
  tableFields: ['title', 'heldOn', 'organiser', 'status'],
  sort: [{ field: 'heldOn', descending: true }],
  fields: [
    { name: 'title', title: 'Meeting', type: 'text', required: true, aliases: ['text', 'subject'] },
    { name: 'heldOn', title: 'Held on', type: 'day', indexed: true },
    { name: 'startedAt', title: 'Started at', type: 'instant' },
    { name: 'organiser', title: 'Organiser', type: 'person', indexed: true, aliases: ['owner'] },
    { name: 'attendees', title: 'Attendees', type: 'people' },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Planned', 'Held', 'Minutes in review', 'Minutes published', 'Cancelled'],
      initial: 'Planned',
      required: true,
      indexed: true,
    },
    { name: 'minutes', title: 'Minutes', type: 'note', help: 'Link to the minutes, or their text.' },
    workstream,
    related,
    notes,
  ],
};
