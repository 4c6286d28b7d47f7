/**
 * The layout that Teams writes nearly always: regular blocks with words in voice tags. A large file takes a tenth of the
 * time of the tolerant reader; anything unusual is left to that one.
 */
import { inOrder } from '../buildTranscript.ts';
import type { Cue, Transcript } from '../transcript.ts';
import { readVoices } from '../voices.ts';
import { inLanguage, RegularBlocks } from './regularBlocks.ts';

const OPEN = Buffer.from('<v ');
const CLOSE = Buffer.from('</v>');
const [LESS, GREATER] = [60, 62] as const;

/** What `teamsVtt` reads from the same file, or null where this reader is not sure of it. */
export function readRegularTeamsVtt(content: Uint8Array): Transcript | null {
  const blocks = RegularBlocks.open(content);
  if (blocks === null) return null;
  const reader = new VoiceReader(blocks);
  for (;;) {
    const more = blocks.next();
    if (more === false) break;
    // A file that does not begin with a voice is most likely none of Teams.
    if (more === null || !reader.readWords() || !reader.hasVoice) return null;
  }
  const { attributed, hasVoice } = reader;
  const cues = inLanguage(inOrder(reader.cues), blocks.language);
  return hasVoice ? { format: 'teams-vtt', cues, attributed, dropped: [] } : null;
}

class VoiceReader {
  readonly cues: Cue[] = [];
  attributed = false;
  hasVoice = false;
  /** The last voice tag and its speaker: people speak in runs. */
  private tag: Uint8Array = new Uint8Array();
  private speaker: string | null = null;
  private readonly blocks: RegularBlocks;

  constructor(blocks: RegularBlocks) {
    this.blocks = blocks;
  }

  readWords(): boolean {
    return this.readOneVoice() || this.readAnyVoices();
  }

  /** `<v Name>words</v>` on one line and a blank line, with nothing in it that needs a second look. */
  private readOneVoice(): boolean {
    const { blocks } = this;
    const { at } = blocks;
    if (this.tag.length === 0 || !blocks.isAt(this.tag, at)) {
      if (!blocks.isAt(OPEN, at)) return false;
      const tagEnd = blocks.endOfPlain(at + OPEN.length, GREATER);
      const name = tagEnd < 0 ? '' : blocks.decoded(at + OPEN.length, tagEnd);
      if (name === '' || name.includes('=')) return false;
      this.tag = blocks.bytes.subarray(at, tagEnd + 1);
      this.speaker = name;
    }
    const start = at + this.tag.length;
    const close = blocks.endOfPlain(start, LESS);
    if (close < 0 || !blocks.isAt(CLOSE, close) || !blocks.isBlockEnd(close + CLOSE.length)) return false;
    const words = blocks.decoded(start, close);
    if (words === '') return false;
    this.hasVoice = true;
    this.addCue(this.speaker, words, 1);
    blocks.at = close + CLOSE.length + 1;
    return true;
  }

  /** Words with entities, of several lines, or of several people. */
  private readAnyVoices(): boolean {
    const lines = this.blocks.takeLines();
    if (lines === null) return false;
    this.hasVoice ||= lines.some((line) => /<v[.\s>]/i.test(line));
    readVoices(lines.join(' ')).forEach((voice, index) => {
      this.addCue(voice.speaker, voice.text, index + 1);
    });
    return true;
  }

  private addCue(speaker: string | null, text: string, part: number): void {
    this.attributed ||= speaker !== null;
    this.cues.push(this.blocks.cue(speaker, text, part));
  }
}
