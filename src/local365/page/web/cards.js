/** Adaptive Cards, drawn by Microsoft's own library where the server has it. */
import { el } from './dom.js';
import { loadMarkdown, loadScript, markdownHtml } from './markdown.js';
import { tell } from './notices.js';
import { session } from './session.js';
import { openAddress } from './tenantLinks.js';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

let library = null;

export async function loadCards() {
  await loadMarkdown();
  if (library !== null) return;
  const isThere = await loadScript('/page/vendor/adaptivecards.js');
  library = (isThere && /** @type {any} */ (globalThis).AdaptiveCards) || null;
  if (library === null) return;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const html = markdownHtml(text);
    if (html === null) return;
    result.outputHtml = html;
    result.didProcess = true;
  };
}

/**
 * @typedef {object} CardActions
 * @property {(action: { verb: string, data: any }) => unknown} onExecute
 * @property {(data: any) => unknown} onSubmit
 */

/** A card as an element. @param {any} content @param {CardActions} actions */
export function drawCard(content, actions) {
  if (library === null)
    return asText(content, 'The package adaptivecards is not installed, so the card is shown as JSON.');
  try {
    const card = new library.AdaptiveCard();
    card.hostConfig = new library.HostConfig(hostConfig());
    card.onExecuteAction = (action) => carryOut(action, actions);
    card.parse(withPeople(content));
    const drawn = card.render();
    if (drawn === undefined || drawn === null) return asText(content, 'This card has nothing to show.');
    const isWide = content?.msteams?.width?.toLowerCase?.() === 'full';
    return el('div', { class: `card${isWide ? ' wide' : ''}` }, drawn);
  } catch (error) {
    return asText(
      content,
      `This card cannot be drawn: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function carryOut(action, { onExecute, onSubmit }) {
  switch (action.getJsonTypeName()) {
    case 'Action.Execute':
      return onExecute({ verb: action.verb ?? '', data: action.data ?? {} });
    case 'Action.Submit': {
      const kind = action.data?.msteams?.type;
      if (kind === undefined) return onSubmit(action.data ?? {});
      // Dialogs, sign-in and messages in a person's name are Teams' own affairs.
      return tell(`This button is of the kind “${kind}”, which this page does not have.`, 'bad');
    }
    case 'Action.OpenUrl':
      return openAddress(action.url ?? '');
    default:
      return undefined;
  }
}

const asText = (content, why) =>
  el(
    'div',
    { class: 'card' },
    el('p', { class: 'soft' }, why),
    el('pre', {}, JSON.stringify(content, null, 2)),
  );

/** People pickers get the people of the tenant as choices, as Teams finds them in the directory. */
function withPeople(value) {
  if (Array.isArray(value)) return value.map(withPeople);
  if (typeof value !== 'object' || value === null) return value;
  const dataset = value['choices.data']?.dataset ?? value.choices?.data?.dataset;
  const copy = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withPeople(one)]));
  if (value.type !== 'Input.ChoiceSet' || !String(dataset).startsWith('graph.microsoft.com/users'))
    return copy;
  delete copy['choices.data'];
  const given = Array.isArray(value.choices) ? value.choices : [];
  return {
    ...copy,
    choices: [...given, ...session.people.map(({ id, name }) => ({ title: name, value: id }))],
  };
}

/** The look of cards, from the colours of the page. */
function hostConfig() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const pair = (name, subtle = name) => ({ default: colour(name), subtle: colour(subtle) });
  const foregroundColors = {
    default: pair('text', 'soft'),
    dark: pair('text', 'soft'),
    light: pair('soft'),
    accent: pair('accent'),
    good: pair('good'),
    warning: pair('warn'),
    attention: pair('bad'),
  };
  const container = (background) => ({ backgroundColor: colour(background), foregroundColors });
  return {
    fontFamily: style.getPropertyValue('--font'),
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 17, default: 20, medium: 21, large: 24, extraLarge: 28 },
    spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
    separator: { lineThickness: 1, lineColor: colour('line') },
    imageSizes: { small: 40, medium: 80, large: 160 },
    containerStyles: {
      default: container('surface'),
      emphasis: container('sunken'),
      good: container('good-soft'),
      attention: container('bad-soft'),
      warning: container('warn-soft'),
      accent: container('accent-soft'),
    },
    actions: {
      maxActions: 6,
      spacing: 'Medium',
      buttonSpacing: 0,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    factSet: {
      title: {
        color: 'default',
        size: 'default',
        isSubtle: true,
        weight: 'default',
        wrap: true,
        maxWidth: 150,
      },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 16,
    },
    inputs: {
      label: { requiredInputs: { weight: 'bolder', suffix: ' *' }, optionalInputs: { weight: 'bolder' } },
    },
  };
}
