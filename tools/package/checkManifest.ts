/** Checks a manifest and its translations against the schemas that Microsoft ships. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);

/** Problems as sentences, empty when the manifest is valid by the schema of its own `manifestVersion`. */
export function findManifestProblems(manifest: Readonly<Record<string, unknown>>): string[] {
  return findProblems(String(manifest.manifestVersion), 'MicrosoftTeams.schema.json', manifest);
}

/** The same for a translation file of a manifest of that version, such as `1.30`. */
export function findTranslationProblems(version: string, translation: unknown): string[] {
  return findProblems(version, 'MicrosoftTeams.Localization.schema.json', translation);
}

function findProblems(version: string, file: string, value: unknown): string[] {
  // One pattern of the localization schema is no regular expression in Unicode mode.
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(readShippedSchema(version, file));
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) =>
      `${instancePath === '' ? 'The file' : instancePath} ${message ?? 'is wrong'}.`,
  );
}

function readShippedSchema(version: string, file: string): object {
  const home = dirname(require.resolve('@microsoft/app-manifest/package.json'));
  return JSON.parse(
    readFileSync(join(home, 'build/json-schemas/teams', `v${version}`, file), 'utf8'),
  ) as object;
}
