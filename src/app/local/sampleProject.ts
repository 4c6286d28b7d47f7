/** Links the sample project to the team's General channel at the first start, by the use cases that the set-up card runs. */
import type { Place } from '../../kernel/chat.ts';
import { deterministicId } from '../../kernel/deterministicId.ts';
import { isRefusal, UnavailableError } from '../../kernel/errors.ts';
import { asPersonId, asTenantId } from '../../kernel/ids.ts';
import { asZoneName } from '../../kernel/time.ts';
import { setUpProject } from '../../projects/index.ts';
import { registerOfName } from '../../registers/index.ts';
import type { App } from '../compose.ts';
import type { LocalWorld } from './world.ts';

/** Does nothing when the tenant has a project already. `serviceUrl` is the connector's. */
export async function seedSampleProject(app: App, world: LocalWorld, serviceUrl: string): Promise<void> {
  const tenantId = asTenantId(world.tenantId);
  if ((await app.lookup.ofTenant(tenantId)).length > 0) return;
  const { project: sample, playground } = world;
  const place: Place = {
    kind: 'channel',
    tenantId,
    conversationId: playground.team.id,
    channelId: playground.team.id,
    teamId: playground.team.id,
    groupId: playground.team.groupId,
    serviceUrl,
    botId: playground.bot.id,
    botName: playground.bot.name,
  };
  const lead = world.people.find(({ id }) => id === sample.projectManagerId);
  const person = { id: asPersonId(sample.projectManagerId), name: lead?.displayName ?? 'Project manager' };
  const project = await setUpProject(app.projectPorts, app.lookup, place, person, {
    name: sample.name,
    siteUrl: sample.siteUrl,
    zone: asZoneName(sample.zone),
    locale: sample.locale,
    coordinatorId: asPersonId(sample.coordinatorId),
    projectManagerId: asPersonId(sample.projectManagerId),
    changeBoard: sample.changeBoard.map(asPersonId),
  });
  if (isRefusal(project))
    throw new UnavailableError('sample-project', `The sample project could not be set up: ${project.reason}`);
  const definition = registerOfName('milestones');
  if (definition === null) return;
  await app.transact(tenantId, (stores) =>
    app.registers.addRowsIn(
      stores,
      { project, person, source: { kind: 'docket' } },
      sample.milestones.map(({ title, alsoCalled, baseline }) => ({
        definition,
        rowId: deterministicId(project.id, 'sample', title),
        values: { title, alsoCalled: alsoCalled ?? null, baseline, forecast: baseline, status: 'Planned' },
      })),
    ),
  );
}
