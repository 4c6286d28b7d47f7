/** Teams, mail and the document library as a bench needs them: down at set hours, now and then unsure, and counted. */

import type { Mailer } from '../../../src/delivery/index.ts';
import type { MinutesLibrary } from '../../../src/digests/index.ts';
import type { Place, Reply } from '../../../src/kernel/chat.ts';
import { UnavailableError } from '../../../src/kernel/errors.ts';
import type { Messenger } from '../../../src/kernel/messenger.ts';
import type { Clock } from '../../../src/kernel/time.ts';

export type Outage = 'none' | 'teams' | 'graph' | 'sharepoint';

/** Down from 09:00 to 12:00 UTC every day: when most meetings end, and when yesterday's are due. */
const DOWN_FROM_HOUR = 9;
const DOWN_UNTIL_HOUR = 12;
/** Share of posts that arrive though Teams says that it does not know. */
const UNSURE_SHARE = 0.002;

export interface Services {
  readonly messenger: Messenger;
  readonly mailer: Mailer;
  readonly library: MinutesLibrary;
  readonly counts: { messages: number; updates: number; graphRequests: number; unsure: number };
  /** How often each recipient got each first digest: conversation or mailbox, and the meeting's subject. */
  readonly received: ReadonlyMap<string, number>;
}

export function makeServices(clock: Clock, outage: Outage, random: () => number): Services {
  const counts = { messages: 0, updates: 0, graphRequests: 0, unsure: 0 };
  const received = new Map<string, number>();
  const gone = new Set<string>();
  const check = (service: Outage): void => {
    const hour = new Date(clock.now()).getUTCHours();
    if (outage === service && hour >= DOWN_FROM_HOUR && hour < DOWN_UNTIL_HOUR)
      throw new UnavailableError('down', `${service} is down.`);
  };
  const note = (to: string, text: string): void => {
    const subject = /Meeting \d+/.exec(text)?.[0];
    if (subject === undefined || /CORRECTED|Corrected/.test(text) || !/MINUTES|Minutes/.test(text)) return;
    const key = `${to}/${subject}`;
    received.set(key, (received.get(key) ?? 0) + 1);
  };
  return {
    counts,
    received,
    messenger: {
      async post(place: Place, reply: Reply) {
        check('teams');
        counts.messages += 1;
        note(place.conversationId, JSON.stringify(reply.card?.body ?? ''));
        if (random() < UNSURE_SHARE) {
          counts.unsure += 1;
          throw new UnavailableError('unsure', 'No answer.', { outcomeUnknown: true });
        }
        const messageId = String(counts.messages);
        return place.kind === 'channel' ? { messageId, threadId: messageId } : { messageId };
      },
      async update() {
        check('teams');
        counts.updates += 1;
      },
      async openPersonal(near, personId) {
        check('teams');
        const { tenantId, serviceUrl, botId } = near;
        return { kind: 'personal', tenantId, conversationId: `a:${personId}`, serviceUrl, botId };
      },
      members: async () => [],
      describe: async () => ({}),
    },
    mailer: {
      async send(_tenantId, to, { key, subject }, mayHaveGone) {
        counts.graphRequests += mayHaveGone ? 2 : 1;
        check('graph');
        if (gone.has(key)) return;
        gone.add(key);
        note(`a:${to}`, subject);
      },
    },
    library: {
      async keep(_siteId, path) {
        counts.graphRequests += 3;
        check('sharepoint');
        check('graph');
        return { driveId: 'drive', webUrl: `https://harbour.sharepoint.example/${path}`, version: '1.0' };
      },
      get: async () => null,
    },
  };
}
