/** Commands that were pasted from mails, pages and documents: Teams sends their formatting along. */
import assert from 'node:assert/strict';
import { GENERAL, TENANT } from '../../support/sampleTenant.ts';
import { shownText } from '../../support/shownMessages.ts';
import { startApp, type TestWorld } from '../../support/startApp.ts';
import { BOT, makeActivity } from '../../support/teamsActivities.ts';

describe('a formatted message', function () {
  this.timeout(60_000);
  let world: TestWorld;
  let sent = 0;
  before(async () => {
    world = await startApp();
  });
  after(() => world.close());

  /** What is said to it, as it is posted to the bot; `{bot}` is the mention of the bot. */
  const say = async (html: string): Promise<string> => {
    sent += 1;
    world.clock.pass(1_000);
    const id = String(1_795_600_000_000 + sent);
    const text = html.replace('{bot}', `<at>${BOT.name}</at>`);
    const { length } = await world.messages();
    const response = await fetch(`${world.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        makeActivity({
          id,
          timestamp: new Date(Date.parse('2026-11-25T10:05:00Z') + sent * 1_000).toISOString(),
          text,
          serviceUrl: `${world.local365}/connector`,
          conversation: {
            id: `${GENERAL};messageid=${id}`,
            conversationType: 'channel',
            isGroup: true,
            tenantId: TENANT,
          },
          attachments: [{ contentType: 'text/html', content: text }],
          channelData: { team: { id: GENERAL }, channel: { id: GENERAL }, tenant: { id: TENANT } },
        }),
      ),
    });
    assert.equal(response.status, 200);
    await world.settle();
    return (await world.messages()).slice(length).map(shownText).join('\n');
  };
  const newest = async () => {
    const { Title, Notes, Priority } = (await world.listItems('Actions')).at(-1) ?? {};
    return { Title, Notes, Priority };
  };

  for (const [kind, html, title, notes] of [
    ['a paragraph', '<p>{bot}&nbsp;add action Order cables</p>', 'Order cables', undefined],
    ['two paragraphs', '<p>{bot}</p>\n<p>add action Order racks</p>', 'Order racks', undefined],
    [
      'a new line',
      '<div>{bot} add action Order fans<br>For both rooms<br/>and the hall</div>',
      'Order fans',
      'For both rooms\nand the hall',
    ],
    [
      'a list',
      '<p>{bot} add action Order lamps</p>\n<ul>\n<li>12 white</li>\n<li>3 red</li>\n</ul>',
      'Order lamps',
      '12 white\n3 red',
    ],
    [
      'a table',
      '{bot} add action Order doors<table><tbody><tr><td>Left</td><td>2</td></tr></tbody></table>',
      'Order doors',
      'Left 2',
    ],
    [
      'bold and coloured words',
      '{bot} add <b>action</b> <span style="color:red">Order</span> <em>desks</em>',
      'Order desks',
      undefined,
    ],
    [
      'a link',
      '{bot} add action Read <a href="https://evil.example/x">the guide</a>',
      'Read the guide',
      undefined,
    ],
    ['non-breaking blanks', '{bot}&nbsp;add&nbsp;action&#160;Order chairs&nbsp;', 'Order chairs', undefined],
    [
      'entities',
      '<p>{bot} add action Test R&amp;D &quot;A &lt; B&quot; &#8364;5 &amp;amp; more</p>',
      'Test R&D "A < B" €5 &amp; more',
      undefined,
    ],
    [
      'typed angle brackets',
      '<p>{bot} add action Rename &lt;p&gt;old&lt;/p&gt; &lt;b&gt;</p>',
      'Rename <p>old</p> <b>',
      undefined,
    ],
    [
      'text that is no formatting',
      '{bot} add action Keep latency <5 ms and <name>',
      'Keep latency <5 ms and <name>',
      undefined,
    ],
  ] as const) {
    it(`with ${kind} is read as its words`, async () => {
      assert.match(await say(html), /Added as A-\d+/);
      const { Title, Notes } = await newest();
      assert.deepEqual([Title, Notes], [title, notes]);
    });
  }

  it('changes, shows, lists and closes rows like typed words', async () => {
    await say('<p>{bot} add action Order keys</p>');
    const key = String((await world.listItems('Actions')).at(-1)?.ItemKey);
    assert.match(await say(`<p>{bot} <strong>set</strong>&nbsp;${key}&nbsp;priority high</p>`), /is changed/);
    assert.equal((await newest()).Priority, 'High');
    assert.match(await say(`<p>{bot}&nbsp;${key}</p>`), /Order keys/);
    assert.match(
      await say('<div>{bot}&nbsp;<i>actions</i>&nbsp;priority high<br></div>'),
      new RegExp(`${key}\\b`),
    );
    await say(`<ul><li>{bot} comment ${key} Called &lt;ACME&gt;</li></ul>`);
    assert.match(String((await newest()).Notes), /Called <ACME>/);
    assert.match(await say(`<p>{bot} done&nbsp;${key}</p>`), /Done|closed/i);
  });
});
