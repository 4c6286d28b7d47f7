/**
 * Builds the Teams app package: `node --import tsx tools/buildAppPackage.ts ENVIRONMENT`, such as `dev`.
 * Values come from `env/.env.ENVIRONMENT` and `env/.env.ENVIRONMENT.user`; the process environment wins.
 * Writes `appPackage/build/manifest.ENVIRONMENT.json` and `appPackage/build/appPackage.ENVIRONMENT.zip`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import {
  buildManifest,
  buildTranslation,
  type ManifestVariables,
  type MenuCommand,
  type TranslationTemplate,
} from './package/buildManifest.ts';
import { findManifestProblems, findTranslationProblems } from './package/checkManifest.ts';
import { writeZip, type ZipEntry } from './package/writeZip.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'appPackage');

/** Language of the manifest's own texts. */
const OWN_LANGUAGE = 'en-gb';

export interface BuiltPackage {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly entries: readonly ZipEntry[];
  /** What is not wrong but should be known, as sentences. */
  readonly notices: readonly string[];
}

/** Everything that goes into the package. Throws an Error with all problems when a schema refuses it. */
export function buildPackage(commands: readonly MenuCommand[], variables: ManifestVariables): BuiltPackage {
  const template = readFileSync(join(SOURCE, 'manifest.template.json'), 'utf8');
  const folder = join(SOURCE, 'locales');
  const languages = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => basename(name, '.json'));
  const manifest: Record<string, unknown> = {
    ...buildManifest(template, commands, variables),
    localizationInfo: {
      defaultLanguageTag: OWN_LANGUAGE,
      additionalLanguages: languages.map((language) => ({ languageTag: language, file: `${language}.json` })),
    },
  };
  const version = String(manifest.manifestVersion);
  const { short: shortName } = manifest.name as { short: string };
  const problems = findManifestProblems(manifest);
  const notices: string[] = [];
  const translations = languages.map((language) => {
    const source = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as TranslationTemplate;
    const { content, missing } = buildTranslation(source, commands, shortName);
    problems.push(
      ...findTranslationProblems(version, content).map((problem) => `${language}.json: ${problem}`),
    );
    if (missing.length > 0) notices.push(`${language}.json does not translate: ${missing.join(', ')}.`);
    return { name: `${language}.json`, content: toJsonBytes(content) };
  });
  if (problems.length > 0) throw new Error(`The app package is not valid.\n${problems.join('\n')}`);
  const icons = ['color.png', 'outline.png'].map((name) => ({
    name,
    content: readFileSync(join(SOURCE, name)),
  }));
  return {
    manifest,
    notices,
    entries: [{ name: 'manifest.json', content: toJsonBytes(manifest) }, ...icons, ...translations],
  };
}

/** Variables of an environment: its files, then what `processVariables` sets. */
export function readVariables(
  environment: string,
  processVariables: Readonly<Record<string, string | undefined>>,
): ManifestVariables {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const variables: Record<string, string> = { APP_VERSION: version, APP_NAME_SUFFIX: '' };
  const files = [`.env.${environment}`, `.env.${environment}.user`].map((name) => join(ROOT, 'env', name));
  for (const file of files.filter(existsSync)) Object.assign(variables, parseEnv(readFileSync(file, 'utf8')));
  for (const [name, value] of Object.entries(processVariables))
    if (value !== undefined) variables[name] = value;
  return variables;
}

const toJsonBytes = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');

async function main(environment: string | undefined): Promise<void> {
  if (environment === undefined || !/^[a-z][a-z0-9-]*$/.test(environment)) {
    throw new Error(
      'Say for which environment to build, such as: node --import tsx tools/buildAppPackage.ts dev',
    );
  }
  const { listCommands } = (await import(new URL('../src/app/commands.ts', import.meta.url).href)) as {
    listCommands: () => readonly MenuCommand[];
  };
  const { manifest, entries, notices } = buildPackage(
    listCommands(),
    readVariables(environment, process.env),
  );
  const build = join(SOURCE, 'build');
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, `manifest.${environment}.json`), toJsonBytes(manifest));
  writeFileSync(join(build, `appPackage.${environment}.zip`), writeZip(entries));
  for (const notice of notices) process.stderr.write(`${notice}\n`);
  process.stdout.write(`appPackage/build/appPackage.${environment}.zip\n`);
}

if (process.argv[1] === import.meta.filename) {
  main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
