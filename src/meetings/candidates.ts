/** The projects that a meeting may belong to, with their people. */
import { DocketError } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import type { ProjectCandidate } from './matchProject.ts';
import type { MeetingPorts } from './meetingPorts.ts';

/** A project whose people cannot be read now is still found by its channel or its name. */
export async function candidatesOf(
  { projects, logger }: MeetingPorts,
  tenantId: TenantId,
): Promise<readonly ProjectCandidate[]> {
  return Promise.all(
    (await projects.all(tenantId)).map(async (project) => {
      try {
        const { roster } = await projects.setting(project);
        return { project, rosterIds: roster.map(({ id }) => id) };
      } catch (error) {
        if (!(error instanceof DocketError)) throw error;
        logger.warn('The people of a project cannot be read.', { tenantId, projectId: project.id, error });
        return { project, rosterIds: [] };
      }
    }),
  );
}
