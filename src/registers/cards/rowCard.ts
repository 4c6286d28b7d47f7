/** The item card of a row as somebody's words or click ask for it. */
import type { Card } from '../../kernel/cards.ts';
import type { Day } from '../../kernel/time.ts';
import type { RegisterDefinition } from '../definition.ts';
import type { RegisterRow } from '../store.ts';
import { type ItemView, itemCard } from './views.ts';

/** Who is shown the card, and when. */
type ShownBy = Pick<ItemView, 'project' | 'roster' | 'role'> & { readonly reading: { readonly today: Day } };

export interface CardNote {
  readonly note?: string;
  readonly isProblem?: boolean;
  /** False for one person's view of another card. */
  readonly isPosted?: boolean;
}

export function cardOf(
  { project, roster, role, reading }: ShownBy,
  definition: RegisterDefinition,
  row: RegisterRow,
  note: CardNote = {},
): Card {
  return itemCard({ project, definition, row, roster, role, today: reading.today, isPosted: true, ...note });
}
