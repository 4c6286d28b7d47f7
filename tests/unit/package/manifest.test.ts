import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildPackage, readVariables } from '../../../tools/buildAppPackage.ts';
import { buildManifest, findPlaceholders, type MenuCommand } from '../../../tools/package/buildManifest.ts';
import { findManifestProblems } from '../../../tools/package/checkManifest.ts';
import { readZip } from './readZip.ts';

const TEMPLATE = readFileSync('appPackage/manifest.template.json', 'utf8');

const VARIABLES = {
  APP_VERSION: '1.2.3',
  APP_NAME_SUFFIX: '-dev',
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_ID: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  AAD_APP_CLIENT_ID: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  BOT_DOMAIN: 'docket.harbour.example',
  DEVELOPER_NAME: 'Harbour "IT" Logistics',
  DEVELOPER_WEBSITE_URL: 'https://harbour.example/docket',
  DEVELOPER_PRIVACY_URL: 'https://harbour.example/privacy',
  DEVELOPER_TERMS_URL: 'https://harbour.example/terms',
};

const COMMANDS: readonly MenuCommand[] = [
  { words: ['actions', 'todo'], help: 'Shows the open actions', usage: 'actions', menu: true },
  { words: ['doctor'], help: 'Checks the set-up', usage: 'doctor' },
  { words: ['frobnicate'], help: 'Has no translation', usage: 'frobnicate', menu: true },
];

type Manifest = {
  bots: {
    commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[];
    scopes: string[];
  }[];
  authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } };
  developer: { name: string };
  supportsChannelFeatures: string;
};

describe('buildManifest', () => {
  it('gives a manifest that the shipped schema accepts', () => {
    const manifest = buildManifest(TEMPLATE, COMMANDS, VARIABLES);
    assert.deepEqual(findManifestProblems(manifest), []);
  });

  it('lists the commands that ask for the menu, for every scope of the bot', () => {
    const { bots } = buildManifest(TEMPLATE, COMMANDS, VARIABLES) as unknown as Manifest;
    assert.deepEqual(bots[0]?.commandLists, [
      {
        scopes: ['team', 'groupChat', 'personal'],
        commands: [
          { title: 'actions', description: 'Shows the open actions' },
          { title: 'frobnicate', description: 'Has no translation' },
        ],
      },
    ]);
  });

  it('asks for five resource-specific permissions and no write among them', () => {
    const { authorization } = buildManifest(TEMPLATE, [], VARIABLES) as unknown as Manifest;
    const names = authorization.permissions.resourceSpecific.map(({ name }) => name);
    assert.equal(names.length, 5);
    assert.deepEqual(
      names.filter((name) => !/\.Read(Basic)?\./.test(name)),
      [],
    );
  });

  it('keeps quotes of a value as text', () => {
    const { developer } = buildManifest(TEMPLATE, [], VARIABLES) as unknown as Manifest;
    assert.equal(developer.name, 'Harbour "IT" Logistics');
  });

  it('names every variable without a value', () => {
    const { BOT_ID: _, BOT_DOMAIN: __, ...rest } = VARIABLES;
    assert.throws(() => buildManifest(TEMPLATE, [], rest), /no value: BOT_DOMAIN, BOT_ID\./);
  });

  it('refuses an eleventh menu command, which Teams would not show', () => {
    const many = Array.from({ length: 11 }, (_, index) => ({
      words: [`c${index}`],
      help: 'x',
      usage: 'x',
      menu: true,
    }));
    assert.throws(() => buildManifest(TEMPLATE, many, VARIABLES), /11 commands have menu: true/);
  });

  it('refuses a command of more than 32 characters', () => {
    const long = [{ words: ['x'.repeat(33)], help: 'x', usage: 'x', menu: true }];
    assert.throws(() => buildManifest(TEMPLATE, long, VARIABLES), /1 to 32 characters/);
  });
});

describe('findManifestProblems', () => {
  it('says where a manifest breaks the schema', () => {
    const manifest = buildManifest(TEMPLATE, COMMANDS, { ...VARIABLES, BOT_ID: 'not-a-guid' });
    assert.match(findManifestProblems(manifest).join('\n'), /^\/bots\/0\/botId must match pattern/m);
  });
});

describe('buildPackage', () => {
  it('packs manifest, both icons and every translation, and the archive reads back', () => {
    const { entries } = buildPackage(COMMANDS, VARIABLES);
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['manifest.json', 'color.png', 'outline.png', 'de.json', 'es.json', 'fr.json'],
    );
    const read = readZip(entries);
    assert.deepEqual(
      [...read.keys()],
      entries.map(({ name }) => name),
    );
    for (const { name, content } of entries) assert.ok(read.get(name)?.equals(content), name);
  });

  it('translates a command at the place it has in the list, and tells what is not translated', () => {
    const { entries, notices } = buildPackage([...COMMANDS].reverse(), VARIABLES);
    const german = JSON.parse(String(entries.find(({ name }) => name === 'de.json')?.content)) as Record<
      string,
      string
    >;
    assert.equal(
      german['bots[0].commandLists[0].commands[1].description'],
      'Zeigt die offenen Aufgaben des Projekts',
    );
    assert.equal(german['bots[0].commandLists[0].commands[0].description'], undefined);
    assert.ok(notices.includes('de.json does not translate: frobnicate.'));
  });

  it('names its translations in the manifest', () => {
    const { manifest } = buildPackage(COMMANDS, VARIABLES);
    assert.deepEqual(manifest.localizationInfo, {
      defaultLanguageTag: 'en-gb',
      additionalLanguages: ['de', 'es', 'fr'].map((language) => ({
        languageTag: language,
        file: `${language}.json`,
      })),
    });
  });

  it('refuses a manifest that Teams would refuse', () => {
    assert.throws(
      () => buildPackage(COMMANDS, { ...VARIABLES, TEAMS_APP_ID: 'x' }),
      /not valid\.\n\/id must match/,
    );
  });
});

describe('readVariables', () => {
  it('takes the version from package.json and lets the process environment win', () => {
    const variables = readVariables('nowhere', { BOT_ID: 'from-process', EMPTY: undefined });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(variables.APP_VERSION, version);
    assert.equal(variables.BOT_ID, 'from-process');
    assert.ok(!('EMPTY' in variables));
  });
});

describe('translations', () => {
  it('cover the same texts and commands in every language', () => {
    const shapes = ['de', 'es', 'fr'].map((language) => {
      const { commands, ...texts } = JSON.parse(
        readFileSync(`appPackage/locales/${language}.json`, 'utf8'),
      ) as {
        commands: object;
      };
      return [Object.keys(texts), Object.keys(commands)];
    });
    assert.deepEqual(shapes[1], shapes[0]);
    assert.deepEqual(shapes[2], shapes[0]);
  });
});

describe('findPlaceholders', () => {
  it('names each placeholder once', () => {
    assert.deepEqual(
      findPlaceholders(['{{B}}', '{{ A }}', '{{B}}', '{NOT_ONE}'].map((name) => `$${name}`).join(' ')),
      ['A', 'B'],
    );
  });
});
