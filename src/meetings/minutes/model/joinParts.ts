/** Puts the parts of an utterance together: Teams shows a long one as several cues. */
import type { Cue } from '../../transcript/transcript.ts';

/** What one person says in one go, as the model reads it. */
export interface Utterance {
  readonly speaker: string | null;
  readonly text: string;
  /** Places of its cues in the transcript, in order. */
  readonly cues: readonly number[];
}

/** A Teams cue id: the meeting, the utterance and its part, such as `2fcf01dd-.../42-1`. */
const TEAMS_ID = /^(.+\/\d+)-\d+$/;

/** Cues whose ids name the same utterance are one, also where others talk over it; every other cue stands alone. */
export function joinParts(cues: readonly Pick<Cue, 'id' | 'speaker' | 'text'>[]): Utterance[] {
  const utterances: { speaker: string | null; text: string; cues: number[] }[] = [];
  const byName = new Map<string, { text: string; cues: number[] }>();
  cues.forEach(({ id, speaker, text }, place) => {
    const name = TEAMS_ID.exec(id)?.[1];
    const known = name === undefined ? undefined : byName.get(name);
    if (known !== undefined) {
      known.text = `${known.text} ${text}`;
      known.cues.push(place);
      return;
    }
    const utterance = { speaker, text, cues: [place] };
    utterances.push(utterance);
    if (name !== undefined) byName.set(name, utterance);
  });
  return utterances;
}
