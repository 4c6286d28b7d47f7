/**
 * Regular blocks without voice tags, as Zoom writes them (`Name: words`) and as captions are written. A large file takes
 * a tenth of the time of the tolerant reader; anything unusual is left to that one.
 */
import { inOrder } from '../buildTranscript.ts';
import { makeLabelSplitter } from '../nameLabel.ts';
import { isRollingShare, plain, repeatsLine } from '../rollingCaptions.ts';
import type { Cue, Transcript } from '../transcript.ts';
import { isLabelledShare, readWords } from './plainCues.ts';
import { inLanguage, RegularBlocks } from './regularBlocks.ts';

const NEWLINE = 10;
/** Of so many people the lines are known by their names; where more speak, others are read as they come. */
const MOST_KNOWN = 16;

/** What `zoomVtt` or `plainVtt` reads from the same file, or null where this reader is not sure of it. */
export function readRegularPlainVtt(content: Uint8Array): Transcript | null {
  const blocks = RegularBlocks.open(content);
  if (blocks === null) return null;
  const reader = new CaptionReader(blocks);
  for (;;) {
    const more = blocks.next();
    if (more === false) break;
    if (more === null || !reader.readWords()) return null;
  }
  if (!reader.isSure()) return null;
  return {
    format: reader.isLabelled ? 'zoom-vtt' : 'plain-vtt',
    cues: inLanguage(inOrder(reader.cues), blocks.language),
    attributed: reader.cues.some(({ speaker }) => speaker !== null),
    dropped: [],
  };
}

interface KnownSpeaker {
  readonly speaker: string;
  /** How their lines begin, `Ann: `. */
  readonly head: Uint8Array;
}

class CaptionReader {
  readonly cues: Cue[] = [];
  /** Whether names before a colon are speakers, as the first caption has it. */
  isLabelled = false;
  private readonly split = makeLabelSplitter();
  private readonly blocks: RegularBlocks;
  private captions = 0;
  private labels = 0;
  private repeats = 0;
  /** Who spoke last: people speak in runs. Null where the line did not begin as others of theirs would. */
  private last: KnownSpeaker | null = null;
  /** The line before; where it is that of `last`, the words behind the name. */
  private lineBefore = '';
  private wordsBefore: string | null = null;
  /** Those who have spoken, whose lines need not be taken apart again. */
  private readonly known: KnownSpeaker[] = [];

  constructor(blocks: RegularBlocks) {
    this.blocks = blocks;
  }

  readWords(): boolean {
    return this.readKnownSpeaker() || this.readOneLine() || this.readAnyLines();
  }

  /** True where the file as a whole is what its captions were taken for. */
  isSure(): boolean {
    const { captions, labels, repeats, isLabelled } = this;
    return (
      isLabelledShare(labels, captions) === isLabelled && captions > 0 && !isRollingShare(repeats, captions)
    );
  }

  /** One plain line of whoever spoke last, or of another who has spoken. */
  private readKnownSpeaker(): boolean {
    const { blocks, wordsBefore } = this;
    const said = this.knownAt(blocks.at);
    if (said === null) return false;
    const start = blocks.at + said.head.length;
    const end = blocks.endOfPlain(start, NEWLINE);
    if (end < 0 || !blocks.isBlockEnd(end)) return false;
    const words = blocks.decoded(start, end);
    if (words === '' || wantsSecondLook(words)) return false;
    const { speaker } = said;
    const repeats =
      wordsBefore !== null && said === this.last
        ? repeatsLine(wordsBefore, words)
        : repeatsLine(this.shownBefore(), `${speaker}: ${words}`);
    this.captions += 1;
    this.labels += 1;
    if (repeats) this.repeats += 1;
    this.last = said;
    this.wordsBefore = words;
    blocks.at = end + 1;
    this.cues.push(blocks.cue(speaker, words, 1));
    return true;
  }

  private knownAt(at: number): KnownSpeaker | null {
    const { blocks, last, known } = this;
    if (last !== null && blocks.isAt(last.head, at)) return last;
    return known.find(({ head }) => blocks.isAt(head, at)) ?? null;
  }

  private recognise(speaker: string): KnownSpeaker {
    const known = this.known.find((one) => one.speaker === speaker);
    if (known !== undefined) return known;
    const met = { head: Buffer.from(`${speaker}: `), speaker };
    if (this.known.length < MOST_KNOWN) this.known.push(met);
    return met;
  }

  private shownBefore(): string {
    const { last, wordsBefore } = this;
    return last === null || wordsBefore === null ? this.lineBefore : `${last.speaker}: ${wordsBefore}`;
  }

  /** One line that the tolerant reader would leave as it is. */
  private readOneLine(): boolean {
    const { blocks } = this;
    const { at } = blocks;
    const end = blocks.endOfPlain(at, NEWLINE);
    if (end < 0 || !blocks.isBlockEnd(end)) return false;
    const line = blocks.decoded(at, end);
    if (line === '' || wantsSecondLook(line)) return false;
    const label = this.split(line);
    if (label !== null && wantsSecondLook(label.text)) return false;
    this.count(line, line, label !== null);
    blocks.at = end + 1;
    if (label === null || !this.isLabelled) this.cues.push(blocks.cue(null, line, 1));
    else if (label.text !== '') {
      this.cues.push(blocks.cue(label.speaker, label.text, 1));
      const said = this.recognise(label.speaker);
      this.last = blocks.isAt(said.head, at) ? said : null;
    }
    return true;
  }

  private readAnyLines(): boolean {
    const lines = this.blocks.takeLines()?.map((each) => each.trim());
    const first = lines?.[0];
    if (lines === undefined || first === undefined || lines.some(hasTag)) return false;
    this.count(plain(first), plain(lines.at(-1) ?? ''), this.split(first) !== null);
    const words = readWords(lines, this.isLabelled ? this.split : null).filter(({ text }) => text !== '');
    words.forEach(({ speaker, text }, index) => {
      this.cues.push(this.blocks.cue(speaker, text, index + 1));
    });
    return true;
  }

  private count(first: string, last: string, hasLabel: boolean): void {
    if (this.captions === 0) this.isLabelled = hasLabel;
    this.captions += 1;
    if (hasLabel) this.labels += 1;
    if (repeatsLine(this.shownBefore(), first)) this.repeats += 1;
    this.lineBefore = last;
    this.wordsBefore = null;
  }
}

/** Dashes of a dialogue, marks of a sound, bold names and objects. */
const SECOND_LOOK: ReadonlySet<number> = new Set([...'-–—[(*{'].map((mark) => mark.charCodeAt(0)));
const wantsSecondLook = (line: string): boolean => SECOND_LOOK.has(line.charCodeAt(0));

/** Tags may name a speaker, and lines that repeat are compared without them. */
const hasTag = (line: string): boolean => line.includes('<');
