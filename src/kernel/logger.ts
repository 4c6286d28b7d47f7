/** The log as the rest of Docket sees it. Messages at warn and above are fixed sentences; what varies is data. */
export interface Logger {
  debug(message: string, data?: LogData): void;
  info(message: string, data?: LogData): void;
  warn(message: string, data?: LogData): void;
  error(message: string, data?: LogData): void;
  /** A logger that adds these fields (correlation id, tenant, meeting) to every line. */
  with(data: LogData): Logger;
}

/** An `error` field is written with its stack and its causes. */
export type LogData = Readonly<Record<string, unknown>>;
