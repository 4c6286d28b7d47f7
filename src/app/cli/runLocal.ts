/** `npm start` without a bot registration: starts everything, prints where it is, and waits for the end. */
import type { Config } from '../config.ts';
import { startLocal } from '../local/startLocal.ts';
import { untilSignal } from '../untilSignal.ts';

export async function runLocal(
  config: Config,
  { reset, chat }: { readonly reset: boolean; readonly chat: boolean },
): Promise<void> {
  const quiet = {
    ...config,
    DOCKET_LOG_LEVEL: process.stderr.isTTY ? 'warn' : config.DOCKET_LOG_LEVEL,
  } as Config;
  const { addresses, close } = await startLocal(quiet, { reset, withChat: chat });
  process.stdout.write(
    [
      '',
      '  Docket runs on this machine, with a sample project.',
      '',
      addresses.chat === null
        ? '  Chat        left out'
        : `  Chat        ${addresses.chat}    opens on the sample project’s channel; say "@Docket help"`,
      `  SharePoint  ${addresses.sharePoint}     lists, library, mails, calendar; act as other people`,
      `  Health      ${addresses.health}`,
      '',
      '  Let a meeting end:  npm run --silent docket -- local meeting samples/meetings/atlas-weekly.vtt',
      '  Stop with Ctrl+C; begin again with "npm start -- --reset".',
      '',
      '',
    ].join('\n'),
  );
  await untilSignal();
  await close();
}
