/** `docket local meeting FILE`: lets a meeting of the sample project end in the local Microsoft 365. */
import { basename } from 'node:path';
import { z } from 'zod';
import { ConflictError, InputError, UnavailableError } from '../../kernel/errors.ts';
import { isTakenByDefault } from '../../meetings/shownItems.ts';
import { readTranscript } from '../../meetings/transcript/index.ts';
import type { Config } from '../config.ts';
import type { LocalMeetingState } from '../local/localDoor.ts';
import { type LocalWorld, readLocalWorld, SAMPLE_FOLDER } from '../local/world.ts';
import { readGiven } from './minutes.ts';

export interface LocalMeetingOptions {
  readonly subject?: string;
  readonly channel: boolean;
  readonly wait: boolean;
  readonly publish: boolean;
}

const WAIT_MS = 60_000;
const LOOK_MS = 100;

const endedSchema = z.object({ meetingId: z.string(), organiserId: z.string(), transcriptId: z.string() });
type Ended = z.infer<typeof endedSchema>;

export async function localMeeting(
  config: Config,
  file: string,
  options: LocalMeetingOptions,
): Promise<void> {
  const content = await readGiven(file);
  // A file that cannot be read is refused here, with its line, before anything happens in the tenant.
  await readTranscript(content, { fileName: basename(file) });
  const world = readLocalWorld(SAMPLE_FOLDER);
  const local365 = `http://127.0.0.1:${config.LOCAL365_PORT}`;
  const bot = `http://127.0.0.1:${config.DOCKET_PORT}`;
  const ended = await endMeeting(local365, file, content, options);
  if (!options.wait && !options.publish) {
    process.stdout.write('The meeting has ended; Docket is told of its transcript. Look at the channel.\n');
    return;
  }
  // Until another transcript of a meeting that was minuted before is read, the old minutes are there.
  const isRead = ({ meeting, record }: LocalMeetingState): boolean =>
    record !== null && meeting.readFrom.includes(ended.transcriptId);
  const proposed = await waitFor(bot, ended, isRead, 'were not proposed');
  if (!options.publish) {
    process.stdout.write(`${JSON.stringify({ meeting: proposed.meeting, ...proposed.record }, null, 2)}\n`);
    return;
  }
  // A published meeting of which the transcript tells nothing new stays as it is.
  if (proposed.meeting.state !== 'published') await clickPublish(local365, world, proposed);
  await waitFor(
    bot,
    ended,
    ({ meeting, saving }) => meeting.state === 'published' && saving === 0,
    'were not written',
  );
  process.stdout.write(`${JSON.stringify(await readActions(local365, world), null, 2)}\n`);
}

async function endMeeting(
  local365: string,
  file: string,
  content: Uint8Array,
  { subject, channel }: LocalMeetingOptions,
): Promise<Ended> {
  const body = {
    filename: basename(file),
    base64: Buffer.from(content).toString('base64'),
    ...(subject === undefined ? {} : { subject }),
    ...(channel ? { channelMeeting: true } : {}),
  };
  return endedSchema.parse(await call(`${local365}/local365/meetings/end`, 'POST', body));
}

/** Asks until it is so; a minute at most. */
async function waitFor(
  bot: string,
  { meetingId, transcriptId }: Ended,
  isThere: (state: LocalMeetingState) => boolean,
  otherwise: string,
): Promise<LocalMeetingState> {
  const query = new URLSearchParams({ onlineMeetingId: meetingId, transcriptId });
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
    const state = (await call(
      `${bot}/local/meetings?${query}`,
      'GET',
      undefined,
      true,
    )) as LocalMeetingState | null;
    if (state !== null && isThere(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new UnavailableError(
    'minutes-late',
    `The minutes ${otherwise} within a minute; say "@Docket meetings" in the channel, or look at the log of "npm start".`,
  );
}

const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  attachments: z.array(z.object({ content: z.unknown() })),
});

/** Clicks the button of the posted review card as the coordinator, through the bot's own endpoint. */
async function clickPublish(
  local365: string,
  world: LocalWorld,
  { meeting, record }: LocalMeetingState,
): Promise<void> {
  const conversation = world.playground.team.id;
  let message: z.infer<typeof messageSchema> | undefined;
  for (let waited = 0; waited < WAIT_MS && message === undefined; waited += LOOK_MS) {
    const answer = await call(
      `${local365}/local365/chat/messages?${new URLSearchParams({ conversation })}`,
      'GET',
    );
    const { messages } = z.object({ messages: z.array(messageSchema) }).parse(answer);
    message = messages.findLast(({ attachments }) => {
      const text = JSON.stringify(attachments);
      return text.includes('"minutes.publish"') && text.includes(meeting.id);
    });
    if (message === undefined) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  if (message === undefined)
    throw new UnavailableError('no-review-card', 'The review card did not reach the channel.');
  const keep = (record?.minutes.items ?? []).map((item) => [
    `keep:${item.id}`,
    String(isTakenByDefault(item)),
  ]);
  const answer = z.object({ botStatus: z.number(), answer: z.unknown() }).parse(
    await call(`${local365}/local365/chat/click`, 'POST', {
      userId: world.project.coordinatorId,
      conversationId: message.conversationId,
      messageId: message.id,
      verb: 'minutes.publish',
      data: { meetingId: meeting.id, revision: record?.revision, ...Object.fromEntries(keep) },
    }),
  );
  if (answer.botStatus !== 200) {
    throw new UnavailableError('click-failed', `The bot answered the click with status ${answer.botStatus}.`);
  }
  const { value } = z.object({ value: z.unknown() }).parse(answer.answer);
  if (typeof value === 'string') throw new ConflictError('publish-refused', value);
}

/** The rows as Graph gives them. */
async function readActions(local365: string, world: LocalWorld): Promise<unknown> {
  const { hostname, pathname } = new URL(world.project.siteUrl);
  const site = z
    .object({ id: z.string() })
    .parse(await graph(local365, world, `/sites/${hostname}:${pathname}`));
  const lists = await graph(
    local365,
    world,
    `/sites/${site.id}/lists?$filter=${encodeURIComponent("displayName eq 'Actions'")}`,
  );
  const [list] = z.object({ value: z.array(z.object({ id: z.string() })) }).parse(lists).value;
  if (list === undefined) throw new UnavailableError('no-list', 'The site has no list called Actions yet.');
  const items = await graph(
    local365,
    world,
    `/sites/${site.id}/lists/${list.id}/items?$expand=fields&$top=1000`,
  );
  return z
    .object({ value: z.array(z.object({ fields: z.unknown() })) })
    .parse(items)
    .value.map(({ fields }) => fields);
}

function graph(local365: string, { graphToken }: LocalWorld, path: string): Promise<unknown> {
  return call(`${local365}/v1.0${path}`, 'GET', undefined, false, { authorization: `Bearer ${graphToken}` });
}

async function call(
  url: string,
  method: string,
  body?: object,
  orNull = false,
  headers: Record<string, string> = {},
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(WAIT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new UnavailableError(
      'docket-not-running',
      `Nothing answers at ${new URL(url).origin}; run "npm start" first.`,
      {
        cause,
      },
    );
  }
  if (orNull && response.status === 404) return null;
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const problem = (answer as { error?: unknown }).error;
  throw new InputError('local365-refused', typeof problem === 'string' ? problem : JSON.stringify(problem));
}
