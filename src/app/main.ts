/** The command line: `docket start`, `docket minutes FILE`, `docket local ...`, `docket approvals verify`, `docket doctor`. */
import { Command, CommanderError } from 'commander';
import { DocketError } from '../kernel/errors.ts';
import { readConfig } from './config.ts';

/** Exit codes: 0 done, 1 something failed, 2 the command line or an input was wrong. */
const FAILED = 1;
const MISUSED = 2;

const program = new Command('docket')
  .description('Minutes, action items, registers and approvals for IT projects in Microsoft Teams.')
  .exitOverride()
  .showHelpAfterError('Say "docket --help" for all commands.')
  .action(async () => {
    await startCommand({ reset: false, chat: true });
  });

program
  .command('start')
  .description('start Docket; without MICROSOFT_APP_ID with a local Microsoft 365 and a sample project')
  .option('--reset', 'begin again: remove the local data first', false)
  .option('--no-chat', 'leave out the chat (the Agents Playground)')
  .action(startCommand);

program
  .command('worker')
  .description('another process of the same Docket, on the same PostgreSQL server')
  .action(async () => {
    const { startServer } = await import('./startServer.ts');
    await startServer(readConfig());
  });

program
  .command('minutes')
  .description('make minutes of a transcript file and print them; nothing is stored or sent')
  .argument('<file>', 'transcript: .vtt, .srt, .docx, .txt or Graph metadata')
  .option('--json', 'print JSON instead of text', false)
  .option('--start <instant>', 'when the transcription began (ISO 8601); now unless given')
  .option('--time-zone <zone>', 'time zone of the project', 'Europe/London')
  .option('--locale <tag>', 'language tag of the project; decides how 04/12 is read', 'en-GB')
  .option('--roster <file>', 'JSON file with the people of the project: [{ "id", "name", "mail" }]')
  .option(
    '--engine <kind>',
    'embedded (nothing leaves the machine) or llm (the language model of LANGUAGE_MODEL_URL)',
    'embedded',
  )
  .action(async (file: string, options: Parameters<typeof import('./cli/minutes.ts').printMinutes>[1]) => {
    const { printMinutes } = await import('./cli/minutes.ts');
    await printMinutes(file, options);
  });

const local = program.command('local').description('make things happen in the local Microsoft 365');
local
  .command('meeting')
  .description('let a meeting of the sample project end with this transcript')
  .argument('<file>', 'transcript file')
  .option('--subject <text>', 'subject of the meeting; its scheduled weekly meeting unless said')
  .option('--channel', 'a meeting of the channel instead of a private one', false)
  .option('--wait', 'return when the minutes are proposed, and print them as JSON', false)
  .option(
    '--publish',
    'also publish them as the coordinator, and print the rows of the SharePoint list',
    false,
  )
  .action(async (file: string, options: import('./cli/localMeeting.ts').LocalMeetingOptions) => {
    const { localMeeting } = await import('./cli/localMeeting.ts');
    await localMeeting(readConfig(), file, options);
  });

program
  .command('approvals')
  .description('look into the approvals')
  .command('verify')
  .description('check the ledger of every project against its list and its documents; changes nothing')
  .action(async () => {
    const { verifyApprovals } = await import('./cli/verifyApprovals.ts');
    process.exitCode = (await verifyApprovals(readConfig())) ? 0 : FAILED;
  });

program
  .command('doctor')
  .description('check configuration, database, Graph, permissions and tenant switches')
  .action(async () => {
    const { runDoctor } = await import('./cli/doctor.ts');
    process.exitCode = (await runDoctor(readConfig())) ? 0 : FAILED;
  });

async function startCommand(options: { readonly reset: boolean; readonly chat: boolean }): Promise<void> {
  const config = readConfig();
  if (config.isLocal) {
    const { runLocal } = await import('./cli/runLocal.ts');
    await runLocal(config, options);
    return;
  }
  const { startServer } = await import('./startServer.ts');
  await startServer(config);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** One sentence on standard error; what is a bug of ours also shows where it happened. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
  if (error instanceof DocketError) {
    process.stderr.write(`${error.message}\n`);
    return error.retry === 'never' ? MISUSED : FAILED;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return FAILED;
}
