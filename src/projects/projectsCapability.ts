/** The bot in a place: welcome and set-up, the project's card, farewell. */
import { z } from 'zod';
import { type Capability, cardAction } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { ClickAnswer, IncomingMessage, Place, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Person, RosterMember } from '../kernel/people.ts';
import { projectCard, setupCard } from './cards/views.ts';
import { chosenMark, isLead, type ProjectLookup } from './lookup.ts';
import { onPlaceEvent } from './placeEvents.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';
import { readSetup, type SetupInput } from './readSetup.ts';
import { setUpProject } from './setUpProject.ts';
import { defaultsOf, setupForm } from './setupForm.ts';
import { readTypedSetup, SETUP_USAGE } from './typedSetup.ts';

const setupSchema = z.object({
  name: z.string().default(''),
  siteUrl: z.string().default(''),
  zone: z.string().default(''),
  locale: z.string().default(''),
  coordinatorId: z.string().default(''),
  projectManagerId: z.string().default(''),
  changeBoard: z.string().default(''),
});

export function makeProjectsCapability(ports: ProjectPorts, lookup: ProjectLookup): Capability {
  return {
    name: 'projects',
    commands: [
      {
        words: ['setup'],
        usage: SETUP_USAGE.replaceAll('`', ''),
        help: 'Link this conversation to a project, or change its settings.',
        menu: true,
        run: (message, rest) => setup(ports, lookup, message, rest),
      },
      {
        words: ['project'],
        usage: 'project [NAME]',
        help: 'Show the project of this conversation and who leads it; in our 1:1 chat, choose which one you mean.',
        run: (message, rest) => showProject(ports, lookup, message, rest),
      },
      {
        words: ['unlink'],
        usage: 'unlink',
        help: 'Take this conversation off its project; the registers stay.',
        run: (message) => unlink(ports, lookup, message),
      },
    ],
    cardActions: [
      cardAction<SetupInput>({
        verb: 'project.setup',
        schema: setupSchema,
        run: (click, input) => submitSetup(ports, lookup, click.place, click.from, input),
      }),
    ],
    onEvent: async (event) => {
      if (event.kind === 'place') await onPlaceEvent(ports, event);
    },
  };
}

async function setup(
  ports: ProjectPorts,
  lookup: ProjectLookup,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  if (message.place.kind === 'personal') {
    return refuse(
      'setup-in-channel',
      'Set a project up in its channel or group chat: add me there and say `setup`.',
    );
  }
  if (/^help$/i.test(rest.trim())) return { text: `Type it in one line: ${SETUP_USAGE}` };
  const linked = await lookup.byPlace(message.place);
  const typed = readTypedSetup(rest, message);
  // A second conversation joins a project by its name alone; everything else is known.
  const project = linked ?? (await projectNamed(ports, message.place, typed.name));
  if (Object.keys(typed).length === 0) return { card: await setupForm(ports, message.place, project) };
  const roster = await peopleOf(ports, message.place, project, lookup);
  const input = { ...setupSchema.parse(await defaultsOf(ports, message.place, project)), ...typed };
  const checked = readSetup(input, roster);
  if (isRefusal(checked)) return checked;
  const result = await setUpProject(ports, lookup, message.place, message.from, checked);
  return isRefusal(result) ? result : { card: projectCard(result, roster, LINKED) };
}

async function projectNamed(
  { transact }: ProjectPorts,
  { tenantId }: Place,
  name: string | undefined,
): Promise<Project | null> {
  return name === undefined ? null : transact(tenantId, ({ projects }) => projects.byName(name));
}

const LINKED = 'This conversation is linked. I make the lists in SharePoint now and say when they are ready.';

async function submitSetup(
  ports: ProjectPorts,
  lookup: ProjectLookup,
  place: Place,
  by: Person,
  input: SetupInput,
): Promise<ClickAnswer> {
  const project = await lookup.byPlace(place);
  const roster = await peopleOf(ports, place, project, lookup);
  const checked = readSetup(input, roster);
  const result = isRefusal(checked) ? checked : await setUpProject(ports, lookup, place, by, checked);
  if (!isRefusal(result)) return { card: projectCard(result, roster, LINKED) };
  const form = { conversationId: place.conversationId, values: input, roster, isLinked: project !== null };
  return { card: setupCard({ ...form, problem: result.reason }) };
}

async function showProject(
  ports: ProjectPorts,
  lookup: ProjectLookup,
  { place, from }: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const project = await lookup.byPlace(place);
  if (project !== null) return { card: projectCard(project, await lookup.roster(project)) };
  const mine = await lookup.ofPerson(place.tenantId, from.id);
  if (mine.length === 0)
    return { text: 'This conversation is linked to no project yet; say `setup` in its channel.' };
  const names = mine.map(({ name }) => name).join(', ');
  const wanted = rest.trim().toLowerCase();
  if (wanted === '' || place.kind !== 'personal') return { text: `Your projects: ${escapeMarkdown(names)}.` };
  const named = mine.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const [meant] = named;
  if (meant === undefined || named.length > 1)
    return refuse('project-unknown', `Say the name of one of your projects: ${names}.`);
  await ports.transact(place.tenantId, ({ marks }) => marks.set(chosenMark(from.id), meant.id));
  return { text: `In this chat I take you to mean **${escapeMarkdown(meant.name)}** from now on.` };
}

async function unlink(
  ports: ProjectPorts,
  lookup: ProjectLookup,
  { place, from }: IncomingMessage,
): Promise<Reply | Refusal> {
  const project = await lookup.byPlace(place);
  if (project === null) return { text: 'This conversation is linked to no project.' };
  if (!isLead(await lookup.roleOf(project, from.id))) {
    return refuse(
      'unlink-not-allowed',
      `Only the project manager or the coordinator of ${project.name} may unlink it, or an owner of its team.`,
      'project manager, coordinator',
    );
  }
  await ports.transact(place.tenantId, ({ places }) => places.unlink(place.conversationId));
  return {
    text: `This conversation is no longer linked to ${escapeMarkdown(project.name)}. The registers and the minutes stay where they are.`,
  };
}

/** Whoever may be named: members of the conversation, and the project's roster where there is one. */
async function peopleOf(
  ports: ProjectPorts,
  place: Place,
  project: Project | null,
  lookup: ProjectLookup,
): Promise<readonly RosterMember[]> {
  const members = await ports.messenger.members(place);
  const roster = project === null ? [] : await lookup.roster(project);
  return [...new Map([...members, ...roster].map((person) => [person.id, person])).values()];
}
