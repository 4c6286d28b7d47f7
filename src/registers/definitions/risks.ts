import type { RegisterDefinition, RowValues } from '../definition.ts';
import {
  closedOn,
  description,
  evidence,
  meeting,
  notes,
  raisedOn,
  related,
  workstream,
} from './sharedFields.ts';

export const risks: RegisterDefinition = {
  name: 'risks',
  singular: 'risk',
  title: 'Risks',
  keyPrefix: 'R',
  titleField: 'title',
  statusField: 'status',
  closedStatuses: ['Closed', 'Occurred'],
  ownerField: 'owners',
  dueField: 'due',
  closedDayField: 'closedOn',
  notesField: 'notes',
  tableFields: ['title', 'exposure', 'owners', 'response', 'status'],
  sort: [{ field: 'exposure', descending: true }, { field: 'due' }],
  derive: riskExposure,
  fields: [
    { name: 'title', title: 'Risk', type: 'text', required: true, aliases: ['text'] },
    description,
    {
      name: 'probability',
      title: 'Probability',
      type: 'number',
      minimum: 1,
      maximum: 5,
      indexed: true,
      aliases: ['likelihood'],
      help: '1 (rare) to 5 (almost certain).',
    },
    {
      name: 'impact',
      title: 'Impact',
      type: 'number',
      minimum: 1,
      maximum: 5,
      indexed: true,
      help: '1 (negligible) to 5 (severe).',
    },
    {
      name: 'exposure',
      title: 'Exposure',
      type: 'number',
      minimum: 1,
      maximum: 25,
      indexed: true,
      derived: true,
      help: 'Probability times impact, 1 to 25.',
    },
    {
      name: 'response',
      title: 'Response',
      type: 'choice',
      choices: ['Avoid', 'Reduce', 'Transfer', 'Accept'],
      indexed: true,
    },
    { name: 'responsePlan', title: 'Response plan', type: 'note', aliases: ['mitigation', 'plan'] },
    { name: 'trigger', title: 'Trigger', type: 'text', help: 'What shows that the risk is about to occur.' },
    {
      name: 'proximity',
      title: 'Proximity',
      type: 'choice',
      choices: ['This week', 'This month', 'This quarter', 'Later'],
      help: 'How soon it may occur.',
    },
    { name: 'owners', title: 'Owner', type: 'people', aliases: ['owner'] },
    { name: 'due', title: 'Response due', type: 'day', indexed: true, aliases: ['by'] },
    {
      name: 'status',
      title: 'Status',
      type: 'choice',
      choices: ['Open', 'Response under way', 'Occurred', 'Closed'],
      initial: 'Open',
      required: true,
      indexed: true,
    },
    workstream,
    evidence,
    meeting,
    related,
    raisedOn,
    closedOn,
    notes,
  ],
};

/** Probability times impact; null while either is missing. */
function riskExposure(values: RowValues): RowValues {
  const { probability, impact } = values;
  const known = typeof probability === 'number' && typeof impact === 'number';
  return { exposure: known ? probability * impact : null };
}
