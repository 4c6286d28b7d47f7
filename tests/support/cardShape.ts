/** Properties that Adaptive Cards 1.5 knows and Teams shows; the renderer itself passes over unknown ones. */
import type { Card } from '../../src/kernel/cards.ts';

const ELEMENT = ['type', 'id', 'isVisible', 'separator', 'spacing', 'height', 'fallback', 'requires'];
const INPUT = [...ELEMENT, 'label', 'isRequired', 'errorMessage', 'value'];
const ACTION = [
  'type',
  'id',
  'title',
  'iconUrl',
  'style',
  'mode',
  'tooltip',
  'isEnabled',
  'fallback',
  'requires',
];

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: [
    'type',
    'version',
    '$schema',
    'body',
    'actions',
    'refresh',
    'fallbackText',
    'speak',
    'lang',
    'msteams',
    'selectAction',
  ],
  TextBlock: [
    ...ELEMENT,
    'text',
    'color',
    'fontType',
    'horizontalAlignment',
    'isSubtle',
    'maxLines',
    'size',
    'weight',
    'wrap',
    'style',
  ],
  Container: [...ELEMENT, 'items', 'style', 'bleed', 'minHeight', 'selectAction', 'verticalContentAlignment'],
  ColumnSet: [...ELEMENT, 'columns', 'style', 'bleed', 'minHeight', 'selectAction', 'horizontalAlignment'],
  Column: [
    ...ELEMENT,
    'items',
    'style',
    'bleed',
    'minHeight',
    'selectAction',
    'width',
    'verticalContentAlignment',
  ],
  FactSet: [...ELEMENT, 'facts'],
  Fact: ['title', 'value'],
  Table: [
    ...ELEMENT,
    'columns',
    'rows',
    'firstRowAsHeaders',
    'showGridLines',
    'gridStyle',
    'horizontalCellContentAlignment',
    'verticalCellContentAlignment',
  ],
  TableRow: ['type', 'cells', 'style', 'horizontalCellContentAlignment', 'verticalCellContentAlignment'],
  TableCell: ['type', 'items', 'style', 'bleed', 'minHeight', 'selectAction', 'verticalContentAlignment'],
  TableColumn: ['width', 'horizontalCellContentAlignment', 'verticalCellContentAlignment'],
  RichTextBlock: [...ELEMENT, 'inlines', 'horizontalAlignment'],
  TextRun: [
    'type',
    'text',
    'color',
    'fontType',
    'highlight',
    'isSubtle',
    'italic',
    'size',
    'strikethrough',
    'underline',
    'weight',
    'selectAction',
  ],
  ActionSet: [...ELEMENT, 'actions'],
  Image: [...ELEMENT, 'url', 'altText', 'size', 'style', 'width', 'horizontalAlignment', 'selectAction'],
  'Input.Text': [...INPUT, 'isMultiline', 'maxLength', 'placeholder', 'regex', 'style'],
  'Input.Number': [...INPUT, 'min', 'max', 'placeholder'],
  'Input.Date': [...INPUT, 'min', 'max', 'placeholder'],
  'Input.Time': [...INPUT, 'min', 'max', 'placeholder'],
  'Input.Toggle': [...INPUT, 'title', 'valueOn', 'valueOff', 'wrap'],
  'Input.ChoiceSet': [...INPUT, 'choices', 'isMultiSelect', 'style', 'placeholder', 'wrap', 'choices.data'],
  'Input.Choice': ['title', 'value'],
  'Action.Execute': [...ACTION, 'verb', 'data', 'associatedInputs'],
  'Action.Submit': [...ACTION, 'data', 'associatedInputs'],
  'Action.OpenUrl': [...ACTION, 'url'],
  'Action.ShowCard': [...ACTION, 'card'],
  'Action.ToggleVisibility': [...ACTION, 'targetElements'],
};

/** Kinds of objects that carry no `type` of their own, by the property that holds them. */
const UNTYPED: Readonly<Record<string, string>> = { facts: 'Fact', choices: 'Input.Choice' };
const OPAQUE = new Set([
  'data',
  'msteams',
  'refresh',
  'requires',
  'choices.data',
  'targetElements',
  'fallback',
]);

/** A sentence for each property or type that a client would pass over, and for each input without its label. */
export function shapeProblems(card: Card): readonly string[] {
  const problems: string[] = [];
  const walk = (value: unknown, path: string, kindHint?: string): void => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, `${path}[${index}]`, kindHint);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const kind = typeof object.type === 'string' ? object.type : (kindHint ?? '');
    const known = KNOWN[kind];
    if (known === undefined) {
      problems.push(`${path}: unknown element ${kind || JSON.stringify(object).slice(0, 80)}`);
      return;
    }
    for (const [name, inner] of Object.entries(object)) {
      if (!known.includes(name)) problems.push(`${path}: ${kind} has no ${name}`);
      else if (!OPAQUE.has(name))
        walk(
          inner,
          `${path}.${name}`,
          name === 'columns' && kind === 'Table' ? 'TableColumn' : UNTYPED[name],
        );
    }
    if (
      kind.startsWith('Input.') &&
      kind !== 'Input.Choice' &&
      ((object.label ?? (kind === 'Input.Toggle' ? object.title : undefined)) === undefined ||
        object.id === undefined)
    ) {
      problems.push(`${path}: ${kind} needs an id and a label`);
    }
    if (kind === 'Action.Execute' && (typeof object.verb !== 'string' || object.verb === '')) {
      problems.push(`${path}: Action.Execute needs a verb`);
    }
  };
  walk(card, 'card');
  return problems;
}

/** Texts with marks that a TextBlock does not know and shows as they are: its Markdown has no code and no headings. */
export function rawMarks(card: Card): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && /(?<!\\)`|^#{1,6} /m.test(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(card.body);
  return found;
}
