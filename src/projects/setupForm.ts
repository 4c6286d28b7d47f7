/** The set-up form of a place, filled in with what is known of it. */
import type { Card } from '../kernel/cards.ts';
import type { Place } from '../kernel/chat.ts';
import { setupCard } from './cards/views.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';
import type { SetupInput } from './readSetup.ts';

export async function setupForm(ports: ProjectPorts, place: Place, project: Project | null): Promise<Card> {
  const roster = await ports.messenger.members(place);
  return setupCard({
    conversationId: place.conversationId,
    values: await defaultsOf(ports, place, project),
    roster,
    isLinked: project !== null,
  });
}

/** The project's settings; where there is none, name and site of the team. */
export async function defaultsOf(
  ports: ProjectPorts,
  place: Place,
  project: Project | null,
): Promise<Partial<SetupInput>> {
  if (project !== null) {
    const { name, siteUrl, zone, locale, coordinatorId, projectManagerId, changeBoard } = project;
    return {
      name,
      siteUrl,
      zone,
      locale,
      coordinatorId,
      projectManagerId,
      changeBoard: changeBoard.join(','),
    };
  }
  const { teamName, groupId } = await ports.messenger.describe(place);
  const siteUrl = groupId === undefined ? null : await ports.siteOfTeam(place.tenantId, groupId);
  return { ...(teamName === undefined ? {} : { name: teamName }), ...(siteUrl === null ? {} : { siteUrl }) };
}
