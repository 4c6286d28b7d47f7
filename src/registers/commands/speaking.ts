/** Who speaks, on which project, and what their words may depend on. */
import type { CardClick, IncomingMessage, Mention } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { makeProjectFor, workingCalendarOf } from '../../projects/index.ts';
import type { Project } from '../../projects/project.ts';
import { type Acting, todayOf } from '../acting.ts';
import type { Role } from '../permissions.ts';
import type { RegisterPorts } from '../ports.ts';
import { milestoneDates } from '../readRows.ts';
import type { ReadingContext } from './readField.ts';

/** A person who speaks to a project's registers, and all that reading the words needs. */
export interface Speaking {
  readonly acting: Acting;
  readonly project: Project;
  readonly role: Role;
  readonly roster: readonly RosterMember[];
  readonly reading: ReadingContext;
}

/** Refuses where no project is meant. */
export async function speakingIn(
  ports: RegisterPorts,
  message: IncomingMessage,
): Promise<Speaking | Refusal> {
  const project = await makeProjectFor(ports.projects)(message.place, message.from.id);
  if (isRefusal(project)) return project;
  // The first word is the command or a key: it names no milestone.
  return speakingOn(ports, project, message, message.mentions, message.text.trim().replace(/^\S+/, ''));
}

/** A card belongs to the project that it names; refuses people of other projects, and cards of another tenant. */
export async function clickingOn(
  ports: RegisterPorts,
  click: CardClick,
  projectId: string,
): Promise<Speaking | Refusal> {
  const project = (await ports.projects.ofTenant(click.place.tenantId)).find(({ id }) => id === projectId);
  const isThere = project?.places.some(({ conversationId }) => conversationId === click.place.conversationId);
  if (project === undefined)
    return refuse('project-unknown', 'The project of this card is not known any more.');
  const speaking = await speakingOn(ports, project, click, [], Object.values(click.data).join('\n'));
  const isMember = speaking.role !== 'viewer' || speaking.roster.some(({ id }) => id === click.from.id);
  if (isThere !== true && !isMember) {
    return refuse(
      'not-in-project',
      `You are not in ${project.name}; its members may use this card.`,
      'members',
    );
  }
  return speaking;
}

async function speakingOn(
  ports: RegisterPorts,
  project: Project,
  { from, place }: Pick<IncomingMessage, 'from' | 'place'>,
  mentions: readonly Mention[],
  text: string,
): Promise<Speaking> {
  const [roster, role, milestones] = await Promise.all([
    ports.projects.roster(project),
    ports.projects.roleOf(project, from.id),
    text === '' ? [] : milestoneDates(ports, project, text),
  ]);
  const me = { personId: from.id, name: from.name, ...(from.mail === undefined ? {} : { mail: from.mail }) };
  return {
    acting: { project, person: from, source: { kind: 'chat', place } },
    project,
    role,
    roster,
    reading: {
      today: todayOf(ports, project),
      locale: project.locale,
      calendar: workingCalendarOf(project),
      milestones,
      roster,
      mentions,
      me,
    },
  };
}
