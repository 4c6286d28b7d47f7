/** Reads a transcript file just far enough to serve it again in Graph's forms: who said what, from when to when. */

/** One utterance. Offsets count from the start of transcription and may be negative. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly speaker: string | null;
  readonly text: string;
}

const TIMING = /^\s*(-?(?:\d+:)?\d+:\d+(?:[.,]\d{1,3})?)\s+-->\s+(-?(?:\d+:)?\d+:\d+(?:[.,]\d{1,3})?)/;
const NAME = /^\s*([\p{L}\p{N}][^:<>[\]{}|]{0,59}?)\s*:\s+(\S.*)$/su;
const BRACKET_LINE = /^\s*[[(](\d{1,2}:\d{2}(?::\d{2})?)\s*([ap]\.?m\.?)?[\])]\s*(.*)$/iu;
const NAME_AND_TIME = /^\s*(\p{L}[^:<>[\]{}|]{0,59}?)\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*$/u;
const HEADING =
  /^(?:meeting|meeting title|title|subject|topic|date|time|start|end|duration|location|participants|attendees|present|apologies|agenda)$/iu;
/** Words a minute of ordinary talk, for files without times. */
const WORDS_PER_MINUTE = 150;

/**
 * Teams and Zoom VTT, Graph's metadata and unattributed forms, and plain text `Name: text`, with or without a time
 * in front. An empty list when nothing was said in it.
 */
export function readCues(bytes: Uint8Array): readonly Cue[] {
  const text = decodeText(bytes);
  if (text.includes('\0')) return [];
  const lines = text.split(/\r\n|\r|\n/);
  return isWebVtt(lines) || lines.some((line) => TIMING.test(line))
    ? readTimedCues(lines)
    : readPlainText(lines);
}

const isWebVtt = (lines: readonly string[]): boolean =>
  /^\uFEFF?WEBVTT/.test(lines.find((line) => line.trim() !== '') ?? '');

function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function readTimedCues(lines: readonly string[]): readonly Cue[] {
  // Only the unattributed form has a blank line between the time and the words; WebVTT ends a cue at an empty line.
  const blankAfterTime = !isWebVtt(lines);
  const isEnd = (line: string | undefined): boolean => (blankAfterTime ? line?.trim() : line) === '';
  const cues: Cue[] = [];
  let index = 0;
  while (index < lines.length) {
    const timing = TIMING.exec(lines[index] ?? '');
    index += 1;
    if (timing === null) continue;
    if (blankAfterTime) while (index < lines.length && lines[index]?.trim() === '') index += 1;
    const text: string[] = [];
    for (; index < lines.length && !isEnd(lines[index]); index += 1) {
      if (TIMING.test(lines[index] ?? '')) break;
      text.push(lines[index] ?? '');
    }
    cues.push(...readPayload(offsetOf(timing[1] ?? ''), offsetOf(timing[2] ?? ''), text.join('\n')));
  }
  const spoken = cues.filter((cue) => cue.text !== '');
  return spoken.some((cue) => cue.speaker !== null) ? spoken : splitNames(spoken);
}

/** `[[h:]m:]s[.f]`, unpadded parts and a leading minus allowed, in milliseconds. */
function offsetOf(text: string): number {
  const [clock = '', fraction = ''] = text.replace('-', '').split(/[.,]/);
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const milliseconds = seconds * 1000 + Number(fraction.padEnd(3, '0'));
  return text.startsWith('-') ? -milliseconds : milliseconds;
}

function readPayload(startMs: number, endMs: number, payload: string): Cue[] {
  const metadata = readMetadata(payload);
  if (metadata !== null) return [{ startMs, endMs, ...metadata }];
  const parts = payload.split(/<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>/);
  const cues: Cue[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const speaker = index === 0 ? null : plainText(parts[index - 1] ?? '');
    const text = plainText(parts[index] ?? '');
    if (text !== '') cues.push({ startMs, endMs, speaker: speaker === '' ? null : speaker, text });
  }
  return cues;
}

function readMetadata(payload: string): { speaker: string | null; text: string } | null {
  if (!payload.trimStart().startsWith('{')) return null;
  try {
    const { speakerName, spokenText } = JSON.parse(payload) as {
      speakerName?: unknown;
      spokenText?: unknown;
    };
    if (typeof spokenText !== 'string') return null;
    return {
      speaker: typeof speakerName === 'string' && speakerName !== '' ? speakerName : null,
      text: spokenText.trim(),
    };
  } catch {
    // Spoken words may begin with a brace: then they are words, not metadata.
    return null;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
};

function plainText(markup: string): string {
  return markup
    .replace(/<\/?(?:v|c|i|b|u|ruby|rt|lang)(?:[.\s][^>]*)?>|<[\d:.]+>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/\s+/g, ' ')
    .trim();
}

/** Zoom puts `Name: ` before the words. It counts as a name when most cues of the file have one. */
function splitNames(cues: readonly Cue[]): readonly Cue[] {
  const named = cues.filter((cue) => NAME.test(cue.text)).length;
  if (named * 2 <= cues.length) return cues;
  return cues.map((cue) => {
    const [, speaker, text] = NAME.exec(cue.text) ?? [];
    return speaker === undefined || text === undefined ? cue : { ...cue, speaker, text };
  });
}

interface Turn {
  readonly speaker: string | null;
  readonly stampMs: number | null;
  text: string;
}

function readPlainText(lines: readonly string[]): readonly Cue[] {
  const stamped = lines.some((line) => BRACKET_LINE.test(line));
  const turns: Turn[] = [];
  for (const line of lines.map((raw) => raw.replace(/^\uFEFF/, ''))) {
    const turn = stamped ? readStampedLine(line) : readNamedLine(line, turns.length === 0);
    if (turn === 'heading') continue;
    const last = turns.at(-1);
    if (turn !== null) turns.push(turn);
    else if (line.trim() !== '' && last !== undefined) last.text = `${last.text} ${line.trim()}`.trim();
    else if (line.trim() !== '' && !stamped) turns.push({ speaker: null, stampMs: null, text: line.trim() });
  }
  return timeTurns(turns.filter((turn) => turn.text !== ''));
}

function readStampedLine(line: string): Turn | null {
  const [, clock, half, rest] = BRACKET_LINE.exec(line) ?? [];
  if (clock === undefined || rest === undefined) return null;
  const [, speaker, text] = NAME.exec(rest) ?? [];
  const stampMs = clockMs(clock, half);
  return speaker === undefined || text === undefined
    ? { speaker: null, stampMs, text: rest.trim() }
    : { speaker, stampMs, text: text.trim() };
}

function readNamedLine(line: string, isTop: boolean): Turn | 'heading' | null {
  const [, name, time] = NAME_AND_TIME.exec(line) ?? [];
  if (name !== undefined && time !== undefined) return { speaker: name, stampMs: offsetOf(time), text: '' };
  const [, speaker, text] = NAME.exec(line) ?? [];
  if (speaker === undefined || text === undefined) return null;
  if (isTop && HEADING.test(speaker)) return 'heading';
  return { speaker, stampMs: null, text: text.trim() };
}

/** `9:05 PM` and `21:05` as time of day, `0:01:02` as elapsed; both in milliseconds. */
function clockMs(clock: string, half: string | undefined): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  const shift = half === undefined ? hours : (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  return ((shift * 60 + minutes) * 60 + seconds) * 1000;
}

function timeTurns(turns: readonly Turn[]): readonly Cue[] {
  const first = turns.find((turn) => turn.stampMs !== null)?.stampMs ?? 0;
  const origin = first >= 3_600_000 ? first : 0;
  let at = 0;
  return turns.map(({ speaker, stampMs, text }) => {
    const startMs = stampMs === null ? at : Math.max(at, stampMs - origin);
    const endMs =
      startMs + Math.max(1000, Math.round((text.split(/\s+/).length * 60_000) / WORDS_PER_MINUTE));
    at = endMs;
    return { startMs, endMs, speaker, text };
  });
}
