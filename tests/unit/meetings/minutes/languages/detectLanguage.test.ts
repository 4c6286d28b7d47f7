import assert from 'node:assert/strict';
import { detectLanguage } from '../../../../../src/meetings/minutes/languages/detectLanguage.ts';
import { readableTalk } from '../../../../../src/meetings/minutes/languages/readableTalk.ts';
import { readTalk } from '../talk.ts';

const cuesOf = (texts: readonly string[], language?: string) => ({
  cues: texts.map((text, at) => ({
    id: `c${at}`,
    startMs: at * 1_000,
    endMs: at * 1_000 + 900,
    speaker: null,
    text,
    ...(language === undefined ? {} : { language }),
  })),
});

const SAMPLES: readonly (readonly [tag: string, text: string])[] = [
  ['en', 'We will send the plan to the vendor by Friday, and then we look at it again.'],
  ['de', 'Wir schicken den Plan bis Freitag an den Lieferanten und sehen ihn uns dann noch einmal an.'],
  ['fr', "On envoie le plan au fournisseur avant vendredi et on le regarde encore une fois avec l'équipe."],
  ['es', 'Enviamos el plan al proveedor antes del viernes y luego lo miramos otra vez con el equipo.'],
  ['nl', 'We sturen het plan voor vrijdag naar de leverancier en dan kijken we er nog een keer naar.'],
  ['it', 'Mandiamo il piano al fornitore entro venerdì e poi lo guardiamo ancora una volta con il gruppo.'],
  ['pt', 'Vamos enviar o plano ao fornecedor até sexta-feira e depois a gente olha mais uma vez.'],
  ['pl', 'Wyślemy plan do dostawcy do piątku, a potem jeszcze raz na niego popatrzymy, bo nie jest gotowy.'],
  ['sv', 'Vi skickar planen till leverantören på fredag och sedan tittar vi på den en gång till.'],
  ['ja', '金曜日までに計画をベンダーに送ります。'],
  ['ar', 'سنرسل الخطة إلى المورد قبل يوم الجمعة.'],
  ['ru', 'Мы отправим план поставщику до пятницы.'],
  ['ko', '금요일까지 계획을 공급업체에 보내겠습니다.'],
  ['zh', '我们会在星期五之前把计划发给供应商。'],
];

describe('detectLanguage', () => {
  for (const [tag, text] of SAMPLES) {
    it(`hears ${tag}`, () => {
      assert.deepEqual(detectLanguage(cuesOf([text])), { tag, others: [] });
    });
  }

  it('hears the language of most words, with the share of the other', () => {
    const german = SAMPLES.find(([tag]) => tag === 'de')?.[1] ?? '';
    const english = SAMPLES.find(([tag]) => tag === 'en')?.[1] ?? '';
    const { tag, others } = detectLanguage(
      cuesOf([german, german, german, german, german, german, english, english, english, english]),
    );
    assert.equal(tag, 'de');
    assert.deepEqual(
      others.map((other) => other.tag),
      ['en'],
    );
    assert.ok((others[0]?.share ?? 0) > 0.2 && (others[0]?.share ?? 1) < 0.5);
  });

  it('leaves English terms in a German meeting out of account', () => {
    const talk =
      'Ich habe den Cutover Plan im Backlog, das Release Deployment ist noch nicht im Staging getestet.';
    assert.deepEqual(detectLanguage(cuesOf([talk, talk, talk])), { tag: 'de', others: [] });
  });

  it('takes the tag of the file where the words do not tell', () => {
    assert.equal(detectLanguage(cuesOf(['Okay.', 'Super.'], 'de-de')).tag, 'de');
    assert.equal(detectLanguage(cuesOf(['Zzz.'])).tag, null);
  });

  it('believes the words rather than a tag that an organiser forgot to change', () => {
    const french = SAMPLES.find(([tag]) => tag === 'fr')?.[1] ?? '';
    assert.equal(detectLanguage(cuesOf([french, french], 'en-us')).tag, 'fr');
  });
});

describe('readableTalk', () => {
  it('reads short talk in the language of the project', () => {
    assert.equal(readableTalk(cuesOf(['Zzz.']), 'nl-NL').language?.tag, 'nl');
    assert.equal(readableTalk(cuesOf(['Zzz.']), 'ja-JP').language?.tag, 'en');
  });

  it('names both languages of a mixed meeting', () => {
    const german = SAMPLES.find(([tag]) => tag === 'de')?.[1] ?? '';
    const spanish = SAMPLES.find(([tag]) => tag === 'es')?.[1] ?? '';
    const { notices } = readableTalk(
      cuesOf([german, german, german, german, spanish, spanish, spanish]),
      'en-GB',
    );
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', /gehalten: Spanisch \(\d\d %\)\. Gelesen wurde sie auf Deutsch/);
  });
});

describe('makeRulesEngine, a language that it does not read', () => {
  it('keeps the attendees, takes nothing from the words and says so', async () => {
    const minutes = await readTalk([
      'Amara: Dzień dobry, wyślę wam plan do piątku, bo jeszcze nie jest gotowy.',
      'Kenji: Dobrze, ja sprawdzę serwery, bo nie działają tak jak trzeba.',
      'Amara: I will also do this and that by Friday.',
    ]);
    assert.deepEqual(minutes.items, []);
    assert.deepEqual(
      minutes.attendees.map(({ name }) => name),
      ['Amara Okafor', 'Kenji Mori'],
    );
    assert.equal(minutes.language, 'pl');
    assert.match(
      minutes.notices?.[0] ?? '',
      /^The meeting was held in Polish, which Docket does not read; it reads English, German, French, Spanish and Dutch\./,
    );
  });

  it('says in the words of the project that a meeting is in a language that it does not read', () => {
    const { cues } = cuesOf(
      Array.from(
        { length: 8 },
        () => 'Wyślemy plan do dostawcy do piątku, a potem jeszcze raz na niego popatrzymy.',
      ),
    );
    assert.match(
      readableTalk({ cues }, 'fr-FR').notices[0] ?? '',
      /^La réunion s'est tenue en polonais, que Docket ne lit pas/,
    );
    assert.match(
      readableTalk({ cues }, 'nl-NL').notices[0] ?? '',
      /^De vergadering was in het Pools, dat Docket niet leest/,
    );
    assert.match(
      readableTalk({ cues }, 'pl-PL').notices[0] ?? '',
      /^The meeting was held in Polish, which Docket does not read/,
    );
  });
});
