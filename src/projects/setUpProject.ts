/** Links a place to a project: makes the project, or adds the place to the one of that name. */
import type { Place } from '../kernel/chat.ts';
import { DocketError, type Refusal, refuse } from '../kernel/errors.ts';
import { asProjectId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { MONDAY_TO_FRIDAY } from '../kernel/workingCalendar.ts';
import { isLead, type ProjectLookup } from './lookup.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';
import type { Setup } from './readSetup.ts';

/** Job that makes or repairs the lists of a project; payload `{ projectId, askedAt }`. The registers run it. */
export const PROVISION_JOB = 'provision-registers';

/** Refuses what leads nowhere, and people who may not change a project that is there. */
export async function setUpProject(
  ports: ProjectPorts,
  lookup: Pick<ProjectLookup, 'roleOf'>,
  place: Place,
  by: Person,
  setup: Setup,
): Promise<Project | Refusal> {
  const site = await siteOrRefusal(ports, place, setup.siteUrl);
  if ('refused' in site) return site;
  const now = ports.clock.now();
  const before = await ports.transact(
    place.tenantId,
    async ({ projects }) =>
      (await projects.byConversation(place.conversationId)) ?? projects.byName(setup.name),
  );
  const role = before === null ? null : await lookup.roleOf(before, by.id);
  const projectId = asProjectId(ports.random.uuid());
  return ports.transact(place.tenantId, async ({ projects, places, jobs }) => {
    const linked = await projects.byConversation(place.conversationId);
    const named = await projects.byName(setup.name);
    if (linked !== null && named !== null && named.id !== linked.id) {
      return refuse(
        'project-name-taken',
        `There is another project called ${named.name}; unlink this conversation from ${linked.name} first, or choose another name.`,
      );
    }
    const existing = linked ?? named;
    if (existing !== null && (existing.id !== before?.id || !isLead(role))) {
      return refuse(
        'setup-not-allowed',
        `${existing.name} is set up already; its project manager or its coordinator may change that, or an owner of its team.`,
        'project manager, coordinator',
      );
    }
    const project: Project = {
      ...(existing ?? { workingWeekdays: MONDAY_TO_FRIDAY, holidays: [], places: [], setUpAt: now }),
      ...setup,
      id: existing?.id ?? projectId,
      tenantId: place.tenantId,
      siteId: site.siteId,
    };
    if (existing !== null) await projects.save(project);
    else if (!(await projects.create(project, now))) {
      return refuse(
        'project-name-taken',
        `${project.name} was set up in another conversation at this very moment; send the form again to join it.`,
      );
    }
    await places.activate(place, now);
    await places.link(place, project.id, now);
    await jobs.send(PROVISION_JOB, { projectId: project.id, askedAt: now }, { key: project.id });
    return (await projects.get(project.id)) ?? project;
  });
}

async function siteOrRefusal(
  ports: ProjectPorts,
  place: Place,
  siteUrl: string,
): Promise<{ readonly siteId: string } | Refusal> {
  try {
    return await ports.findSite(place.tenantId, siteUrl);
  } catch (error) {
    if (!(error instanceof DocketError) || error.retry !== 'never') throw error;
    return refuse('site-not-usable', `${error.message} The project was not set up; nothing was changed.`);
  }
}
