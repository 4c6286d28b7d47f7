/** The bot is put into a place or taken out of it: welcome, welcome back, silence. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Place, PlaceEvent } from '../kernel/chat.ts';
import type { PlaceStore, ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';
import { setupForm } from './setupForm.ts';

export async function onPlaceEvent(ports: ProjectPorts, event: PlaceEvent): Promise<void> {
  const { place } = event;
  switch (event.event) {
    case 'bot-added':
      return place.kind === 'personal' ? welcomePerson(ports, event) : welcome(ports, event);
    case 'bot-removed':
      return ports.transact(place.tenantId, async ({ places }) => {
        for (const each of await everywhere(places, place)) await places.deactivate(each.conversationId);
      });
    case 'channel-deleted':
      return ports.transact(place.tenantId, ({ places }) => places.deactivate(place.conversationId));
    default:
      return;
  }
}

/** The bot is in a whole team or in none of it: Teams tells of the team by its General channel alone. */
async function everywhere(places: PlaceStore, place: Place): Promise<readonly Place[]> {
  const { teamId } = place;
  if (place.kind !== 'channel' || teamId === undefined) return [place];
  const known = await places.ofTeam(teamId);
  return [place, ...known.filter(({ conversationId }) => conversationId !== place.conversationId)];
}

async function welcomePerson({ transact, clock }: ProjectPorts, { place, from }: PlaceEvent): Promise<void> {
  await transact(place.tenantId, async ({ places, outbox }) => {
    await places.activate(place, clock.now());
    if (from !== undefined) await places.keepPersonal(from.id, place);
    await outbox.post({
      key: `welcome:${place.conversationId}`,
      to: place,
      reply: { text: WELCOME_PERSONAL },
    });
  });
}

const WELCOME_PERSONAL =
  'Hello, I am Docket. Here you get what is for you alone: your actions, reminders and approvals. Say `help` for what I can do.';

/** The set-up form where nothing is linked yet; else each project hears that the bot is back, if it was gone. */
async function welcome(ports: ProjectPorts, { place, at }: PlaceEvent): Promise<void> {
  const { transact, clock } = ports;
  const now = clock.now();
  // Teams tells an installation twice (installationUpdate and conversationUpdate): one welcome an hour is enough.
  const hour = at.slice(0, 13);
  const isLinked = await transact(place.tenantId, async ({ places, projects, outbox }) => {
    const all = await everywhere(places, place);
    let wasGone = false;
    for (const { conversationId } of all) wasGone ||= (await places.find(conversationId))?.isActive === false;
    for (const each of all) await places.activate(each, now);
    const linked = new Map<string, Project>();
    for (const { conversationId } of all) {
      const project = await projects.byConversation(conversationId);
      if (project !== null) linked.set(project.id, project);
    }
    for (const { id, name, places: known } of wasGone ? linked.values() : []) {
      const [first] = known;
      if (first === undefined) continue;
      const text = `I am back in **${escapeMarkdown(name)}** and go on where I stopped.`;
      await outbox.post({ key: `welcome-back:${id}:${hour}`, to: first, reply: { text } });
    }
    return linked.size > 0;
  });
  if (isLinked) return;
  const card = await setupForm(ports, place, null);
  await transact(place.tenantId, ({ outbox }) =>
    outbox.post({ key: `welcome:${place.conversationId}:${hour}`, to: place, reply: { card } }),
  );
}
