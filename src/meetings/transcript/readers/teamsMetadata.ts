/** Graph's `metadataContent`: WebVTT whose cues hold one JSON object each. */
import { buildTranscript, type SpokenPart } from '../buildTranscript.ts';
import type { TextReader } from '../reader.ts';
import type { RawCue } from '../scanCues.ts';
import type { DroppedCue } from '../transcript.ts';
import { cleanWords } from '../voices.ts';

const payloadOf = (cue: RawCue): string => cue.lines.join('\n').trim();

/** Keys: startDateTime, endDateTime, speakerName, spokenText, spokenLanguage ("callTranscript: metadataContent"). */
export const teamsMetadata: TextReader = {
  format: 'teams-metadata',
  recognises: (file) =>
    file
      .scan()
      .cues.some(
        (cue) => cue.lines[0]?.trimStart().startsWith('{') && payloadOf(cue).includes('"spokenText"'),
      ),
  read: (file) => {
    const { cues, dropped } = file.scan();
    const parts: SpokenPart[] = [];
    const broken: DroppedCue[] = [];
    for (const cue of cues) {
      if (payloadOf(cue) === '') continue;
      const spoken = parsePayload(payloadOf(cue));
      if (spoken === null) {
        broken.push({ line: cue.line + 1, problem: 'expected a JSON object with "spokenText"' });
      } else {
        const { startMs, endMs, place, id } = cue;
        parts.push({ startMs, endMs, place, id, ...spoken });
      }
    }
    return buildTranscript(
      'teams-metadata',
      parts,
      [...dropped, ...broken].sort((a, b) => a.line - b.line),
    );
  },
};

function parsePayload(payload: string): Pick<SpokenPart, 'speaker' | 'text' | 'language'> | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { speakerName, spokenText, spokenLanguage } = value as Record<string, unknown>;
  if (typeof spokenText !== 'string') return null;
  return {
    speaker: typeof speakerName === 'string' ? cleanWords(speakerName) || null : null,
    text: cleanWords(spokenText),
    ...(typeof spokenLanguage === 'string' && spokenLanguage !== ''
      ? { language: spokenLanguage.toLowerCase() }
      : {}),
  };
}
