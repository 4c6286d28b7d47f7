/** Joins cues to turns: what one person says until somebody else says more than "mm-hmm". */
import type { Cue } from '../../transcript/transcript.ts';

export interface Turn {
  readonly speaker: string | null;
  readonly cues: readonly Cue[];
}

/** A person who pauses this long begins a new turn; where nobody is named the pause is all that tells. */
const PAUSE_MS = { named: 20_000, unnamed: 1_500 } as const;

const LISTENING =
  /^(?:(?:m+-?h*m*|mhm|uh-?huh|yeah|yep|yes|right|okay|ok|sure|ja|oui|sí|si|hm+)[\s.,!]*){1,3}$/i;

const endsOpen = (text: string): boolean => !/[.?!…]["')\]]*$/.test(text);

/**
 * Cues must be in order of their start. A listener's noise inside another person's unfinished sentence does not part
 * it; the noise stands before it as a turn of its own.
 */
export function joinTurns(cues: readonly Cue[]): Turn[] {
  const turns: { speaker: string | null; cues: Cue[] }[] = [];
  for (let index = 0; index < cues.length; index++) {
    const cue = cues[index];
    if (cue === undefined) continue;
    const last = turns.at(-1);
    if (last !== undefined && continues(last.cues, cue)) {
      last.cues.push(cue);
      continue;
    }
    const next = cues[index + 1];
    if (last !== undefined && next !== undefined && isListening(last.cues, cue, next)) {
      last.cues.push(next);
      // The speaker goes on, so the open turn stays the last one.
      turns.splice(turns.length - 1, 0, { speaker: cue.speaker, cues: [cue] });
      index += 1;
      continue;
    }
    turns.push({ speaker: cue.speaker, cues: [cue] });
  }
  return turns;
}

function continues(turn: readonly Cue[], cue: Cue): boolean {
  const last = turn.at(-1);
  if (last === undefined || last.speaker !== cue.speaker) return false;
  const pause = cue.startMs - last.endMs;
  return pause <= (cue.speaker === null ? PAUSE_MS.unnamed : PAUSE_MS.named);
}

const isListening = (turn: readonly Cue[], cue: Cue, next: Cue): boolean => {
  const last = turn.at(-1);
  return (
    last !== undefined &&
    last.speaker !== null &&
    cue.speaker !== null &&
    last.speaker === next.speaker &&
    cue.speaker !== last.speaker &&
    endsOpen(last.text) &&
    LISTENING.test(cue.text) &&
    continues(turn, next)
  );
};
