import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { listOptions, readConfig } from '../../../src/app/config.ts';
import { drawColourIcon, drawOutlineIcon } from '../../../tools/makeIcons.ts';
import { findPlaceholders } from '../../../tools/package/buildManifest.ts';
import { crc32, writeZip } from '../../../tools/package/writeZip.ts';
import { AS_STARTED } from '../../support/asStarted.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (readonly number[])[];
}

function readPng(png: Buffer): Picture {
  let compressed: Buffer | undefined;
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    compressed = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
  }
  assert.ok(compressed, 'the picture has an IDAT chunk');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const rows = inflateSync(compressed);
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const start = Math.floor(index / width) * (width * 4 + 1) + 1 + (index % width) * 4;
    return [...rows.subarray(start, start + 4)];
  });
  return { width, height, pixels };
}

describe('icons', () => {
  it('are the ones that the tool draws', () => {
    assert.deepEqual(readPng(readFileSync('appPackage/color.png')), readPng(drawColourIcon()));
    assert.deepEqual(readPng(readFileSync('appPackage/outline.png')), readPng(drawOutlineIcon()));
  });

  it('have the colour one in 192 by 192 pixels, opaque', () => {
    const { width, height, pixels } = readPng(readFileSync('appPackage/color.png'));
    assert.deepEqual([width, height], [192, 192]);
    assert.ok(pixels.every(([, , , alpha]) => alpha === 255));
  });

  it('have the outline one in 32 by 32 pixels, white on transparent', () => {
    const { width, height, pixels } = readPng(readFileSync('appPackage/outline.png'));
    assert.deepEqual([width, height], [32, 32]);
    assert.ok(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255));
    const clear = pixels.filter(([, , , alpha]) => alpha === 0).length;
    const solid = pixels.filter(([, , , alpha]) => alpha === 255).length;
    assert.ok(clear > 500 && solid > 100, `${clear} clear and ${solid} solid pixels`);
  });
});

describe('writeZip', () => {
  it('writes the bytes that the format asks for, for an archive of nothing', () => {
    assert.equal(writeZip([]).toString('hex'), `504b0506${'00'.repeat(18)}`);
  });
});

describe('crc32', () => {
  it('gives the check value of the algorithm', () => {
    assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
  });
});

interface ToolkitFile {
  readonly [stage: string]: unknown;
  readonly provision: readonly { readonly uses: string }[];
}

const usesOf = (file: ToolkitFile, stage: string): string[] =>
  (file[stage] as readonly { readonly uses: string }[]).map(({ uses }) => uses);

describe('Agents Toolkit files', () => {
  const schema = JSON.parse(read('tests/fixtures/package/agentsToolkitYaml.v1.11.schema.json')) as object;

  for (const name of ['teamsapp.yml', 'teamsapp.local.yml']) {
    it(`has ${name} valid by the published schema`, () => {
      const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
      assert.ok(validate(parse(read(name))), JSON.stringify(validate.errors, null, 1));
    });
  }

  it('provisions, deploys and publishes in an order that works', () => {
    const cloud = parse(read('teamsapp.yml')) as ToolkitFile;
    assert.deepEqual(usesOf(cloud, 'provision'), [
      'teamsApp/create',
      'arm/deploy',
      'script',
      'arm/deploy',
      'script',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ]);
    assert.deepEqual(usesOf(cloud, 'publish').at(-1), 'teamsApp/publishAppPackage');
  });

  it('names every variable of the manifest, the parameters and the toolkit files in the samples', () => {
    const ownNames = ['APP_VERSION'];
    const named = (sample: string): string[] =>
      [...read(sample).matchAll(/^(?:# )?([A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
    const wanted = (files: readonly string[]): string[] =>
      files.flatMap((file) => findPlaceholders(read(file))).filter((name) => !ownNames.includes(name));
    const cloud = [
      'appPackage/manifest.template.json',
      'teamsapp.yml',
      'infra/main.parameters.json',
      'infra/registry.parameters.json',
    ];
    const local = ['appPackage/manifest.template.json', 'teamsapp.local.yml'];
    assert.deepEqual(
      wanted(cloud).filter((name) => !named('env/.env.dev.sample').includes(name)),
      [],
    );
    assert.deepEqual(
      wanted(local).filter((name) => !named('env/.env.local.sample').includes(name)),
      [],
    );
  });

  it('writes only options that the configuration has for a bot on this machine', () => {
    const local = parse(read('teamsapp.local.yml')) as {
      deploy: { with: { envs: Record<string, string> } }[];
    };
    const known = listOptions().map(({ name }) => name);
    assert.deepEqual(
      Object.keys(local.deploy[0]?.with.envs ?? {}).filter((name) => !known.includes(name)),
      [],
    );
  });

  it('has samples that hold names and no values', () => {
    for (const sample of ['env/.env.dev.sample', 'env/.env.local.sample']) {
      const lines = read(sample)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
      assert.deepEqual(
        lines.filter((line) => !/^[A-Z0-9_]+=$/.test(line)),
        [],
        sample,
      );
    }
  });
});

describe('infrastructure', () => {
  const main = read('infra/main.bicep');
  const moduleNames = readdirSync('infra/modules').map((name) => name.replace('.bicep', ''));
  const modules = new Map(moduleNames.map((name) => [name, read(`infra/modules/${name}.bicep`)]));
  const moduleText = (name: string): string =>
    modules.get(name) ?? assert.fail(`There is no module ${name}.`);

  /** Names of `param` lines without a default. */
  const wantedParameters = (text: string): string[] =>
    [...text.matchAll(/^param (\w+) \w+$/gm)].map(([, name = '']) => name).sort();

  it('uses every module and gives each all of its parameters', () => {
    for (const [name, text] of modules) {
      const call = new RegExp(`module \\w+ 'modules/${name}\\.bicep' = \\{[\\s\\S]*?\\n\\}`).exec(main)?.[0];
      assert.ok(call, `main.bicep does not use ${name}`);
      const given = [...call.matchAll(/(?:params: \{ |^ {4}|, )(\w+):/gm)].map(([, key = '']) => key).sort();
      assert.deepEqual(given, wantedParameters(text), name);
    }
  });

  it('reads only outputs that the modules have', () => {
    for (const [, name = '', output = ''] of main.matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
      assert.match(moduleText(name), new RegExp(`^output ${output} `, 'm'), `${name}.${output}`);
    }
  });

  it('gives every parameter that has no default a value', () => {
    const { parameters } = JSON.parse(read('infra/main.parameters.json')) as { parameters: object };
    assert.deepEqual(Object.keys(parameters).sort(), wantedParameters(main));
  });

  it('marks every password as secure and puts none into an output', () => {
    for (const text of [main, ...modules.values()]) {
      for (const { index } of text.matchAll(/^param \w*[Pp]assword string$/gm)) {
        assert.match(text.slice(0, index), /@secure\(\)\n(@.*\n)*$/);
      }
      assert.deepEqual([...text.matchAll(/^output .*([Pp]assword|listKeys|connectionString).*$/gm)], []);
    }
  });

  it('keeps the database off the internet and demands TLS', () => {
    const text = moduleText('database');
    assert.match(text, /publicNetworkAccess: 'Disabled'/);
    assert.match(text, /name: 'require_secure_transport'\s+properties: \{ value: 'ON'/);
    assert.match(text, /name: 'ssl_min_protocol_version'\s+properties: \{ value: 'TLSv1\.2'/);
    assert.doesNotMatch(text, /firewallRules/);
  });

  it('serves HTTPS only, checks health, and takes the database address from the vault', () => {
    const text = moduleText('app');
    assert.match(text, /allowInsecure: false/);
    assert.equal([...text.matchAll(/path: '\/health'/g)].length, 3);
    assert.match(text, /keyVaultUrl: databaseUrlSecretUri, identity: identityId/);
    assert.match(text, /keyVaultUrl: notificationSecretUri, identity: identityId/);
    assert.match(text, /name: 'DATABASE_URL', secretRef: 'database-url'/);
    assert.match(text, /name: 'DECISION_LINK_SECRET', secretRef: 'decision-link-secret'/);
    assert.match(text, /empty\(mailSender\)/);
  });

  it('sets only options that the configuration has, and enough of them to start', () => {
    const names = [...moduleText('app').matchAll(/\{ name: '([A-Z0-9_]+)'/g)].map(([, name = '']) => name);
    const known = listOptions().map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !known.includes(name)),
      [],
    );
    const values: Record<string, string> = {
      DOCKET_PORT: '3978',
      DOCKET_PUBLIC_URL: 'https://docket.harbour.example',
      MICROSOFT_APP_TYPE: 'UserAssignedMSI',
      MICROSOFT_APP_ID: '66666666-7777-4888-8999-aaaaaaaaaaaa',
      MICROSOFT_APP_TENANT_ID: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
      DATABASE_URL: 'postgres://docket:secret@db.harbour.example:5432/docket',
      NOTIFICATION_SECRET: 'a text of at least thirty-two characters',
      DECISION_LINK_SECRET: 'a text of at least thirty-two characters',
    };
    const environment = Object.fromEntries(names.map((name) => [name, values[name] ?? 'x']));
    assert.equal(readConfig(environment).isLocal, false);
  });

  it('signs the bot in as the managed identity and connects Teams', () => {
    const text = moduleText('bot');
    assert.match(text, /msaAppType: 'UserAssignedMSI'/);
    assert.match(text, /msaAppMSIResourceId: identityId/);
    assert.match(text, /name: 'MsTeamsChannel'/);
    assert.match(text, /endpoint: 'https:\/\/\$\{domain\}\/api\/messages'/);
  });

  it('protects the vault by roles and against purging', () => {
    const text = moduleText('vault');
    assert.match(text, /enableRbacAuthorization: true/);
    assert.match(text, /enablePurgeProtection: true/);
  });

  it('has balanced brackets in every file', () => {
    for (const [name, text] of [['main', main] as const, ...modules]) {
      const code = text.replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/'(?:[^'\\]|\\.)*'/g, '');
      for (const [open, close] of ['{}', '[]', '()']) {
        assert.equal(
          code.split(open ?? '').length,
          code.split(close ?? '').length,
          `${name} ${open}${close}`,
        );
      }
    }
  });
});

describe('npm start', () => {
  it('starts Node as tests and benches do', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const started = `node ${AS_STARTED.join(' ')} tools/docket.mjs`;
    assert.equal(scripts.start, `${started} start`);
    assert.equal(scripts.docket, started);
  });
});

describe('Dockerfile', () => {
  const text = read('Dockerfile');

  it('runs the built program as a plain user with production packages only', () => {
    assert.match(text, /npm ci --omit=dev/);
    assert.match(text, /^USER node$/m);
    assert.match(text, /^CMD \["node", "--max-semi-space-size=32", "dist\/app\/main\.js"\]$/m);
    assert.ok(
      text.lastIndexOf('USER node') > text.lastIndexOf('RUN '),
      'nothing is run after the user changes',
    );
  });

  it('checks its health at the path that the infrastructure asks', () => {
    assert.match(text, /HEALTHCHECK[\s\S]*\/health/);
  });

  it('copies only what .dockerignore lets in', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    assert.deepEqual(
      copied.filter((name) => !allowed.includes(name)),
      [],
    );
  });
});
