import assert from 'node:assert/strict';
import { inLines, loadTranscript, read } from './reading.ts';

describe('readTranscript, WebVTT of Teams', () => {
  it('reads unpadded times, hours of any length and cues that overlap', async () => {
    const transcript = await read(
      'WEBVTT\n\n0:0:0.0 --> 0:0:0.57\n<v Bo>One.</v>\n\n123:00:00.5 --> 123:00:01\n<v Ann>Two.</v>\n\n0:0:0.21 --> 0:0:1.13\n<v Cy>Three.</v>\n',
    );
    assert.deepEqual(inLines(transcript), [
      '0-570 Bo: One.',
      '210-1130 Cy: Three.',
      '442800500-442801000 Ann: Two.',
    ]);
  });

  it('reads negative offsets as talk before the transcription', async () => {
    const transcript = await read('WEBVTT\n\n-00:00:02.500 --> 00:00:01.000\n<v Bo>Early.</v>\n');
    assert.deepEqual(inLines(transcript), ['-2500-1000 Bo: Early.']);
  });

  it('reads classes, attributes and annotations of voice tags', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v.first.loud Esme Grey>A</v>\n\n00:02.000 --> 00:03.000\n<v Zo&#235; O&apos;Neil (Guest)>B</v>\n\n00:03.000 --> 00:04.000\n<v speaker="Ann Lee">C</v>\n\n00:04.000 --> 00:05.000\n<v>D</v>\n',
    );
    assert.deepEqual(inLines(transcript), [
      '1000-2000 Esme Grey: A',
      "2000-3000 Zoë O'Neil (Guest): B",
      '3000-4000 Ann Lee: C',
      '4000-5000 ?: D',
    ]);
  });

  it('parts a cue in which several people speak', async () => {
    const transcript = await read(
      'WEBVTT\n\nx/1-0\n00:01.000 --> 00:02.000\n<v Ann>Can you?</v> <v Bo>Yes.</v> and so on\n',
    );
    assert.deepEqual(inLines(transcript), [
      '1000-2000 Ann: Can you?',
      '1000-2000 Bo: Yes.',
      '1000-2000 ?: and so on',
    ]);
    assert.deepEqual(
      transcript.cues.map(({ id, inFile }) => [id, inFile]),
      [
        ['x/1-0', undefined],
        ['x/1-0~2', 'x/1-0'],
        ['x/1-0~3', 'x/1-0'],
      ],
    );
  });

  it('shows no tags, entities, styles, regions or notes as words', async () => {
    const transcript = await read(
      'WEBVTT some title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:one\n\nNOTE\nnot spoken\n\n00:01.000 --> 00:02.000 align:start position:0%\n<v Ann><i>R&amp;D</i> is &lt;5k&gt; &amp;amp; <c.yellow>done</c>, a <5k> b</v>\n\nNOTE 00:05 not spoken\n\n00:02.000 --> 00:03.000\n<v Ann>Done.</v>\n',
    );
    assert.deepEqual(inLines(transcript), [
      '1000-2000 Ann: R&D is <5k> &amp; done, a <5k> b',
      '2000-3000 Ann: Done.',
    ]);
  });

  it('keeps names in other scripts and drops marks of reading direction', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v \u202bיעל לוי\u202c>שלום</v>\n\n00:02.000 --> 00:03.000\n<v 佐藤 花子>はい</v>\n\n00:03.000 --> 00:04.000\n<v محمد علي>نعم</v>\n',
    );
    assert.deepEqual(
      transcript.cues.map(({ speaker }) => speaker),
      ['יעל לוי', '佐藤 花子', 'محمد علي'],
    );
  });

  it('leaves out cues without words and makes nobody of them', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann></v>\n\n00:02.000 --> 00:03.000\n\n00:03.000 --> 00:04.000\n<v Bo>Yes.</v>\n',
    );
    assert.deepEqual(inLines(transcript), ['3000-4000 Bo: Yes.']);
    assert.deepEqual(transcript.dropped, []);
  });

  it('reads cues that no blank line parts', async () => {
    const transcript = await read(
      'WEBVTT\n00:01.000 --> 00:02.000\n<v Ann>One.</v>\n00:02.000 --> 00:03.000\n<v Bo>Two.</v>\n3\n00:03.000 --> 00:04.000\n<v Ann>Three.</v>\n',
    );
    assert.deepEqual(inLines(transcript), [
      '1000-2000 Ann: One.',
      '2000-3000 Bo: Two.',
      '3000-4000 Ann: Three.',
    ]);
  });

  it('gives cues with the same identifier their own ids', async () => {
    const transcript = await read(
      'WEBVTT\n\na\n00:01.000 --> 00:02.000\n<v Ann>One.</v>\n\na\n00:02.000 --> 00:03.000\n<v Bo>Two.</v>\n',
    );
    assert.deepEqual(
      transcript.cues.map(({ id, inFile }) => [id, inFile]),
      [
        ['c1', 'a'],
        ['c2', 'a'],
      ],
    );
  });

  it('reads the short download', async () => {
    const transcript = await loadTranscript('teams-short-times.vtt');
    assert.equal(transcript.format, 'teams-vtt');
    assert.equal(transcript.attributed, true);
    assert.deepEqual(inLines(transcript), [
      '0-570 Yannick Brandt: There you go.',
      '210-1130 Andrea Pavlova: Why hello there, Yannick.',
    ]);
  });

  it('reads voices that are not closed', async () => {
    const transcript = await loadTranscript('unclosed-voice.vtt');
    assert.equal(transcript.cues.length, 7);
    assert.match(transcript.cues[2]?.text ?? '', /Podcasting Q&A/);
    assert.deepEqual([...new Set(transcript.cues.map(({ speaker }) => speaker))], ['Sarah', 'Gillian']);
  });
});

describe('readTranscript, other formats', () => {
  it('reads metadataContent with its language', async () => {
    const payload = (name: string, text: string) =>
      JSON.stringify({
        startDateTime: '2026-03-02T09:00:16.2460000+00:00',
        endDateTime: '2026-03-02T09:00:17.7260000+00:00',
        speakerName: name,
        spokenText: text,
        spokenLanguage: 'en-GB',
      });
    const transcript = await read(
      `WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n${payload('Priya Nair', 'Shall we --> begin?')}\n\n00:00:18.000 --> 00:00:19.000\n${payload('', 'Yes.')}\n`,
    );
    assert.equal(transcript.format, 'teams-metadata');
    assert.deepEqual(inLines(transcript), [
      '16246-17726 Priya Nair: Shall we --> begin?',
      '18000-19000 ?: Yes.',
    ]);
    assert.equal(transcript.cues[0]?.language, 'en-gb');
  });

  it("reads Graph's form without speakers", async () => {
    const transcript = await read(
      '00:00:03.120 --> 00:00:06.480 \n\nMorning all, let us start.\n\n00:00:06.900 --> 00:00:09.010\n\nI will send the vendor list\n\nby Thursday.\n',
    );
    assert.equal(transcript.format, 'teams-unattributed');
    assert.equal(transcript.attributed, false);
    assert.deepEqual(inLines(transcript), [
      '3120-6480 ?: Morning all, let us start.',
      '6900-9010 ?: I will send the vendor list by Thursday.',
    ]);
  });

  it('reads Zoom', async () => {
    const transcript = await loadTranscript('zoom-name-colon-crlf.vtt');
    assert.equal(transcript.format, 'zoom-vtt');
    assert.equal(transcript.cues.length, 60);
    assert.deepEqual(
      [transcript.cues[1]?.id, transcript.cues[1]?.speaker, transcript.cues[1]?.text],
      ['2', 'Yvonne Yarrow', 'Hello?'],
    );
  });

  it('reads names before a colon in Japanese', async () => {
    const transcript = await loadTranscript('japanese-name-colon.vtt');
    assert.equal(transcript.cues[0]?.speaker, '田中 一郎');
    assert.equal(new Set(transcript.cues.map(({ speaker }) => speaker)).size, 4);
  });

  it('takes a colon inside a sentence for no name', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nWe have one problem: time.\n\n00:02.000 --> 00:03.000\nNobody knows why.\n\n00:03.000 --> 00:04.000\nSee you at 10:30.\n',
    );
    assert.equal(transcript.format, 'plain-vtt');
    assert.deepEqual([...new Set(transcript.cues.map(({ speaker }) => speaker))], [null]);
  });

  it('reads SubRip, speakers included', async () => {
    const transcript = await read(
      '1\n00:00:01,000 --> 00:00:02,500\nAnn: <i>Hello.</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: Hi,\nAnn.\n',
    );
    assert.equal(transcript.format, 'srt');
    assert.deepEqual(inLines(transcript), ['1000-2500 Ann: Hello.', '3000-4000 Bo: Hi, Ann.']);
  });

  it('reads lines with a clock and leaves the head out', async () => {
    const transcript = await loadTranscript('bracket-clock-notes.txt');
    assert.equal(transcript.format, 'name-text');
    assert.equal(transcript.cues.length, 30);
    assert.deepEqual([transcript.cues[1]?.startMs, transcript.cues[1]?.speaker], [120_000, 'Sarah Johnson']);
  });

  it('reads names before a colon without any times, in order', async () => {
    const transcript = await read(
      'Title: Weekly\nDate: 3 March\n\n**Ann Lee:** Hello there.\nMore of it.\nBo: Yes: it works.\n',
    );
    assert.deepEqual(
      transcript.cues.map(({ speaker, text }) => `${speaker}: ${text}`),
      ['Ann Lee: Hello there. More of it.', 'Bo: Yes: it works.'],
    );
    assert.ok((transcript.cues[1]?.startMs ?? 0) >= (transcript.cues[0]?.endMs ?? 0));
  });

  it('reads a name with a time above the words, as Teams copies it', async () => {
    const transcript = await read('Ann Lee   0:03\nHello there.\n\nBo   1:02:05\nBye.\n');
    assert.deepEqual(
      inLines(transcript).map((line) => line.replace(/-\d+/, '')),
      ['3000 Ann Lee: Hello there.', '3725000 Bo: Bye.'],
    );
  });

  it('shows rolling captions once', async () => {
    const transcript = await loadTranscript('youtube-rolling.vtt');
    assert.deepEqual(
      transcript.cues.map(({ text }) => text),
      ['the first thing to understand', 'is that the index is stale', 'and nobody rebuilt it'],
    );
  });

  it('shows captions that grow word by word once', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nI will\n\n00:02.000 --> 00:03.000\nI will send\n\n00:03.000 --> 00:04.000\nI will send the plan\n\n00:04.000 --> 00:05.000\nI will send the plan today.\n',
    );
    assert.equal(transcript.cues.map(({ text }) => text).join(' '), 'I will send the plan today.');
  });

  it('keeps people saying the same word twice', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nYeah.\n\n00:02.000 --> 00:03.000\nYeah.\n\n00:03.000 --> 00:04.000\nNo.\n\n00:04.000 --> 00:05.000\nWhy?\n',
    );
    assert.equal(transcript.cues.length, 4);
  });

  it('parts speakers marked by dashes', async () => {
    const transcript = await loadTranscript('note-swedish-dashes.vtt');
    assert.deepEqual(transcript.cues.map(({ text }) => text).slice(0, 2), [
      'Ta en kopp varmt te.',
      'Det är inte varmt.',
    ]);
  });

  it('reads the language from the notes of old Stream files', async () => {
    const transcript = await loadTranscript('old-stream-note-confidence.vtt');
    assert.equal(transcript.cues.length, 41);
    assert.equal(transcript.cues[0]?.language, 'en-us');
    assert.equal(transcript.cues[0]?.id, '8ed4e4fe-c243-23d1-e06a-5cbfd250ef17');
  });
});

describe('readTranscript, encodings and line ends', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë Müller>Grüße, señor.</v>\n';
  const wanted = ['1000-2000 Zoë Müller: Grüße, señor.'];
  const readBytes = async (bytes: Uint8Array) => {
    const { readTranscript } = await import('../../../../src/meetings/transcript/index.ts');
    return inLines(await readTranscript(bytes));
  };
  const swap = (bytes: Buffer) => Buffer.from(bytes).swap16();

  it('reads UTF-8 with and without a mark', async () => {
    assert.deepEqual(inLines(await read(vtt)), wanted);
    assert.deepEqual(inLines(await read(`\ufeff${vtt}`)), wanted);
    assert.deepEqual((await loadTranscript('bom-no-voice.vtt')).cues.length, 4);
  });

  it('reads UTF-16 of both orders, with and without a mark', async () => {
    const little = Buffer.from(vtt, 'utf16le');
    const marked = Buffer.from(`\ufeff${vtt}`, 'utf16le');
    for (const bytes of [little, marked, swap(little), swap(marked)])
      assert.deepEqual(await readBytes(bytes), wanted);
  });

  it('reads Windows-1252', async () => assert.deepEqual(await readBytes(Buffer.from(vtt, 'latin1')), wanted));

  it('reads CR, LF and CRLF, mixed too', async () => {
    assert.deepEqual(inLines(await read(vtt.replaceAll('\n', '\r\n'))), wanted);
    assert.deepEqual(inLines(await read(vtt.replaceAll('\n', '\r'))), wanted);
    const mixed = await loadTranscript('mixed-newlines.vtt');
    assert.deepEqual(
      mixed.cues.map(({ id, text }) => `${id} ${text}`),
      ['cr text0', 'lf text1', 'crlf text2', 'lfcr text3'],
    );
  });
});
