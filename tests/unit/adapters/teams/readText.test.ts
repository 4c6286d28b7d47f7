import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { MentionEntity } from '../../../../src/adapters/teams/activitySchema.ts';
import { readText } from '../../../../src/adapters/teams/readText.ts';

const BOT = '28:bot-1';

interface CaseH09 {
  readonly input: readonly { readonly text: string; readonly entities: MentionEntity[] }[];
}

function loadH09(): CaseH09 {
  const file = new URL('../../../fixtures/cases/H09-mentions-in-commands.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as CaseH09;
}

const mention = (id: string, name: string, text?: string): MentionEntity => ({
  type: 'mention',
  mentioned: { id, name },
  ...(text === undefined ? {} : { text }),
});

describe('readText', () => {
  const wanted = [
    { text: 'status', mentions: [] },
    { text: 'status', mentions: [] },
    { text: 'status', mentions: [] },
    {
      text: 'assign patch list to @[0] by Friday',
      mentions: [{ name: 'Rui ($~&) Costa', teamsId: '29:rui' }],
    },
    { text: '', mentions: [] },
  ];
  loadH09().input.forEach(({ text, entities }, index) => {
    it(`reads the command of case H09, input ${index + 1}`, () => {
      assert.deepEqual(readText(text, entities, BOT), wanted[index]);
    });
  });

  it('keeps the words apart when the bot is mentioned between them without blanks', () => {
    const entities = [mention(BOT, 'Docket', '<at>Docket</at>')];
    assert.equal(readText('done<at>Docket</at>A-3', entities, BOT).text, 'done A-3');
  });

  it('takes the bot out by its id when a person has the same name', () => {
    const entities = [
      mention('29:namesake', 'Docket', '<at>Docket</at>'),
      mention(BOT, 'Docket', '<at>Docket</at>'),
    ];
    assert.deepEqual(readText('<at>Docket</at> and <at>Docket</at> meet', entities, BOT), {
      text: '@[0] and meet',
      mentions: [{ name: 'Docket', teamsId: '29:namesake' }],
    });
  });

  it('gives two people of one name their own mentions, in order', () => {
    const entities = [
      mention('29:a', 'Rui Costa', '<at>Rui Costa</at>'),
      mention('29:b', 'Rui Costa', '<at>Rui Costa</at>'),
    ];
    const { mentions } = readText('ask <at>Rui Costa</at> or <at>Rui Costa</at>', entities, BOT);
    assert.deepEqual(
      mentions.map(({ teamsId }) => teamsId),
      ['29:a', '29:b'],
    );
  });

  it('finds the bot when a person shortened the name shown', () => {
    const entities = [mention(BOT, 'Docket for Atlas', '<at>Docket</at>')];
    assert.equal(readText('<at>Docket</at> actions', entities, BOT).text, 'actions');
  });

  it('pairs a tag and an entity that share nothing when they are the only ones left', () => {
    const entities = [mention(BOT, 'Docket')];
    assert.equal(readText('<at>Dckt</at> actions', entities, BOT).text, 'actions');
  });

  it('takes the bot out when a client sends its mention without a tag', () => {
    const entities = [mention(BOT, 'Docket', 'Docket')];
    assert.equal(readText('Docket actions', entities, BOT).text, 'actions');
  });

  it('reads tags with attributes, as some clients send them', () => {
    const entities = [mention(BOT, 'Docket', '<at id="0">Docket</at>')];
    assert.equal(readText('<at id="0">Docket</at> actions', entities, BOT).text, 'actions');
  });

  it('keeps the text of a tag that belongs to no entity', () => {
    assert.deepEqual(readText('ask <at>Nobody</at>', [], BOT), { text: 'ask Nobody', mentions: [] });
  });

  it('keeps line breaks, non-breaking spaces and curly quotes, and decodes entities once', () => {
    const { text } = readText(
      'raise \u201cR&amp;D\u201d&nbsp;cost\nimpact &amp;lt; 5 &#8364; &#x1F600; &unknown;',
      [],
      BOT,
    );
    assert.equal(text, 'raise \u201cR&D\u201d\u00a0cost\nimpact &lt; 5 € 😀 &unknown;');
  });

  it('does not take typed angle brackets for a mention', () => {
    assert.equal(
      readText('raise &lt;at&gt;Docket&lt;/at&gt; bug', [], BOT).text,
      'raise <at>Docket</at> bug',
    );
  });

  it('takes the formatting of a formatted message away, and of no other', () => {
    const entities = [mention(BOT, 'Docket', '<at>Docket</at>'), mention('29:rui', 'Rui', '<at>Rui</at>')];
    const raw =
      '<p><at>Docket</at>&nbsp;ask <b><at>Rui</at></b></p>\n<ol><li>one&nbsp;&amp; two</li><li>&lt;p&gt;</li></ol>';
    assert.equal(readText(raw, entities, BOT, true).text, 'ask @[0]\none\u00a0& two\n<p>');
    assert.equal(readText('add <p>', [], BOT).text, 'add <p>');
  });

  it('takes only whole elements that format text away', () => {
    for (const kept of [
      'a <5 b',
      '<name>',
      '<script>x</script>',
      'a < b > c',
      '<pre-flight>',
      '<p',
      '<broken <b',
    ])
      assert.equal(readText(kept, [], BOT, true).text, kept);
  });

  for (const tag of ['<p>', '<br/> ', '<b ', '</td>', '<p <br']) {
    it(`reads a hundred thousand ${tag} in linear time`, () => {
      const { text } = readText(`status ${tag.repeat(100_000)}`, [], BOT, true);
      assert.ok(text.startsWith('status'));
    });
  }

  it('reads a text of a hundred thousand opening tags in linear time', () => {
    const raw = '<at>'.repeat(100_000);
    assert.equal(readText(raw, [mention(BOT, 'Docket')], BOT).text, raw);
  });

  it('keeps every word of any text without markup', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[<&]/.test(text)),
        (typed) => {
          const entities = [mention(BOT, 'Docket', '<at>Docket</at>')];
          assert.equal(readText(`<at>Docket</at> ${typed}`, entities, BOT).text, typed.trim());
        },
      ),
    );
  });

  it('gives back each mention once, whatever the names are', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[<>&]/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const entities = names.map((one, index) => mention(`29:${index}`, one, `<at>${one}</at>`));
        const raw = names.map((one) => `<at>${one}</at>`).join(' and ');
        const { text, mentions } = readText(raw, entities, BOT);
        assert.equal(text, names.map((_one, index) => `@[${index}]`).join(' and '));
        assert.deepEqual(
          mentions.map(({ name: shown }) => shown),
          names,
        );
      }),
    );
  });
});
