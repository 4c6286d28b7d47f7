/** What the command line asks of a Docket that runs on the same machine; mounted there only. */
import express, { type Router } from 'express';
import type { Stores } from '../../adapters/storage/transact.ts';
import { asTenantId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Transact } from '../../kernel/transaction.ts';
import type { Meeting, MinutesRecord } from '../../meetings/index.ts';

export interface LocalMeetingState {
  readonly meeting: Meeting;
  readonly record: MinutesRecord | null;
  /** Rows of the project's registers that SharePoint does not hold yet. */
  readonly saving: number;
}

/** `GET /local/meetings?onlineMeetingId=ID&transcriptId=ID`: the meeting that took the transcript, or 404. */
export function localDoor(
  transact: Transact<Pick<Stores, 'meetings' | 'registers'>>,
  tenantId: string,
  logger: Logger,
): Router {
  const router = express.Router();
  router.get('/local/meetings', (request, response) => {
    const transcriptId = String(request.query.transcriptId ?? '');
    transact(asTenantId(tenantId), async ({ meetings, registers }): Promise<LocalMeetingState | null> => {
      const meeting = await meetings.byTranscript(transcriptId);
      if (meeting === null) return null;
      const waiting = await registers.pendingWrites(meeting.projectId, 1_000);
      return { meeting, record: await meetings.minutes(meeting.id), saving: waiting.length };
    })
      .then((state) => (state === null ? response.status(404).json({}) : response.json(state)))
      .catch((error) => {
        logger.error('A question of the command line could not be answered.', { error });
        response.status(500).json({ error: 'Docket could not answer; its log says why.' });
      });
  });
  return router;
}
