/** A logger that keeps its lines, for looking at the fifth exit of a unit. */
import type { LogData, Logger } from '../../src/kernel/logger.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly data: LogData;
}

export interface FakeLogger extends Logger {
  /** All lines, those of derived loggers included. */
  readonly lines: readonly LogLine[];
}

export function fakeLogger(lines: LogLine[] = [], fields: LogData = {}): FakeLogger {
  const write =
    (level: LogLine['level']) =>
    (message: string, data: LogData = {}): void => {
      lines.push({ level, message, data: { ...fields, ...data } });
    };
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (data) => fakeLogger(lines, { ...fields, ...data }),
  };
}
