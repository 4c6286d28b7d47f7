/** The job that greets people in the morning of their own clock with what waits for them; who has nothing hears nothing. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { DigestContributor, DigestSection, GatheredSections } from '../../kernel/digestSection.ts';
import type { PersonId, TenantId } from '../../kernel/ids.ts';
import { DAY_MS, dayOf, type Instant, instantPlus } from '../../kernel/time.ts';
import type { OutgoingMessage } from '../../kernel/transaction.ts';
import { dayText } from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';
import { countLines, type MorningDigest, morningCard, morningMail } from '../cards/morningView.ts';
import type { DigestChoice } from '../choice.ts';
import type { DigestPorts } from '../ports.ts';
import { digestTexts } from '../texts.ts';
import { dueAt } from './morningDue.ts';
import { isLead, type MorningReader, readerIn } from './morningReader.ts';

export interface MorningPorts extends DigestPorts {
  /** Of every capability, in their order; asked for when they are needed. */
  readonly contributors: () => readonly DigestContributor[];
}

export async function sendMorningDigests(ports: MorningPorts, tenantId: TenantId): Promise<void> {
  const now = ports.clock.now();
  const projects = (await ports.lookup.ofTenant(tenantId)).filter(({ places }) => places.length > 0);
  const gathered = await Promise.all(ports.contributors().map((each) => each.gather(tenantId, now)));
  const leads = projects.flatMap(({ coordinatorId, projectManagerId }) => [coordinatorId, projectManagerId]);
  const ids = [...new Set([...gathered.flatMap(({ readers }) => readers), ...leads])];
  const { choices, people } = await ports.transact(tenantId, async (stores) => ({
    choices: await stores.choices.of(ids),
    people: await stores.people.find(ids),
  }));
  for (const choice of choices) {
    const person = people.find(({ id }) => id === choice.personId);
    const reader = readerIn(projects, choice.personId, person);
    if (reader === null || dueAt(choice, reader.zone, now) === null) continue;
    await sendOne(ports, tenantId, { projects, gathered, choice, reader, now });
  }
}

interface OneDigest {
  readonly projects: readonly Project[];
  readonly gathered: readonly GatheredSections[];
  readonly choice: DigestChoice;
  readonly reader: MorningReader;
  readonly now: Instant;
}

async function sendOne(ports: MorningPorts, tenantId: TenantId, one: OneDigest): Promise<void> {
  const { choice, reader, projects, now } = one;
  const { personId } = choice;
  const digest: MorningDigest = {
    name: reader.name.split(' ')[0] ?? reader.name,
    locale: reader.locale,
    today: dayOf(now, reader.zone),
    sections: await sectionsOf(one),
  };
  await ports.transact(tenantId, async (stores) => {
    const [current] = await stores.choices.of([personId]);
    const due = current === undefined ? null : dueAt(current, reader.zone, now);
    if (current === undefined || due === null) return;
    await stores.choices.save({ ...current, lastAt: now });
    if (countLines(digest.sections) === 0) return;
    await stores.outbox.post(messageOf(personId, due, digest, reader));
    await ports.registers.markReminded(stores, projects, personId, digest.today);
  });
}

async function sectionsOf({
  gathered,
  choice,
  reader,
  projects,
  now,
}: OneDigest): Promise<readonly DigestSection[]> {
  const { personId, lastAt } = choice;
  const request = {
    personId,
    locale: reader.locale,
    zone: reader.zone,
    now,
    today: dayOf(now, reader.zone),
    since: lastAt ?? instantPlus(now, -DAY_MS),
    leads: projects.filter((project) => isLead(project, personId)).map(({ id }) => id),
  };
  const found = await Promise.all(gathered.map((each) => each.sections(request)));
  return found.flat().filter(({ lines }) => lines.length > 0);
}

/** Chat, then mail, then a mention that tells only how much there is. */
function messageOf(
  personId: PersonId,
  due: Instant,
  digest: MorningDigest,
  { name, teamsId, project }: MorningReader,
): OutgoingMessage {
  const [place] = project.places;
  const t = digestTexts(project.locale);
  const text = t('morning.mention', {
    name: teamsId === null ? escapeMarkdown(name) : `<at>${name}</at>`,
    isNamed: name === '' ? 'no' : 'yes',
    day: dayText(project.locale, digest.today),
    count: countLines(digest.sections),
  });
  const mention = teamsId === null ? { text } : { text, mentions: [{ name, teamsId }] };
  return {
    key: `morning:${personId}:${due}`,
    to: { personId },
    reply: { card: morningCard(digest) },
    otherwise: {
      to: { mailTo: personId },
      reply: { mail: morningMail(digest) },
      ...(place === undefined ? {} : { otherwise: { to: place, reply: mention } }),
    },
  };
}
