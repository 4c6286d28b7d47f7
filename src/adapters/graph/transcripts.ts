/** Where transcripts come from: Graph's online meetings, with every documented obstacle as an answer of its own. */
import { z } from 'zod';
import { ContractError, DocketError } from '../../kernel/errors.ts';
import type { PersonId } from '../../kernel/ids.ts';
import { DAY_MS, type Instant, millisecondsBetween } from '../../kernel/time.ts';
import type {
  ObstacleKind,
  OnlineMeeting,
  TranscriptObstacle,
  TranscriptRef,
  TranscriptSource,
} from '../../meetings/ports.ts';
import type { GraphCall, GraphClient, GraphReply, GraphVersion } from './client.ts';
import { graphPath, odataText } from './graphPath.ts';
import {
  callTranscriptSchema,
  onlineMeetingSchema,
  readMoment,
  readOnlineMeeting,
  readTranscriptRef,
} from './graphTypes.ts';
import { makeObstacle, obstacleKindOf, requestIdOf } from './obstacles.ts';
import { readAll, readPages } from './pages.ts';

export interface TranscriptSourceOptions {
  /** Application id of Docket, named in the sentences for administrators. */
  readonly appId: string;
  /** Name of a person for the sentences; the id alone when it is not known. */
  readonly nameOf?: (personId: PersonId) => Promise<string | null>;
}

const ATTRIBUTED = 'text/vtt';
/** The form without speakers ("Get callTranscript"); it can be asked for by Accept only, not by `$format`. */
const UNATTRIBUTED = 'application/vnd.microsoft.graph.transcript+text';

const MEETINGS = 'OnlineMeetings.Read.All';
const TRANSCRIPTS = 'OnlineMeetingTranscript.Read.All';

/** One source for one tenant: it remembers that tenant's switches and asks for them again after a day. */
export function makeTranscriptSource(
  client: GraphClient,
  options: TranscriptSourceOptions,
): TranscriptSource {
  const attributionOff = makeSwitchMemory(client);
  const graphAccessOff = makeSwitchMemory(client);

  const describe = async (personId: PersonId): Promise<string> => {
    try {
      const name = await options.nameOf?.(personId);
      return name ? `${name} (${personId})` : personId;
    } catch (error) {
      client.logger.info('The name of an organiser could not be read.', { error });
      return personId;
    }
  };

  const obstacleFor = async (
    kind: ObstacleKind,
    organiserId: PersonId,
    permission: string,
    requestId: string | null = null,
  ): Promise<TranscriptObstacle> => {
    if (kind === 'graph-access-off') graphAccessOff.remember();
    const organiser = await describe(organiserId);
    return makeObstacle(kind, { appId: options.appId, organiser, organiserId, permission }, requestId);
  };

  /** Asks v1.0, and beta when v1.0 refuses channel meetings; what is an obstacle is returned. */
  const ask = async <T>(
    organiserId: PersonId,
    permission: string,
    work: (version: GraphVersion) => Promise<T>,
  ): Promise<T | TranscriptObstacle> => {
    try {
      try {
        return await work('v1.0');
      } catch (error) {
        if (codeOf(error) !== 'channel-meeting-unsupported') throw error;
        return await work('beta');
      }
    } catch (error) {
      if (!(error instanceof DocketError)) throw error;
      const kind = obstacleKindOf(error);
      if (kind === null) throw error;
      return obstacleFor(kind, organiserId, permission, requestIdOf(error));
    }
  };

  /** A 404 below a meeting: the meeting is over for good, or its transcript has not come yet. */
  const explainMissing = async (
    organiserId: PersonId,
    onlineMeetingId: string,
    requestId: string | null,
  ): Promise<TranscriptObstacle> => {
    const meeting = await ask(organiserId, MEETINGS, (version) =>
      orMissing(
        client.get(graphPath`/users/${organiserId}/onlineMeetings/${onlineMeetingId}`, {
          schema: onlineMeetingSchema,
          version,
        }),
      ),
    );
    const expiry = meeting !== null && 'id' in meeting ? readMoment(meeting.expiryDateTime) : null;
    const expired =
      meeting === null || (expiry !== null && millisecondsBetween(expiry, client.clock.now()) > 0);
    return obstacleFor(expired ? 'meeting-expired' : 'not-there-yet', organiserId, TRANSCRIPTS, requestId);
  };

  /** What v1.0 may leave out: channel meetings. Beta promises nothing, so its fault does not spoil the sweep. */
  const sweepBeta = async (
    organiserId: PersonId,
    since: Instant,
    mark: string | null,
  ): Promise<{ readonly refs: readonly TranscriptRef[]; readonly mark: string | null }> => {
    try {
      return await readNewest(client, organiserId, since, { version: 'beta', mark });
    } catch (error) {
      if (!(error instanceof DocketError)) throw error;
      client.logger.info('Beta does not list the transcripts of an organiser.', { organiserId, error });
      return { refs: [], mark };
    }
  };

  return {
    async findMeeting(organiserId, joinUrl) {
      const found = await ask(organiserId, MEETINGS, (version) =>
        orMissing(
          client.get(graphPath`/users/${organiserId}/onlineMeetings`, {
            schema: z.object({ value: z.array(onlineMeetingSchema) }),
            query: { $filter: `JoinWebUrl eq ${odataText(joinUrl)}` },
            version,
          }),
        ),
      );
      if (found !== null && 'obstacle' in found) return found;
      const [meeting] = found?.value ?? [];
      return meeting === undefined
        ? obstacleFor('meeting-expired', organiserId, MEETINGS)
        : readOnlineMeeting(meeting, organiserId);
    },

    async getMeeting(organiserId, onlineMeetingId): Promise<OnlineMeeting | TranscriptObstacle> {
      const found = await ask(organiserId, MEETINGS, (version) =>
        orMissing(
          client.get(graphPath`/users/${organiserId}/onlineMeetings/${onlineMeetingId}`, {
            schema: onlineMeetingSchema,
            version,
          }),
        ),
      );
      if (found === null) return obstacleFor('meeting-expired', organiserId, MEETINGS);
      return 'obstacle' in found ? found : readOnlineMeeting(found, organiserId);
    },

    async listTranscripts(organiserId, onlineMeetingId) {
      const path = graphPath`/users/${organiserId}/onlineMeetings/${onlineMeetingId}/transcripts`;
      const found = await ask(organiserId, TRANSCRIPTS, (version) =>
        orMissing(readAll(client, { from: { path, version }, item: callTranscriptSchema })),
      );
      if (found === null) return explainMissing(organiserId, onlineMeetingId, null);
      if ('obstacle' in found) return found;
      graphAccessOff.forget();
      return oldestFirst(found.map((value) => readTranscriptRef(value, { organiserId, onlineMeetingId })));
    },

    async fetchTranscript(ref) {
      const path = graphPath`/users/${ref.organiserId}/onlineMeetings/${ref.onlineMeetingId}/transcripts/${ref.transcriptId}/content`;
      const fetchAs = (accept: string): Promise<GraphReply | TranscriptObstacle | null> =>
        ask(ref.organiserId, TRANSCRIPTS, (version) =>
          orMissing(client.send('GET', path, { version, ...acceptOnly(accept) })),
        );
      let attributed = !attributionOff.isOn();
      let reply = await fetchAs(attributed ? ATTRIBUTED : UNATTRIBUTED);
      if (attributed && reply !== null && 'obstacle' in reply && reply.obstacle === 'attribution-off') {
        attributionOff.remember();
        attributed = false;
        reply = await fetchAs(UNATTRIBUTED);
      } else if (attributed && reply !== null && 'body' in reply) attributionOff.forget();
      if (reply === null) return explainMissing(ref.organiserId, ref.onlineMeetingId, null);
      if ('obstacle' in reply) return reply;
      graphAccessOff.forget();
      // A file without a single cue is one that is still being written.
      if (!reply.body.includes('-->')) return obstacleFor('not-there-yet', ref.organiserId, TRANSCRIPTS);
      return { content: new Uint8Array(reply.body), attributed };
    },

    async transcriptsSince(organiserId, since, marks) {
      // The sweep runs for many organisers: while the tenant's switch is known to be off it asks once a day.
      if (graphAccessOff.isOn()) return obstacleFor('graph-access-off', organiserId, TRANSCRIPTS);
      const [mark = null, betaMark = null] = marks?.split(MARK_BREAK) ?? [];
      const found = await ask(organiserId, TRANSCRIPTS, () =>
        readNewest(client, organiserId, since, { version: 'v1.0', mark }),
      );
      if ('obstacle' in found) return found;
      graphAccessOff.forget();
      const inChannels = await sweepBeta(organiserId, since, betaMark);
      return {
        refs: oldestFirst([...byId([...found.refs, ...inChannels.refs]).values()]),
        mark: [found.mark, ...(inChannels.mark === null ? [] : [inChannels.mark])].join(MARK_BREAK),
      };
    },
  };
}

const acceptOnly = (accept: string): Pick<GraphCall, 'headers' | 'deadlineMs'> => ({
  headers: { Accept: accept },
  deadlineMs: 60_000,
});

const codeOf = (error: unknown): string | null => (error instanceof DocketError ? error.code : null);

/** Null instead of NotFoundError. */
async function orMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'not-found') return null;
    throw error;
  }
}

/** Where a sweep stands, in v1.0 and in beta. */
interface SweepMark {
  readonly version: GraphVersion;
  readonly mark: string | null;
}

/** Both links in one text. */
const MARK_BREAK = '\n';

/** A mark that Graph no longer knows is begun anew. */
async function readNewest(
  client: GraphClient,
  organiserId: PersonId,
  since: Instant,
  { version, mark }: SweepMark,
): Promise<{ refs: readonly TranscriptRef[]; mark: string }> {
  try {
    return await readDelta(client, organiserId, since, { version, mark });
  } catch (error) {
    if (mark === null || codeOf(error) !== 'resync-required') throw error;
    return readDelta(client, organiserId, since, { version, mark: null });
  }
}

/** "callTranscript: delta": additions only; older transcripts may come again, so each id is given once. */
async function readDelta(
  client: GraphClient,
  organiserId: PersonId,
  since: Instant,
  { version, mark }: SweepMark,
): Promise<{ refs: readonly TranscriptRef[]; mark: string }> {
  const path = graphPath`/users/${organiserId}/onlineMeetings/getAllTranscripts(meetingOrganizerUserId='${organiserId}',startDateTime=${since})/delta`;
  const refs: TranscriptRef[] = [];
  let deltaLink: string | null = null;
  for await (const page of readPages(client, {
    from: mark === null ? { path, version } : { link: mark },
    item: callTranscriptSchema,
  })) {
    for (const value of page.items) {
      // Without a meeting id it could not be fetched; a later delta brings it again once it is whole.
      if (value.meetingId)
        refs.push(readTranscriptRef(value, { organiserId, onlineMeetingId: value.meetingId }));
    }
    deltaLink = page.deltaLink;
  }
  if (deltaLink === null) {
    throw new ContractError(
      'no-delta-link',
      'Microsoft Graph ended a delta query of transcripts without the link to go on from.',
    );
  }
  return { refs: oldestFirst([...byId(refs).values()]), mark: deltaLink };
}

const byId = (refs: readonly TranscriptRef[]): ReadonlyMap<string, TranscriptRef> =>
  new Map(refs.map((ref) => [ref.transcriptId, ref]));

/** By the start of the transcription; those that have none yet come last. */
function oldestFirst(refs: readonly TranscriptRef[]): readonly TranscriptRef[] {
  const rank = (ref: TranscriptRef): string => `${ref.createdAt ?? '~'} ${ref.transcriptId}`;
  return [...refs].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** Remembers for a day that a tenant's switch is off. */
function makeSwitchMemory({ clock }: GraphClient): { isOn(): boolean; remember(): void; forget(): void } {
  let since: Instant | null = null;
  return {
    isOn: () => since !== null && millisecondsBetween(since, clock.now()) < DAY_MS,
    remember() {
      since = clock.now();
    },
    forget() {
      since = null;
    },
  };
}
