/** The Teams manifest and its translations, from the templates and the command definitions. Pure. */
import type { Command } from '../../src/kernel/capability.ts';

export type ManifestVariables = Readonly<Record<string, string>>;

/** What of a command the manifest shows. */
export type MenuCommand = Pick<Command, 'words' | 'help' | 'usage' | 'menu'>;

export interface TranslationTemplate {
  readonly [key: string]: string | Readonly<Record<string, string>>;
  /** Help lines by a command's first word. */
  readonly commands: Readonly<Record<string, string>>;
}

export interface BuiltTranslation {
  readonly content: Readonly<Record<string, string>>;
  /** Words of menu commands that the template does not translate; Teams shows them in English. */
  readonly missing: readonly string[];
}

/** Teams' clients show ten commands of 32 characters ("Create a commands menu"), whatever the schema allows. */
const MOST_COMMANDS = 10;
const LONGEST_TITLE = 32;
const LONGEST_DESCRIPTION = 128;

const PLACEHOLDER = /\$\{\{\s*([A-Z0-9_]+)\s*\}\}/g;

/** Names of all `${{NAME}}` in a text, each once, sorted. */
export function findPlaceholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))].sort();
}

/**
 * Fills the template's `${{NAME}}` and its bot's command list. Values are put in as JSON text.
 * Throws an Error that names every variable that has no value, and every command that Teams would cut.
 */
export function buildManifest(
  template: string,
  commands: readonly MenuCommand[],
  variables: ManifestVariables,
): Record<string, unknown> {
  const missing = findPlaceholders(template).filter((name) => variables[name] === undefined);
  if (missing.length > 0) {
    throw new Error(`The manifest needs these variables, which have no value: ${missing.join(', ')}.`);
  }
  const filled = template.replace(PLACEHOLDER, (_, name: string) =>
    JSON.stringify(variables[name] ?? '').slice(1, -1),
  );
  const manifest = JSON.parse(filled) as { bots: { scopes: string[]; commandLists: unknown[] }[] } & Record<
    string,
    unknown
  >;
  const menu = menuCommands(commands);
  for (const bot of manifest.bots) {
    bot.commandLists =
      menu.length === 0
        ? []
        : [{ scopes: bot.scopes, commands: menu.map(({ title, help }) => ({ title, description: help })) }];
  }
  return manifest;
}

/** One language's file by the localization schema; the short name is no word to translate. Keys of commands follow the order of the manifest's list. */
export function buildTranslation(
  template: TranslationTemplate,
  commands: readonly MenuCommand[],
  shortName: string,
): BuiltTranslation {
  const content: Record<string, string> = {
    $schema:
      'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json',
    'name.short': shortName,
  };
  for (const [key, value] of Object.entries(template)) if (typeof value === 'string') content[key] = value;
  const missing: string[] = [];
  for (const [index, { title }] of menuCommands(commands).entries()) {
    const translated = template.commands[title];
    if (translated === undefined) missing.push(title);
    else content[`bots[0].commandLists[0].commands[${index}].description`] = translated;
  }
  return { content, missing };
}

function menuCommands(commands: readonly MenuCommand[]): { title: string; help: string }[] {
  const menu = commands
    .filter((command) => command.menu === true)
    .map(({ words, help }) => ({ title: words[0] ?? '', help }));
  if (menu.length > MOST_COMMANDS) {
    throw new Error(`${menu.length} commands have menu: true; Teams shows ${MOST_COMMANDS}.`);
  }
  for (const { title, help } of menu) {
    if (title === '' || title.length > LONGEST_TITLE) {
      throw new Error(`The command "${title}" needs a first word of 1 to ${LONGEST_TITLE} characters.`);
    }
    if (help.length > LONGEST_DESCRIPTION) {
      throw new Error(
        `The help of "${title}" has ${help.length} characters; Teams takes ${LONGEST_DESCRIPTION}.`,
      );
    }
  }
  return menu;
}
