/** Makes or repairs the lists of a project that was set up, and says in its channel that they are ready. */
import { z } from 'zod';
import type { Stores } from '../adapters/storage/transact.ts';
import { type Job, job } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import { AccessError, InputError, NotFoundError } from '../kernel/errors.ts';
import { asProjectId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Transact } from '../kernel/transaction.ts';
import { PROVISION_JOB, type Project, type ProjectLookup } from '../projects/index.ts';
import type { Registers } from '../registers/index.ts';

interface ProvisionPorts {
  readonly transact: Transact<Stores>;
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly logger: Logger;
}

export function makeProvisionJob(ports: ProvisionPorts): Job {
  return job({
    name: PROVISION_JOB,
    schema: z.object({ projectId: z.string().transform(asProjectId), askedAt: z.string() }),
    async run({ projectId, askedAt }, { tenantId }) {
      const project = await ports.lookup.byId(tenantId, projectId);
      if (project === null) return;
      const text = await provision(ports, project);
      await ports.transact(tenantId, async ({ outbox, jobs }) => {
        const [place] = project.places;
        // Each set-up is answered once, however often its job runs.
        if (place !== undefined)
          await outbox.post({ key: `provisioned:${projectId}:${askedAt}`, to: place, reply: { text } });
        await jobs.send('keep-subscriptions', {}, { key: 'set-up' });
        await jobs.send('expect-meetings', {}, { key: 'set-up' });
      });
    },
  });
}

async function provision({ registers, logger }: ProvisionPorts, project: Project): Promise<string> {
  const name = escapeMarkdown(project.name);
  try {
    const { registers: made } = await registers.provision(project);
    const problems = made.flatMap((each) => each.problems);
    if (problems.length === 0)
      return `The registers of **${name}** are ready in SharePoint. Say \`help\` for what I do.`;
    return `The registers of **${name}** are there, but some columns cannot be used:\n\n${problems.map((each) => `- ${escapeMarkdown(each)}`).join('\n')}`;
  } catch (error) {
    const isForPeople =
      error instanceof AccessError || error instanceof NotFoundError || error instanceof InputError;
    if (!isForPeople) throw error;
    logger.warn('The lists of a project could not be made.', { projectId: project.id, error });
    return `I could not make the registers of **${name}**: ${escapeMarkdown(error.message)} Say \`setup\` once that is mended.`;
  }
}
