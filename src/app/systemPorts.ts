/** The real clock, the real randomness and the log of this process. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { pino, stdSerializers } from 'pino';
import type { Random } from '../kernel/ids.ts';
import type { LogData, Logger } from '../kernel/logger.ts';
import { asInstant, type Clock } from '../kernel/time.ts';

export const systemClock: Clock = { now: () => asInstant(Date.now()) };

export const systemRandom: Random = { uuid: () => randomUUID(), number: () => Math.random() };

export const systemPause = (milliseconds: number): Promise<void> => delay(milliseconds);

/** JSON lines on standard error, so that standard output stays for what people and scripts read. */
export function makeLogger(level: string): Logger {
  const root = pino(
    { level, base: null, serializers: { error: stdSerializers.errWithCause } },
    pino.destination({ dest: 2, sync: true }),
  );
  const wrap = (log: typeof root): Logger => ({
    debug: (message, data) => log.debug(data ?? {}, message),
    info: (message, data) => log.info(data ?? {}, message),
    warn: (message, data) => log.warn(data ?? {}, message),
    error: (message, data) => log.error(data ?? {}, message),
    with: (data: LogData) => wrap(log.child(data)),
  });
  return wrap(root);
}
