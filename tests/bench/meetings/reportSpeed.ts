/** Prints how fast meetings are read. */
import { readFileSync } from 'node:fs';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';
import type { WrittenMeeting } from '../../../tools/meetings/writtenMeetings.ts';
import type { Report } from './report.ts';
import { DIALECTS, measureSpeed } from './speed.ts';

export async function reportSpeed(
  meetings: readonly WrittenMeeting[],
  packages: string | undefined,
  { print, figures }: Report,
): Promise<void> {
  const talk: string[] = [];
  for (const { vttPath } of meetings)
    talk.push(...(await readTranscript(readFileSync(vttPath))).cues.map(({ text }) => text));
  if (talk.length === 0) return;
  const { hourFirstMs, hourMs, hourLeastMs, hourProcessorMs, tenHoursMs, parseMs } = await measureSpeed(
    talk,
    packages,
  );
  print('\nSpeed (this machine, one core, median)');
  const line = (name: string, value: number, unit: string, key: string): void => {
    print(`  ${name.padEnd(58)} ${value.toFixed(unit === 'ms' ? 0 : 1).padStart(8)} ${unit}`);
    figures[`speed.${key}`] = value;
  };
  line('an hour of talk, 1,000 cues and 10,000 words, file to minutes', hourMs, 'ms', 'hour.ms');
  line('the same, the least of nine rounds', hourLeastMs, 'ms', 'hour.least.ms');
  line('the same, processor time', hourProcessorMs, 'ms', 'hour.processor.ms');
  line('the same, first meeting of a process', hourFirstMs, 'ms', 'hour.first.ms');
  line('ten hours', tenHoursMs, 'ms', 'ten.hours.ms');
  line('growth for ten times the talk', tenHoursMs / hourMs, 'times', 'growth');
  for (const dialect of DIALECTS) {
    const times = parseMs[dialect];
    const own = times.docket ?? Number.NaN;
    line(`parsing a WebVTT file of ten hours, ${dialect}`, own, 'ms', `parse.${dialect}.docket.ms`);
    for (const name of ['node-webvtt', 'webvtt-parser'] as const) {
      const other = times[name];
      if (other === null) print(`  ${name} is not installed: no comparison (see --packages)`);
      else {
        line(`the same by ${name}`, other, 'ms', `parse.${dialect}.${name}.ms`);
        line(`${name} takes`, other / own, 'times', `parse.${dialect}.${name}.ratio`);
      }
    }
  }
}
