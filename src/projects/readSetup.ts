/** What a set-up form or a typed `setup` says, checked as a whole: all problems at once. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { RosterMember } from '../kernel/people.ts';
import { isZoneName, type ZoneName } from '../kernel/time.ts';

export interface SetupInput {
  readonly name: string;
  readonly siteUrl: string;
  readonly zone: string;
  readonly locale: string;
  readonly coordinatorId: string;
  readonly projectManagerId: string;
  /** Ids, separated by commas. */
  readonly changeBoard: string;
}

export interface Setup {
  readonly name: string;
  readonly siteUrl: string;
  readonly zone: ZoneName;
  readonly locale: string;
  readonly coordinatorId: PersonId;
  readonly projectManagerId: PersonId;
  readonly changeBoard: readonly PersonId[];
}

/** SharePoint allows 255 in a title; a name this long does not fit a card's heading any more. */
const LONGEST_NAME = 80;

export function readSetup(input: SetupInput, roster: readonly RosterMember[]): Setup | Refusal {
  const problems: string[] = [];
  const name = input.name.trim().replace(/\s+/g, ' ');
  if (name === '') problems.push('the project needs a name');
  else if (name.length > LONGEST_NAME) problems.push(`the name may have ${LONGEST_NAME} characters at most`);
  const siteUrl = readSiteUrl(input.siteUrl);
  if (siteUrl === null) {
    problems.push('the site is its full address, such as https://contoso.sharepoint.com/sites/atlas');
  }
  const zone = input.zone.trim();
  if (zone === '') problems.push('the time zone is missing; write it as Europe/Madrid');
  else if (!isZoneName(zone)) problems.push(`“${zone}” is no time zone; write it as Europe/Madrid`);
  const locale = readLocale(input.locale);
  if (input.locale.trim() === '') problems.push('the language is missing; write it as en-GB');
  else if (locale === null) problems.push(`“${input.locale}” is no language tag; write it as en-GB`);
  const find = (id: string, what: string): PersonId | null => {
    const person = roster.find((member) => member.id === id.trim());
    if (person === undefined) problems.push(`the ${what} must be a member of this team or chat`);
    return person?.id ?? null;
  };
  const coordinatorId = find(input.coordinatorId, 'coordinator');
  const projectManagerId = find(input.projectManagerId, 'project manager');
  const changeBoard = input.changeBoard
    .split(',')
    .filter((id) => id.trim() !== '')
    .map((id) => find(id, 'change control board'));
  if (
    problems.length > 0 ||
    siteUrl === null ||
    locale === null ||
    coordinatorId === null ||
    projectManagerId === null ||
    !isZoneName(zone)
  ) {
    return refuse('setup-incomplete', `The project was not set up: ${[...new Set(problems)].join('; ')}.`);
  }
  return {
    name,
    siteUrl,
    zone,
    locale,
    coordinatorId,
    projectManagerId,
    changeBoard: changeBoard.filter((id) => id !== null),
  };
}

function readSiteUrl(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function readLocale(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
