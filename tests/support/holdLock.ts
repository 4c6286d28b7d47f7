/** A program of its own that holds a lock file until its standard input ends, for tests that meet or kill it. */
import { takeLock } from '../../src/adapters/storage/lockFile.ts';

takeLock(process.argv[2] ?? '');
process.stdout.write('held\n');
process.stdin.resume();
