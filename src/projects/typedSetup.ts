/** `setup` as it is typed: `setup name Atlas site https://... zone Europe/Madrid locale en-GB coordinator @A manager @B board @C @D`. */
import type { IncomingMessage } from '../kernel/chat.ts';
import type { SetupInput } from './readSetup.ts';

const WORDS: Readonly<Record<string, keyof SetupInput>> = {
  name: 'name',
  site: 'siteUrl',
  zone: 'zone',
  locale: 'locale',
  coordinator: 'coordinatorId',
  manager: 'projectManagerId',
  board: 'changeBoard',
};

export const SETUP_USAGE =
  '`setup name Atlas ERP site https://contoso.sharepoint.com/sites/atlas zone Europe/Madrid locale en-GB coordinator @Name manager @Name board @Name @Name`';

/** What was typed after `setup`; mentions become Entra ids. Words that are left out are not in the result. */
export function readTypedSetup(rest: string, message: IncomingMessage): Partial<SetupInput> {
  const values: Partial<Record<keyof SetupInput, string>> = {};
  // Words between quotation marks are no keywords: a project may be called "Zone change".
  const pattern = new RegExp(`["“][^"”]*["”]|(?:^|\\s)(${Object.keys(WORDS).join('|')})\\s+`, 'giu');
  const found = [...rest.matchAll(pattern)].filter((match) => match[1] !== undefined);
  for (const [index, match] of found.entries()) {
    const key = WORDS[(match[1] ?? '').toLowerCase()];
    if (key === undefined) continue;
    const text = rest.slice(match.index + match[0].length, found[index + 1]?.index ?? rest.length).trim();
    const isPeople = key === 'coordinatorId' || key === 'projectManagerId' || key === 'changeBoard';
    values[key] = isPeople ? mentionedIds(text, message) : text.replace(/^["“](.*)["”]$/u, '$1');
  }
  return values;
}

function mentionedIds(text: string, { mentions }: IncomingMessage): string {
  return [...text.matchAll(/@\[(\d+)\]/g)]
    .map((match) => mentions[Number(match[1])]?.personId ?? '')
    .filter((id) => id !== '')
    .join(',');
}
