/** Options of the command that starts the local Microsoft 365. */
import { parseArgs } from 'node:util';

export const USAGE = `Usage: node --import tsx src/local365/main.ts [--port NUMBER] [--folder DIR] [--seed FILE]
         [--bot URL] [--playground URL] [--end-with-stdin]

  --port    port on 127.0.0.1; 0 (the default) lets the system choose
  --folder  where the state is kept; without it the state lives in memory
  --seed    tenant file that fills an empty state, such as samples/atlas/tenant.json
  --bot     messages endpoint of a bot, for the local Teams
  --playground  address of an Agents Playground that shows what the bot says
  --end-with-stdin  end when standard input ends, that is with the process that started this one
  --help    this text
`;

interface StartOptions {
  readonly port: number;
  readonly folder: string | null;
  readonly seed: string | null;
  readonly bot: string | null;
  readonly playground: string | null;
  readonly endWithStdin: boolean;
}

/** Null for `--help`. Throws one sentence when an option is wrong. */
export function readOptions(args: readonly string[]): StartOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      folder: { type: 'string' },
      seed: { type: 'string' },
      bot: { type: 'string' },
      playground: { type: 'string' },
      'end-with-stdin': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not '${values.port}'.`);
  return {
    port,
    folder: values.folder ?? null,
    seed: values.seed ?? null,
    bot: values.bot ?? null,
    playground: values.playground ?? null,
    endWithStdin: values['end-with-stdin'],
  };
}
