/** Fields that several registers have in the same form. */
import type { Field } from '../definition.ts';

export const workstream: Field = {
  name: 'workstream',
  title: 'Workstream',
  type: 'text',
  indexed: true,
  aliases: ['stream'],
  help: 'Part of the project that it belongs to, such as Data migration.',
};

export const notes: Field = {
  name: 'notes',
  title: 'Notes',
  type: 'note',
  aliases: ['comments'],
  help: 'Comments, oldest first, each with its day and author.',
};

export const meeting: Field = {
  name: 'meeting',
  title: 'Meeting',
  type: 'text',
  help: 'Meeting in which it was said, with its day.',
};

export const evidence: Field = {
  name: 'evidence',
  title: 'Evidence',
  type: 'note',
  help: 'The exact words, who said them and when in the meeting.',
};

export const raisedOn: Field = { name: 'raisedOn', title: 'Raised on', type: 'day' };

export const closedOn: Field = { name: 'closedOn', title: 'Closed on', type: 'day' };

export const description: Field = { name: 'description', title: 'Description', type: 'note' };

export const priority: Field = {
  name: 'priority',
  title: 'Priority',
  type: 'choice',
  choices: ['Low', 'Medium', 'High', 'Critical'],
  initial: 'Medium',
  indexed: true,
};

/** How often the due date was moved to a later day. */
export const slips: Field = {
  name: 'slips',
  title: 'Slips',
  type: 'number',
  minimum: 0,
  initial: 0,
  derived: true,
};

export const currency: Field = {
  name: 'currency',
  title: 'Currency',
  type: 'text',
  help: 'ISO 4217 code of all amounts of the row, such as EUR.',
};

/** Links to rows of other registers. */
export const related: Field = {
  name: 'related',
  title: 'Related',
  type: 'keys',
  aliases: ['relates', 'links'],
  help: 'Keys of related rows, such as R-3, I-7.',
};
