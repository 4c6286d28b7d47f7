/** Facets of a column: which properties each has, and what they may hold ("columnDefinition resource type"). */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import type { FacetName } from '../model.ts';

type Rule = 'boolean' | 'integer' | 'number' | 'string' | 'strings' | readonly string[];

const DISPLAY_OF_PERSON = [
  'account',
  'contentType',
  'created',
  'department',
  'firstName',
  'id',
  'lastName',
  'mobilePhone',
  'name',
  'nameWithPictureAndDetails',
  'nameWithPresence',
  'office',
  'pictureOnly36x36',
  'pictureOnly48x48',
  'pictureOnly72x72',
  'sipAddress',
  'title',
  'userName',
  'workEmail',
  'workPhone',
];

const FACETS: Readonly<Record<FacetName, Readonly<Record<string, Rule>>>> = {
  text: {
    allowMultipleLines: 'boolean',
    appendChangesToExistingText: 'boolean',
    linesForEditing: 'integer',
    maxLength: 'integer',
    textType: ['plain', 'richText'],
  },
  choice: {
    allowTextEntry: 'boolean',
    choices: 'strings',
    displayAs: ['dropDownMenu', 'radioButtons', 'checkBoxes'],
  },
  dateTime: { format: ['dateOnly', 'dateTime'], displayAs: ['default', 'friendly', 'standard'] },
  number: {
    decimalPlaces: ['automatic', 'none', 'one', 'two', 'three', 'four', 'five'],
    displayAs: ['number', 'percentage'],
    minimum: 'number',
    maximum: 'number',
  },
  currency: { locale: 'string' },
  boolean: {},
  personOrGroup: {
    allowMultipleSelection: 'boolean',
    chooseFromType: ['peopleOnly', 'peopleAndGroups'],
    displayAs: DISPLAY_OF_PERSON,
  },
  lookup: {
    listId: 'string',
    columnName: 'string',
    allowMultipleValues: 'boolean',
    allowUnlimitedLength: 'boolean',
    primaryLookupColumnId: 'string',
  },
  hyperlinkOrPicture: { isPicture: 'boolean' },
};

const DEFAULTS: Readonly<Record<FacetName, Readonly<Record<string, unknown>>>> = {
  text: { allowMultipleLines: false, appendChangesToExistingText: false, linesForEditing: 0, maxLength: 255 },
  choice: { allowTextEntry: false, choices: [], displayAs: 'dropDownMenu' },
  dateTime: { displayAs: 'default', format: 'dateTime' },
  number: {
    decimalPlaces: 'automatic',
    displayAs: 'number',
    maximum: Number.MAX_VALUE,
    minimum: -Number.MAX_VALUE,
  },
  currency: { locale: 'en-us' },
  boolean: {},
  personOrGroup: {
    allowMultipleSelection: false,
    chooseFromType: 'peopleOnly',
    displayAs: 'nameWithPresence',
  },
  lookup: { allowMultipleValues: false, allowUnlimitedLength: false, columnName: 'Title' },
  hyperlinkOrPicture: { isPicture: false },
};

/** Facets that Graph has and the local SharePoint does not. */
const UNKNOWN_FACETS = ['calculated', 'term', 'thumbnail', 'geolocation', 'contentApprovalStatus'];

/** The one facet of a definition. Throws 400 for none or several, 501 for a facet that is not supported. */
export function facetOf(definition: Readonly<Record<string, unknown>>): FacetName | null {
  for (const name of UNKNOWN_FACETS)
    if (definition[name] !== undefined && definition[name] !== null) throw notSupported(`'${name}' columns`);
  const given = (Object.keys(FACETS) as FacetName[]).filter(
    (name) => definition[name] !== undefined && definition[name] !== null,
  );
  if (given.length > 1)
    throw badRequest(`A column has exactly one type; '${given.join("' and '")}' were given for one.`);
  return given[0] ?? null;
}

/** A facet's checked properties, completed by what SharePoint takes when they are not given. */
export function readFacet(
  facet: FacetName,
  value: unknown,
  before?: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest(`'${facet}' of a column is an object.`);
  const rules = FACETS[facet];
  for (const [name, given] of Object.entries(value)) {
    const rule = rules[name];
    if (name.startsWith('@')) continue;
    if (rule === undefined)
      throw badRequest(`The property '${name}' does not exist on type '${facet}Column'.`);
    if (given !== null && !fits(given, rule))
      throw badRequest(`'${facet}/${name}' cannot be ${JSON.stringify(given)}.`);
  }
  const given = Object.fromEntries(
    Object.entries(value).filter(([name, held]) => held !== null && !name.startsWith('@')),
  );
  const facetValue = { ...(before ?? DEFAULTS[facet]), ...given };
  return completed(facet, facetValue, given);
}

function fits(value: unknown, rule: Rule): boolean {
  switch (rule) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && (value as number) >= 0;
    case 'number':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'strings':
      return Array.isArray(value) && value.every((text) => typeof text === 'string');
    default:
      return rule.includes(value as string);
  }
}

function completed(
  facet: FacetName,
  value: Record<string, unknown>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (facet === 'text') {
    if (value.allowMultipleLines !== true && (value.maxLength as number) > 255)
      throw badRequest("'text/maxLength' of a single line is 255 at most.");
    if (value.allowMultipleLines !== true) return value;
    const { maxLength: _unused, ...lines } = value;
    return { ...lines, linesForEditing: given.linesForEditing ?? 6, textType: value.textType ?? 'plain' };
  }
  if (facet === 'number' && (value.minimum as number) > (value.maximum as number))
    throw badRequest("'number/minimum' is above 'number/maximum'.");
  return value;
}
