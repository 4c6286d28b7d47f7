/** A program of its own that starts the Playground, for tests that kill it: arguments are folder, port, endpoint, conversation. */
import { startPlayground } from '../../src/adapters/teams/playground.ts';

const [folder = '', port = '', appEndpoint = '', opensOn = ''] = process.argv.slice(2);
const { url } = await startPlayground({ folder, port: Number(port), appEndpoint, opensOn });
process.stdout.write(`${url}\n`);
