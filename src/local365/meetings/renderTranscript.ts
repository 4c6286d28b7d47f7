/** The three forms in which Graph serves a transcript ("Get callTranscript", "callTranscript resource type"). */
import type { Cue } from './cues.ts';

/** `/content` as `text/vtt`: speakers in voice tags. */
export function renderVtt(cues: readonly Cue[]): string {
  const blocks = cues.map((cue) => `${timeLine(cue)}\n${voiced(cue)}\n`);
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

/** `/metadataContent`: one JSON object a cue, with times of the clock. `startedAt` is when transcription began. */
export function renderMetadata(cues: readonly Cue[], startedAt: string, language: string): string {
  const blocks = cues.map((cue) => {
    const line = JSON.stringify({
      startDateTime: wallClock(startedAt, cue.startMs),
      endDateTime: wallClock(startedAt, cue.endMs),
      speakerName: cue.speaker ?? '',
      spokenText: cue.text,
      spokenLanguage: language.toLowerCase(),
    });
    return `${timeLine(cue)}\n${line}\n`;
  });
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

/**
 * `application/vnd.microsoft.graph.transcript+text`: timed words without speakers. Its exact lines are known from
 * users' reports only (msteams-docs 14427): no header, a blank line between the time line and the words.
 */
export function renderUnattributed(cues: readonly Cue[]): string {
  return cues.map((cue) => `${timeLine(cue)} \n\n${cue.text}\n`).join('\n');
}

function voiced(cue: Cue): string {
  const text = escapeMarkup(cue.text);
  return cue.speaker === null ? text : `<v ${escapeMarkup(cue.speaker)}>${text}</v>`;
}

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const timeLine = (cue: Cue): string => `${formatOffset(cue.startMs)} --> ${formatOffset(cue.endMs)}`;

/** `00:01:02.003`; `-00:00:01.200` for talk before transcription began. */
function formatOffset(milliseconds: number): string {
  const whole = Math.abs(milliseconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(whole / 3_600_000)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}`;
  return `${milliseconds < 0 ? '-' : ''}${clock}.${String(whole % 1000).padStart(3, '0')}`;
}

/** `2026-03-02T09:00:16.2460000+00:00`, as metadataContent writes it. */
const wallClock = (startedAt: string, offsetMs: number): string =>
  new Date(Date.parse(startedAt) + offsetMs).toISOString().replace('Z', '0000+00:00');
