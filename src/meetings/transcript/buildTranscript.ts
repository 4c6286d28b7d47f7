/** Puts what the readers found into the one shape of a transcript. */
import type { Cue, DroppedCue, Transcript, TranscriptFormat } from './transcript.ts';

/** One person's words in one block of the file. */
export interface SpokenPart {
  /** The file's own identifier of the block, null where it gives none. */
  readonly id: string | null;
  /** 0-based place of the block in the file; parts of one block share it. */
  readonly place: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly speaker: string | null;
  readonly text: string;
  readonly language?: string;
}

/** Orders by start and gives every cue its id: the file's own when it is unique, else `c` and its place from 1. */
export function buildTranscript(
  format: TranscriptFormat,
  parts: readonly SpokenPart[],
  dropped: readonly DroppedCue[],
): Transcript {
  const blocksWithId = countBlocks(parts);
  const used = new Set<string>();
  const cues: Cue[] = [];
  let attributed = false;
  for (const part of parts) {
    if (part.text === '') continue;
    const own = part.id !== null && blocksWithId.get(part.id) === 1 ? part.id : null;
    const id = freeId(own ?? `c${part.place + 1}`, used);
    const inFile = part.id ?? String(part.place);
    attributed ||= part.speaker !== null;
    cues.push({
      id,
      startMs: part.startMs,
      endMs: part.endMs,
      speaker: part.speaker,
      text: part.text,
      ...(inFile === id ? {} : { inFile }),
      ...(part.language === undefined ? {} : { language: part.language }),
    });
  }
  return { format, cues: inOrder(cues), attributed, dropped };
}

function countBlocks(parts: readonly SpokenPart[]): Map<string, number> {
  const places = new Map<string, Set<number>>();
  for (const { id, place } of parts) {
    if (id === null) continue;
    const seen = places.get(id);
    if (seen === undefined) places.set(id, new Set([place]));
    else seen.add(place);
  }
  return new Map([...places].map(([id, seen]) => [id, seen.size]));
}

function freeId(wanted: string, used: Set<string>): string {
  let id = wanted;
  for (let more = 2; used.has(id); more++) id = `${wanted}~${more}`;
  used.add(id);
  return id;
}

/** By start; cues that start together keep the file's order. */
export function inOrder(cues: Cue[]): Cue[] {
  const sorted = cues.every((cue, index) => index === 0 || (cues[index - 1]?.startMs ?? 0) <= cue.startMs);
  return sorted ? cues : cues.sort((one, other) => one.startMs - other.startMs);
}
