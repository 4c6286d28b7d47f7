/** The change log as a Word document in the library: a new version after each decision and each step. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal } from '../kernel/errors.ts';
import { asRowKey, type ProjectId, type TenantId } from '../kernel/ids.ts';
import { dayOf } from '../kernel/time.ts';
import { byDocket, registerOfName, rowsOf, textOf } from '../registers/index.ts';
import { changeLogDocument } from './changeLog.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';

export const CHANGE_LOG_JOB = 'write-change-log';
export const CHANGE_LOG_PATH = 'Docket/Change log.docx';

export async function writeChangeLog<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  tenantId: TenantId,
  projectId: ProjectId,
): Promise<void> {
  const project = await ports.lookup.byId(tenantId, projectId);
  if (project?.siteId === undefined) return;
  const { rows, baselines } = await ports.transact(tenantId, async (stores) => ({
    rows: await rowsOf(stores, project, ['changes']),
    baselines: await stores.changes.baselines(projectId),
  }));
  const now = ports.clock.now();
  const content = await ports.documents.write(
    changeLogDocument({ project, rows, baselines, day: dayOf(now, project.zone) }),
  );
  const { webUrl } = await ports.library(tenantId).put(project.siteId, CHANGE_LOG_PATH, content);
  await ports.transact(tenantId, async (stores) => {
    const rowId = deterministicId('change-log', projectId);
    const there = await stores.registers.rowById(rowId, { lock: true });
    if (there !== null && there.deletedAt !== null) return;
    const version = String(Number(textOf(there?.values.version)) + 1);
    const values = { title: 'Change log', kind: 'Report', link: webUrl, version, status: 'Approved' };
    const acting = byDocket(project);
    const kept =
      there === null
        ? await ports.registers.addRowsIn(stores, acting, [
            { definition: registerOfName('documents'), rowId, values },
          ])
        : await ports.registers.changeRowIn(stores, acting, asRowKey(there.key), { link: webUrl, version });
    if (isRefusal(kept)) ports.logger.error('The change log could not be registered.', { code: kept.code });
  });
}
