/** WebVTT with voice tags, as Teams and Graph's `content` write it; the header may be missing. */
import { buildTranscript, type SpokenPart } from '../buildTranscript.ts';
import type { TextReader } from '../reader.ts';
import { readVoices } from '../voices.ts';

export const teamsVtt: TextReader = {
  format: 'teams-vtt',
  recognises: (file) => file.scan().cues.some((cue) => cue.lines.some((line) => /<v[.\s>]/i.test(line))),
  read: (file) => {
    const { cues, dropped, language } = file.scan();
    const parts: SpokenPart[] = [];
    for (const { id, place, startMs, endMs, lines } of cues) {
      for (const voice of readVoices(lines.join(' '))) {
        parts.push({ id, place, startMs, endMs, ...voice, ...(language === null ? {} : { language }) });
      }
    }
    return buildTranscript('teams-vtt', parts, dropped);
  },
};
