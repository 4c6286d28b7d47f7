/** Memory and processor time of a running process, as `ps` tells them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface ProcessFigures {
  /** Resident set. */
  readonly memoryMb: number;
  /** Used since its start, all cores together; in steps of 10 ms on Linux, of 1 s elsewhere. */
  readonly processorMs: number;
}

export function readProcess(pid: number): ProcessFigures {
  const [memory = '', time = ''] = ps('-o', 'rss=,time=', '-p', String(pid)).trim().split(/\s+/);
  return { memoryMb: (Number(memory) * 1_024) / 1_000_000, processorMs: readTicks(pid) ?? readTime(time) };
}

/** The child of a process whose command line holds these words. */
export function findChild(parent: number, words: string): number {
  for (const line of ps('-A', '-o', 'pid=,ppid=,args=').split('\n')) {
    const [pid, ppid] = line.trim().split(/\s+/);
    if (Number(ppid) === parent && line.includes(words)) return Number(pid);
  }
  throw new Error(`Process ${parent} has no child with "${words}".`);
}

const ps = (...options: readonly string[]): string => execFileSync('ps', options, { encoding: 'utf8' });

/** `[[days-]hours:]minutes:seconds`, on some systems with hundredths. */
function readTime(text: string): number {
  const [clock = '', days = '0'] = text.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1_000;
}

/** Linux counts in hundredths of a second (proc(5): fields 14 and 15 of `/proc/PID/stat`); null elsewhere. */
function readTicks(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
