import type { RegisterDefinition } from '../definition.ts';
import { closedOn, notes, slips, workstream } from './sharedFields.ts';

export const onboardingTasks: RegisterDefinition = {
  name: 'onboarding',
  singular: 'onboarding task',
  title: 'Onboarding tasks',
  keyPrefix: 'ONB',
  aliases: ['onboarding tasks'],
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Done', 'Not needed'],
  ownerField: 'owners',
  dueField: 'due',
  closedDayField: 'closedOn',
  notesField: 'notes',
  tableFields: ['title', 'newcomer', 'owners', 'due', 'status'],
  sort: [{ field: 'due' }],
  fields: [
    { name: 'title', title: 'Onboarding task', type: 'text', required: true, aliases: ['text'] },
    { name: 'newcomer', title: 'Newcomer', type: 'person', indexed: true, aliases: ['for'] },
    { name: 'owners', title: 'Owner', type: 'people', aliases: ['owner'] },
    { name: 'due', title: 'Due', type: 'day', indexed: true, aliases: ['by'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Open', 'In progress', 'Done', 'Not needed'],
      initial: 'Open',
      required: true,
      indexed: true,
    },
    workstream,
    closedOn,
    slips,
    notes,
  ],
};
