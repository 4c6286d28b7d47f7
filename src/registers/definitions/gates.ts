import type { RegisterDefinition } from '../definition.ts';
import { notes, related, slips, workstream } from './sharedFields.ts';

const DECIDED = ['GO', 'GO with conditions', 'NO-GO'];
const ASK = 'A gate is decided by its board: say `ask go-live` with its key.';

export const gates: RegisterDefinition = {
  name: 'gates',
  singular: 'gate',
  title: 'Gates',
  keyPrefix: 'GATE',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['GO', 'GO with conditions', 'Cancelled'],
  ownerField: 'owners',
  dueField: 'date',
  notesField: 'notes',
  controlled: [
    {
      field: 'status',
      values: ['Before the board', ...DECIDED],
      valuesOfNew: ['Before the board', ...DECIDED],
      instead: ASK,
    },
    { field: 'decidedOn', instead: 'The day of the decision follows from the approval.' },
    { field: 'conditions', instead: 'Conditions are set by the board.' },
  ],
  tableFields: ['title', 'date', 'milestone', 'status'],
  sort: [{ field: 'date' }],
  fields: [
    { name: 'title', title: 'Gate', type: 'text', required: true, aliases: ['text', 'name'] },
    {
      name: 'date',
      title: 'Date',
      type: 'day',
      indexed: true,
      aliases: ['due', 'by'],
      help: 'Day on which the board decides.',
    },
    {
      name: 'milestone',
      title: 'Milestone',
      type: 'keys',
      help: 'Milestone that it stands before, such as M-2.',
    },
    {
      name: 'checks',
      title: 'Checks',
      type: 'note',
      help: 'Checks that count, parted by commas, such as Defects, Risks, Budget. Left empty, all of them.',
    },
    {
      name: 'board',
      title: 'Board',
      type: 'people',
      help: 'Who decides. Left empty, the board of the gate rules.',
    },
    { name: 'owners', title: 'Owner', type: 'people', aliases: ['owner'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Planned', 'Before the board', ...DECIDED, 'Cancelled'],
      initial: 'Planned',
      required: true,
      indexed: true,
    },
    { name: 'decidedOn', title: 'Decided on', type: 'day' },
    { name: 'conditions', title: 'Conditions', type: 'note' },
    workstream,
    related,
    slips,
    notes,
  ],
};
