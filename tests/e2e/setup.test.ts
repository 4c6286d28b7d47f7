import assert from 'node:assert/strict';
import { AMARA, CUTOVER, GENERAL, KENJI, PRIYA, SAMPLE, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, objectsIn, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const SITE = SAMPLE.project.siteUrl;
const TYPED = `setup name "Atlas ERP migration" site ${SITE} zone Europe/Madrid locale en-GB coordinator @Amara Okafor manager @Tomasz Zielinski board @Tomasz Zielinski @Priya Raman`;
const FORM = {
  name: 'Atlas ERP migration',
  siteUrl: SITE,
  zone: 'Europe/Madrid',
  locale: 'en-GB',
  coordinatorId: AMARA,
  projectManagerId: TOMASZ,
  changeBoard: `${TOMASZ},${PRIYA}`,
};

describe('setting a project up', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp({ seed: 'none' });
  });
  afterEach(() => world.close());

  const projects = () => world.app().lookup.ofTenant(TENANT);
  const textsIn = async (conversation: string) =>
    (await world.messages(conversation)).map(shownText).join('\n');
  const valuesOf = (message: ShownMessage) =>
    new Map(objectsIn(message.attachments).map(({ id, value }) => [id, value]));

  it('begins with a card when the bot is added, filled in with the team and its site', async () => {
    await world.install(AMARA, GENERAL, 'add');
    const welcome = await world.messages();
    assert.equal(welcome.length, 1, 'Two activities of one installation give one welcome.');
    const [card] = welcome;
    assert.ok(card && buttonsOf(card).has('project.setup'));
    const values = valuesOf(card);
    assert.deepEqual([values.get('name'), values.get('siteUrl')], ['Atlas ERP', SITE]);
    assert.deepEqual(await projects(), []);
  });

  it('by the card makes the project, its lists, and says when they are ready', async () => {
    await world.install(AMARA, GENERAL, 'add');
    const answer = await world.clickCard(AMARA, await world.cardWith('project.setup'), 'project.setup', FORM);
    assert.match(shownText(answer), /Atlas ERP migration[\s\S]*This conversation is linked/);
    const [project] = await projects();
    assert.equal(project?.zone, 'Europe/Madrid');
    assert.deepEqual(project?.changeBoard, [TOMASZ, PRIYA]);
    assert.match(
      await textsIn(GENERAL),
      /The registers of \*\*Atlas ERP migration\*\* are ready in SharePoint/,
    );
    const { value } = await world.graph(`/subscriptions`);
    assert.ok((value as unknown[]).length > 2, 'Transcripts and lists are watched.');
    await world.sendMessage(PRIYA, 'add action Order the switches @Priya Raman due 2026-12-01');
    const [row] = await world.listItems('Actions');
    assert.equal(row?.Title, 'Order the switches');
  });

  it('by the card tells all that is wrong and keeps what was filled in', async () => {
    await world.install(AMARA, GENERAL, 'add');
    const form = await world.cardWith('project.setup');
    const wrong = { ...FORM, zone: 'Madrid', siteUrl: 'atlas', projectManagerId: '' };
    const answer = await world.clickCard(AMARA, form, 'project.setup', wrong);
    const text = shownText(answer);
    assert.match(text, /the site is its full address/);
    assert.match(text, /“Madrid” is no time zone/);
    assert.match(text, /the project manager must be a member/);
    assert.ok(objectsIn(answer.card).some(({ id, value }) => id === 'name' && value === FORM.name));
    assert.deepEqual(await projects(), []);
  });

  it('refuses a site that is not there or not open to the app, and changes nothing', async () => {
    await world.install(AMARA, GENERAL, 'add');
    const form = await world.cardWith('project.setup');
    const elsewhere = { ...FORM, siteUrl: 'https://harbour.sharepoint.example/sites/nowhere' };
    const answer = await world.clickCard(AMARA, form, 'project.setup', elsewhere);
    assert.match(shownText(answer), /The project was not set up; nothing was changed/);
    assert.deepEqual(await projects(), []);
  });

  it('by one typed line does the same', async () => {
    await world.install(AMARA, GENERAL, 'add');
    const replies = await world.sendMessage(AMARA, TYPED);
    assert.match(replies.map(shownText).join('\n'), /This conversation is linked/);
    const [project] = await projects();
    assert.deepEqual([project?.coordinatorId, project?.projectManagerId], [AMARA, TOMASZ]);
    const [card] = await world.sendMessage(KENJI, 'project');
    assert.match(card ? shownText(card) : '', /Amara Okafor[\s\S]*Europe\/Madrid/);
  });

  it('explains how it is typed, and offers the form again to one word', async () => {
    const [help] = await world.sendMessage(AMARA, 'setup help');
    assert.match(help?.text ?? '', /Type it in one line: `setup name/);
    const [form] = await world.sendMessage(AMARA, 'setup');
    assert.ok(form && buttonsOf(form).has('project.setup'));
    const [personal] = await world.sendMessage(AMARA, 'setup', { conversation: null });
    assert.match(personal?.text ?? '', /Set a project up in its channel or group chat/);
  });

  it('asks to be set up where a command needs a project', async () => {
    const [reply] = await world.sendMessage(PRIYA, 'actions');
    assert.match(reply?.text ?? '', /This conversation is linked to no project yet; say/);
    const [personal] = await world.sendMessage(PRIYA, 'actions', { conversation: null });
    assert.match(personal?.text ?? '', /You are in no project that I know/);
  });
});

describe('a project that is set up', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const projects = () => world.app().lookup.ofTenant(TENANT);
  const textsIn = async (conversation: string) =>
    (await world.messages(conversation)).map(shownText).join('\n');

  it('a second time changes what its leads want, says it is ready again, and keeps rows', async () => {
    await world.sendMessage(PRIYA, 'add action Order the switches');
    const [changed] = await world.sendMessage(TOMASZ, 'setup zone Europe/London');
    assert.match(changed ? shownText(changed) : '', /Europe\/London/);
    assert.equal((await projects())[0]?.zone, 'Europe/London');
    assert.equal((await world.listItems('Actions')).length, 1);
    assert.equal((await textsIn(GENERAL)).match(/are ready in SharePoint/g)?.length, 2);
  });

  it('is refused to others once there is a project', async () => {
    const [refused] = await world.sendMessage(PRIYA, 'setup zone Europe/London');
    assert.match(refused?.text ?? '', /its project manager or its coordinator may change that/);
    const [form] = await world.sendMessage(PRIYA, 'setup');
    assert.ok(form);
    const answer = await world.clickCard(PRIYA, form, 'project.setup', { ...FORM, coordinatorId: PRIYA });
    assert.match(shownText(answer), /its project manager or its coordinator may change that/);
    assert.equal((await projects())[0]?.coordinatorId, AMARA);
  });

  it('links a second channel by the name of the project alone', async () => {
    const [refused] = await world.sendMessage(PRIYA, 'setup name Atlas ERP migration', {
      conversation: CUTOVER,
    });
    assert.match(refused?.text ?? '', /its project manager or its coordinator may change that/);
    const replies = await world.sendMessage(AMARA, 'setup name Atlas ERP migration', {
      conversation: CUTOVER,
    });
    assert.match(replies.map(shownText).join('\n'), /This conversation is linked/);
    const [project, ...others] = await projects();
    assert.deepEqual(
      project?.places.map(({ conversationId }) => conversationId),
      [GENERAL, CUTOVER],
    );
    assert.deepEqual(others, []);
    await world.sendMessage(PRIYA, 'add action Order the switches');
    const [list] = await world.sendMessage(KENJI, 'actions', { conversation: CUTOVER });
    assert.match(list ? shownText(list) : '', /Order the switches/);
  });

  it('keeps two projects of one team apart', async () => {
    await world.sendMessage(AMARA, TYPED.replace('Atlas ERP migration', 'Borealis'), {
      conversation: CUTOVER,
    });
    await world.sendMessage(PRIYA, 'add action Order the switches');
    const [list] = await world.sendMessage(PRIYA, 'actions', { conversation: CUTOVER });
    assert.doesNotMatch(list ? shownText(list) : '', /Order the switches/);
    const [which] = await world.sendMessage(PRIYA, 'actions', { conversation: null });
    assert.match(which?.text ?? '', /You are in several projects \(Atlas ERP migration, Borealis\)/);
    const [chosen] = await world.sendMessage(PRIYA, 'project atlas', { conversation: null });
    assert.match(chosen?.text ?? '', /mean \*\*Atlas ERP migration\*\* from now on/);
    const [mine] = await world.sendMessage(PRIYA, 'actions', { conversation: null });
    assert.match(mine ? shownText(mine) : '', /Order the switches/);
    const [taken] = await world.sendMessage(AMARA, 'setup name Atlas ERP migration', {
      conversation: CUTOVER,
    });
    assert.match(taken?.text ?? '', /There is another project called Atlas ERP migration; unlink/);
  });

  it('is undone for one conversation by its leads', async () => {
    const [refused] = await world.sendMessage(PRIYA, 'unlink');
    assert.match(refused?.text ?? '', /Only the project manager or the coordinator/);
    const [done] = await world.sendMessage(TOMASZ, 'unlink');
    assert.match(done?.text ?? '', /no longer linked to Atlas ERP migration/);
    const [list] = await world.sendMessage(PRIYA, 'actions');
    assert.match(list?.text ?? '', /linked to no project yet; say/);
  });

  it('goes on in a team that the bot was taken out of and put into again', async () => {
    await world.sendMessage(PRIYA, 'add action Order the switches');
    await world.install(AMARA, GENERAL, 'remove');
    const before = (await world.messages()).length;
    await world.endMeeting({
      vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Priya Raman>I will call Kenji.</v>\n',
      subject: 'Atlas weekly project meeting',
    });
    await world.settle();
    assert.equal((await world.messages()).length, before, 'Nothing is said where the bot is not.');
    await world.passTime(3_600_000);
    await world.install(AMARA, GENERAL, 'add');
    assert.match(
      (await textsIn(GENERAL)).split('\n').at(-1) ?? '',
      /I am back in \*\*Atlas ERP migration\*\*/,
    );
    const [list] = await world.sendMessage(KENJI, 'actions');
    assert.match(list ? shownText(list) : '', /Order the switches/);
  });

  it('says nothing of being back where it was never gone', async () => {
    await world.install(AMARA, GENERAL, 'add');
    assert.doesNotMatch(await textsIn(GENERAL), /I am back/);
  });

  it('is silent in every channel of a team that the bot was taken out of, and back in all of them', async () => {
    await world.sendMessage(AMARA, 'setup name Atlas ERP migration', { conversation: CUTOVER });
    await world.install(AMARA, GENERAL, 'remove');
    assert.deepEqual((await projects())[0]?.places, []);
    await world.passTime(3_600_000);
    await world.install(AMARA, GENERAL, 'add');
    assert.deepEqual(
      (await projects())[0]?.places.map(({ conversationId }) => conversationId),
      [GENERAL, CUTOVER],
    );
    assert.equal((await textsIn(CUTOVER)).match(/I am back/g), null);
    assert.equal((await textsIn(GENERAL)).match(/I am back/g)?.length, 1);
  });

  it('answers again in a channel that refused it once, as soon as somebody speaks to it there', async () => {
    await world.app().transact(TENANT, ({ places }) => places.deactivate(GENERAL));
    const [list] = await world.sendMessage(KENJI, 'actions');
    assert.match(list ? shownText(list) : '', /Actions · Atlas ERP migration/);
  });
});
