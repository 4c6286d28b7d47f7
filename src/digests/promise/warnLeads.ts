/** Tells those who lead the project that a promise is running out. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import { HOUR_MS, type Instant, millisecondsBetween } from '../../kernel/time.ts';
import type { Meeting, MinutesRecord } from '../../meetings/index.ts';
import { minutesPolicyOf, type Project } from '../../projects/index.ts';
import { readerOf } from '../digest.ts';
import { whenText } from '../digestText.ts';
import type { DigestStores } from '../ports.ts';
import { digestTexts } from '../texts.ts';
import { dueOf, type MinutesPromise, sendAt } from './promise.ts';

export interface Warning {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly record: MinutesRecord | null;
  readonly promise: MinutesPromise;
  readonly now: Instant;
}

export async function warnLeads(
  { people, outbox }: Pick<DigestStores, 'people' | 'outbox'>,
  { project, meeting, record, promise, now }: Warning,
): Promise<void> {
  const { sendsUnconfirmed } = minutesPolicyOf(project);
  const until = sendsUnconfirmed ? sendAt(promise) : dueOf(promise);
  const hours = Math.max(1, Math.round(millisecondsBetween(now, until) / HOUR_MS));
  const words = record === null ? 'warn.withoutTranscript' : sendsUnconfirmed ? 'warn' : 'warn.policyOff';
  const leads = [...new Set([project.coordinatorId, project.projectManagerId])];
  const known = await people.find(leads);
  const [place] = project.places;
  for (const personId of leads) {
    const person = known.find(({ id }) => id === personId);
    const reader = readerOf(person, project);
    const when = whenText(meeting, reader);
    const text = digestTexts(reader.locale)(words, {
      meeting: `**${escapeMarkdown(meeting.subject)}**`,
      when,
      hours,
    });
    const mention = person?.teamsId === undefined ? null : { name: person.name, teamsId: person.teamsId };
    const inChannel =
      mention === null ? { text } : { text: `<at>${mention.name}</at>, ${text}`, mentions: [mention] };
    await outbox.post({
      key: `promise-warning:${meeting.id}:${personId}`,
      to: { personId },
      reply: { text },
      ...(place === undefined ? {} : { otherwise: { to: place, reply: inChannel } }),
    });
  }
}
