/** Writes laid-out cues as the files that Teams, Graph and Zoom really give. */
import type { LaidOutCue } from './layOutCues.ts';

export interface DialectInput {
  readonly cues: readonly LaidOutCue[];
  /** Speaker's label by person key. */
  readonly labelOf: (key: string) => string;
  /** The GUID in front of Teams' cue ids. */
  readonly meetingGuid: string;
  /** Start of the transcription as an ISO instant in UTC. */
  readonly start: string;
  /** Spoken language, lower case. */
  readonly language: string;
}

export interface WrittenTranscript {
  readonly text: string;
  /** Cue ids as `readTranscript` gives them: the file's own, else `c1`, `c2`, ... */
  readonly ids: readonly string[];
}

interface Dialect {
  readonly widthLimit: number;
  readonly write: (input: DialectInput) => WrittenTranscript;
}

/** By the name that a source's `dialect:` line gives. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  /** Downloaded from the Teams client: cue ids `guid/turn-part`, voice tags. */
  teams: {
    widthLimit: 88,
    write: (input) => writeTeams(input, { idEnding: true, newline: '\n', twoLines: false }),
  },
  /** The same with a byte order mark, CRLF, and text broken over two lines. */
  'teams-crlf': {
    widthLimit: 96,
    write: (input) => writeTeams(input, { idEnding: true, newline: '\r\n', twoLines: true }),
  },
  /** As Graph's `/content` answers: no cue ids. */
  graph: {
    widthLimit: 104,
    write: (input) => writeTeams(input, { idEnding: false, newline: '\n', twoLines: false }),
  },
  /** Graph's documented short time form, `0:0:3.120`. */
  'graph-short-times': { widthLimit: 84, write: writeShortTimes },
  /** Graph's `/metadataContent`: one JSON object a cue. */
  metadata: { widthLimit: 92, write: writeMetadata },
  /** Graph's form without speakers: no header, text after a blank line. */
  unattributed: { widthLimit: 90, write: writeUnattributed },
  /** WebVTT with no speaker at all. */
  plain: { widthLimit: 84, write: writePlain },
  zoom: { widthLimit: 110, write: writeZoom },
};

function writeTeams(
  { cues, labelOf, meetingGuid }: DialectInput,
  { idEnding, newline, twoLines }: { idEnding: boolean; newline: string; twoLines: boolean },
): WrittenTranscript {
  const ids = idEnding ? cues.map((cue) => `${meetingGuid}/${cue.turn + 9}-${cue.part}`) : countedIds(cues);
  const blocks = cues.map((cue, index) => {
    const words = twoLines ? breakInTwo(cue.text) : cue.text;
    const body = `<v ${escapeVtt(labelOf(cue.speaker))}>${escapeVtt(words)}</v>`;
    return [...(idEnding ? [ids[index] ?? ''] : []), timeLine(cue), body].join('\n');
  });
  const text = ['WEBVTT', ...blocks].join('\n\n').concat('\n').replaceAll('\n', newline);
  return { text: newline === '\n' ? text : `\ufeff${text}`, ids };
}

function writeShortTimes({ cues, labelOf }: DialectInput): WrittenTranscript {
  const short = (ms: number): string => {
    const seconds = (ms % 60_000) / 1_000;
    return `${Math.floor(ms / 3_600_000)}:${Math.floor(ms / 60_000) % 60}:${seconds}${Number.isInteger(seconds) ? '.0' : ''}`;
  };
  const blocks = cues.map(
    (cue) =>
      `${short(cue.startMs)} --> ${short(cue.endMs)}\n<v ${escapeVtt(labelOf(cue.speaker))}>${escapeVtt(cue.text)}</v>`,
  );
  return { text: `WEBVTT\n\n${blocks.join('\n\n')}`, ids: countedIds(cues) };
}

function writeMetadata({ cues, labelOf, start, language }: DialectInput): WrittenTranscript {
  const origin = Date.parse(start);
  const instant = (ms: number): string => new Date(origin + ms).toISOString().replace('Z', '0000+00:00');
  const blocks = cues.map((cue) => {
    const payload = {
      startDateTime: instant(cue.startMs),
      endDateTime: instant(cue.endMs),
      speakerName: labelOf(cue.speaker),
      spokenText: cue.text,
      spokenLanguage: language,
    };
    return `${timeLine(cue)}\n${JSON.stringify(payload)}`;
  });
  return { text: `WEBVTT\n\n${blocks.join('\n\n')}\n`, ids: countedIds(cues) };
}

function writeUnattributed({ cues }: DialectInput): WrittenTranscript {
  const blocks = cues.map((cue) => `${timeLine(cue)} \n\n${cue.text}\n`);
  return { text: blocks.join('\n'), ids: countedIds(cues) };
}

function writePlain({ cues }: DialectInput): WrittenTranscript {
  const blocks = cues.map((cue) => `${timeLine(cue)}\n${escapeVtt(cue.text)}`);
  return { text: `WEBVTT\n\n${blocks.join('\n\n')}\n`, ids: countedIds(cues) };
}

function writeZoom({ cues, labelOf }: DialectInput): WrittenTranscript {
  const ids = cues.map((_, index) => String(index + 1));
  const blocks = cues.map(
    (cue, index) => `${ids[index]}\n${timeLine(cue)}\n${labelOf(cue.speaker)}: ${cue.text}\n`,
  );
  return { text: `WEBVTT\n\n${blocks.join('\n')}`.replaceAll('\n', '\r\n'), ids };
}

const countedIds = (cues: readonly LaidOutCue[]): string[] => cues.map((_, index) => `c${index + 1}`);

const timeLine = (cue: LaidOutCue): string => `${longTime(cue.startMs)} --> ${longTime(cue.endMs)}`;

function longTime(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1_000);
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

const escapeVtt = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function breakInTwo(text: string): string {
  const middle = text.indexOf(' ', Math.floor(text.length / 2));
  return text.length < 50 || middle < 0 ? text : `${text.slice(0, middle)}\n${text.slice(middle + 1)}`;
}
