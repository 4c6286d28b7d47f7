/** The set-up form and the project's card. */
import { bindCard, type Card, plainText } from '../../kernel/cards.ts';
import type { RosterMember } from '../../kernel/people.ts';
import type { Project } from '../project.ts';
import type { SetupInput } from '../readSetup.ts';
import projectTemplate from './project.json' with { type: 'json' };
import setupTemplate from './setup.json' with { type: 'json' };

const LOCALES: readonly (readonly [string, string])[] = [
  ['en-GB', 'English (31/12/2027)'],
  ['en-US', 'English (12/31/2027)'],
  ['de-DE', 'Deutsch (31.12.2027)'],
  ['fr-FR', 'Français (31/12/2027)'],
  ['es-ES', 'Español (31/12/2027)'],
];

export interface SetupForm {
  readonly conversationId: string;
  readonly values: Partial<SetupInput>;
  readonly roster: readonly RosterMember[];
  readonly isLinked: boolean;
  /** Why the last try was refused. */
  readonly problem?: string;
}

export function setupCard({ conversationId, values, roster, isLinked, problem }: SetupForm): Card {
  const locale = values.locale ?? 'en-GB';
  const locales = LOCALES.some(([tag]) => tag === locale) ? LOCALES : [[locale, locale] as const, ...LOCALES];
  return bindCard(setupTemplate, {
    heading: isLinked ? 'Change the set-up of this project' : 'Hello, I am Docket. Which project is this?',
    introduction: isLinked
      ? 'Lists that exist are kept; what is missing in them is added.'
      : 'I turn your meetings into minutes with owners and due dates, and keep the registers in SharePoint. Tell me where this project lives and I begin. The same by typing: “setup help”.',
    problem: problem === undefined ? '' : plainText(problem),
    name: values.name ?? '',
    siteUrl: values.siteUrl ?? '',
    zone: values.zone ?? 'Europe/London',
    locale,
    locales: locales.map(([value, title]) => ({ title, value })),
    coordinatorId: values.coordinatorId ?? '',
    projectManagerId: values.projectManagerId ?? '',
    changeBoard: values.changeBoard ?? '',
    people: roster.map(({ id, name }) => ({ title: name, value: id })),
    button: isLinked ? 'Save' : 'Set up',
    conversationId,
  });
}

export function projectCard(project: Project, roster: readonly RosterMember[], note = ''): Card {
  const nameOf = (id: string): string =>
    roster.find((member) => member.id === id)?.name ?? 'not in the directory';
  const board = project.changeBoard.map(nameOf);
  return bindCard(projectTemplate, {
    heading: plainText(project.name),
    note,
    siteUrl: project.siteUrl,
    facts: [
      { title: 'Project manager', value: plainText(nameOf(project.projectManagerId)) },
      { title: 'Coordinator', value: plainText(nameOf(project.coordinatorId)) },
      { title: 'Change control board', value: board.length === 0 ? 'none yet' : plainText(board.join(', ')) },
      { title: 'Time zone', value: project.zone },
      { title: 'Language', value: project.locale },
      { title: 'Conversations', value: String(project.places.length) },
    ],
  });
}
