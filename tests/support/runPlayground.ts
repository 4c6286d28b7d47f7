/** A program of its own that starts the Playground, for tests that kill it: arguments are folder, port, endpoint. */
import { startPlayground } from '../../src/adapters/teams/playground.ts';

const [folder = '', port = '', appEndpoint = ''] = process.argv.slice(2);
const { url } = await startPlayground({ folder, port: Number(port), appEndpoint });
process.stdout.write(`${url}\n`);
