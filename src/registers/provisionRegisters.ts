/** Creates or repairs the lists of a project's registers on its site. */
import type { Project } from '../projects/project.ts';
import type { RegisterDefinition } from './definition.ts';
import { registerDefinitions } from './definitions/index.ts';
import type { ProvisionReport, RegisterPorts } from './ports.ts';
import { SYNC_JOB, WRITE_JOB } from './sendWriteJob.ts';

export interface ProvisionedRegister {
  readonly register: string;
  readonly title: string;
  readonly listId: string;
  readonly created: boolean;
  readonly added: readonly string[];
  readonly problems: readonly string[];
}

export interface Provisioned {
  /** To be kept in the project. */
  readonly siteId: string;
  readonly registers: readonly ProvisionedRegister[];
}

/**
 * One list after the other; each is linked as soon as it is there, so a failure half way loses nothing and running it
 * again goes on. Throws the kernel's errors of the site and the lists.
 */
export async function provisionRegisters(
  ports: RegisterPorts,
  project: Project,
  definitions: readonly RegisterDefinition[] = registerDefinitions,
): Promise<Provisioned> {
  const lists = ports.lists(project.tenantId);
  const siteId = project.siteId ?? (await lists.findSite(project.siteUrl)).siteId;
  const registers: ProvisionedRegister[] = [];
  for (const definition of definitions) {
    const link = await ports.transact(project.tenantId, (stores) =>
      stores.registers.listLink(project.id, definition.name),
    );
    const report = await lists.provision(siteId, definition, link?.list.listId ?? null);
    await linkList(ports, project, definition, report);
    const { created, added, problems } = report;
    registers.push({
      register: definition.name,
      title: definition.title,
      listId: report.list.listId,
      created,
      added,
      problems,
    });
  }
  return { siteId, registers };
}

/** Links the list; what waited for it is written, and what it holds already is read. */
function linkList(
  { transact }: RegisterPorts,
  project: Project,
  { name }: RegisterDefinition,
  { list }: ProvisionReport,
): Promise<void> {
  return transact(project.tenantId, async ({ registers, jobs }) => {
    await registers.linkList(project.id, name, list);
    const ids = { tenantId: project.tenantId, projectId: project.id };
    await jobs.send(WRITE_JOB, ids, { key: `${project.id}/linked` });
    await jobs.send(SYNC_JOB, { ...ids, register: name }, { key: `${project.id}/${name}` });
  });
}
