import type { RegisterDefinition } from '../definition.ts';
import { notes, workstream } from './sharedFields.ts';

/** Who has a part in the project; `role` decides what a person may do. */
export const stakeholders: RegisterDefinition = {
  name: 'stakeholders',
  singular: 'stakeholder',
  title: 'Stakeholders',
  keyPrefix: 'S',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Left'],
  notesField: 'notes',
  tableFields: ['title', 'role', 'organisation', 'workstream'],
  sort: [{ field: 'title' }],
  fields: [
    { name: 'title', title: 'Name', type: 'text', required: true, aliases: ['text', 'name'] },
    { name: 'person', title: 'Person', type: 'person', indexed: true },
    {
      name: 'role',
      title: 'Role',
      type: 'choice',
      choices: [
        'Sponsor',
        'Project manager',
        'Coordinator',
        'Approver',
        'Workstream lead',
        'Team member',
        'Vendor',
        'Viewer',
      ],
      initial: 'Team member',
      indexed: true,
    },
    {
      name: 'organisation',
      title: 'Organisation',
      type: 'text',
      indexed: true,
      aliases: ['company', 'vendor'],
    },
    {
      name: 'side',
      title: 'Internal or vendor',
      type: 'choice',
      choices: ['Internal', 'Vendor'],
      initial: 'Internal',
    },
    { name: 'influence', title: 'Influence', type: 'choice', choices: ['Low', 'Medium', 'High'] },
    { name: 'interest', title: 'Interest', type: 'choice', choices: ['Low', 'Medium', 'High'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Active', 'Left'],
      initial: 'Active',
      required: true,
      indexed: true,
    },
    workstream,
    notes,
  ],
};
