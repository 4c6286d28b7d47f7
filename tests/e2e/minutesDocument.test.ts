/** The minutes as a Word document in the library of the project's site. */
import assert from 'node:assert/strict';
import { Document, Packer, Paragraph } from 'docx';
import mammoth from 'mammoth';
import { asPersonId } from '../../src/kernel/ids.ts';
import { AMARA, SAMPLE, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

describe('the document of the minutes', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const endWeekly = async (): Promise<void> => {
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
  };
  const inChannel = async (pattern: RegExp): Promise<readonly ShownMessage[]> =>
    (await world.messages()).filter((message) => pattern.test(shownText(message)));

  it('is kept with a version, and has a new version when the minutes are corrected', async () => {
    await endWeekly();
    await world.jumpTo('2026-11-26T09:06:00Z');
    await world.passUntil('2026-11-26T09:20:00Z');
    const logged = async () =>
      (await world.listItems('Meetings')).map((row) => [row.ItemKey, row.Title, row.Status]);
    assert.deepEqual(await logged(), [['MTG-1', SUBJECT, 'Minutes in review']]);
    const review = await world.cardWith('minutes.publish');
    const [kept] = [...JSON.stringify(review.attachments).matchAll(/"keep:([^"]+)"/g)].map(
      (match) => match[1],
    );
    await world.clickCard(AMARA, review, 'minutes.publish', { [`keep:${kept}`]: 'false' });
    await world.settle();
    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const site = await world.graph(`/sites/${hostname}:${pathname}`);
    const { value: files } = await world.graph(`/sites/${site.id}/drive/root:/Minutes:/children`);
    assert.deepEqual(
      (files as { name: string }[]).map(({ name }) => name),
      ['2026-11-25 1104 Atlas weekly project meeting.docx'],
    );
    const [status] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.match(status?.text ?? '', /\[document 2\.0\]/);
    const [digest] = await inChannel(/^MINUTES$/m);
    assert.match(JSON.stringify(digest?.attachments), /Open the document/);
    assert.deepEqual(await logged(), [['MTG-1', SUBJECT, 'Minutes published']]);
    const [meeting] = await world.sendMessage(TOMASZ, 'MTG-1');
    assert.ok(meeting);
    assert.match(shownText(meeting), /Amara Okafor[\s\S]*Priya Raman, Kenji Mori[\s\S]*1104%20Atlas/);
  });

  it('whose template cannot be used is without it, and the coordinator is told in the language of the project', async () => {
    await world.sendMessage(AMARA, 'minutes policy template Templates/Minutes.docx');
    await world.app().transact(TENANT, async ({ projects }) => {
      for (const project of await projects.all()) await projects.save({ ...project, locale: 'es-ES' });
    });
    await endWeekly();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(AMARA)));
    const said = known === null ? [] : await world.messages(known.place.conversationId);
    const told = said.map(({ text }) => text).filter((text) => text.includes('sin su plantilla'));
    assert.match(
      told.join(),
      /No hay ningún Templates\/Minutes\.docx en la biblioteca de documentos\. Corríjala/,
    );
  });

  it('is written into the template of the organisation, and the coordinator is told where it cannot be', async () => {
    await world.sendMessage(AMARA, 'minutes policy template Templates/Minutes.docx');
    await endWeekly();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const told = async () => {
      const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(AMARA)));
      const said = known === null ? [] : await world.messages(known.place.conversationId);
      return said.filter(({ text }) => text.includes('without your template')).map(({ text }) => text);
    };
    const [problem, ...more] = await told();
    assert.match(problem ?? '', /There is no Templates\/Minutes\.docx in the document library\./);
    assert.deepEqual(more, []);

    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const site = await world.graph(`/sites/${hostname}:${pathname}`);
    const headers = { authorization: `Bearer ${SAMPLE.graphToken}` };
    const drive = `/v1.0/sites/${site.id}/drive/root:`;
    const put = await fetch(`${world.local365}${drive}/Templates/Minutes.docx:/content`, {
      method: 'PUT',
      headers,
      body: await templateOf('Harbour Logistics', '{{title}}', '{{content}}', 'Internal use'),
    });
    assert.equal(put.status, 201);
    const content = VTT.replace('second firewall', 'third firewall');
    await world.sendMessage(AMARA, 'minutes', { files: [{ name: 'third.vtt', content }] });
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const { value: files } = await world.graph(`/sites/${site.id}/drive/root:/Minutes:/children`);
    const texts = await Promise.all(
      (files as { readonly name: string }[]).map(async ({ name }) => {
        const file = await fetch(`${world.local365}${drive}/Minutes/${encodeURIComponent(name)}:/content`, {
          headers,
        });
        const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await file.arrayBuffer()) });
        return value;
      }),
    );
    const templated = texts.filter((text) => text.startsWith('Harbour Logistics'));
    assert.equal(templated.length, 1);
    assert.match(templated[0] ?? '', /third firewall pair[\s\S]*Internal use/i);
    assert.equal((await told()).length, 1);
  });
});

/** A Word document of these paragraphs. */
const templateOf = (...lines: readonly string[]): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: lines.map((text) => new Paragraph({ text })) }] }));
