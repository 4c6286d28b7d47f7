/** The people of `--roster FILE.json`: the product's own shape, Graph's, or plain names. */
import { z } from 'zod';
import { InputError } from '../../kernel/errors.ts';
import { asPersonId } from '../../kernel/ids.ts';
import type { RosterMember } from '../../kernel/people.ts';

const text = z.string().trim().min(1);
const optional = text.nullish();

const entry = z.union([
  text,
  z.object({
    id: optional,
    name: optional,
    displayName: optional,
    mail: optional,
    email: optional,
    userPrincipalName: optional,
    givenName: optional,
    surname: optional,
    nicknames: z.array(text).nullish(),
    department: optional,
    jobTitle: optional,
    isGuest: z.boolean().nullish(),
  }),
]);

/** `Marta Rossi <marta.rossi@contoso.example>`, or the address in round brackets. */
const NAME_AND_MAIL = /^(?<name>.*?)\s*[<(]\s*(?<mail>[^<>()\s]+@[^<>()\s]+)\s*[>)]$/;

/**
 * A list of `{ id, name, mail, givenName, surname, nicknames, department }`, of Graph's users, or of texts such as
 * `Name <mail>`; also as `people`, `members`, `roster` or `value` of an object. Whoever has no id has the mail, else the
 * name, for one. Throws InputError that names the entry.
 */
export function readRoster(content: string, file: string): readonly RosterMember[] {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (cause) {
    const where = (cause as Error).message.replace(/\s+/g, ' ').slice(0, 120);
    throw new InputError('roster', `--roster: ${file} is no JSON: ${where}.`, { cause });
  }
  const list = listIn(value);
  if (list === null)
    throw new InputError(
      'roster',
      `--roster: ${file} holds no list of people; write [{ "id", "name", "mail" }].`,
    );
  return list.map((each, index) => readMember(each, index, file));
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  const holder = value as Readonly<Record<string, unknown>>;
  const list = ['people', 'members', 'roster', 'value'].map((key) => holder[key]).find(Array.isArray);
  return list ?? null;
}

function readMember(value: unknown, index: number, file: string): RosterMember {
  const parsed = entry.safeParse(value);
  const refuse = (problem: string): InputError =>
    new InputError('roster', `--roster: ${file}: person ${index + 1} ${problem}.`);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const path = problem?.path.join('.') ?? '';
    throw refuse(`cannot be read${path === '' ? '' : ` (${path})`}; write { "id", "name", "mail" }`);
  }
  const given =
    typeof parsed.data === 'string'
      ? { name: parsed.data, ...NAME_AND_MAIL.exec(parsed.data)?.groups }
      : parsed.data;
  const {
    id,
    name,
    displayName,
    mail,
    email,
    userPrincipalName,
    ...more
  }: Exclude<z.output<typeof entry>, string> = given;
  const fullName = name ?? displayName;
  if (fullName == null) throw refuse('has no name');
  const address = mail ?? email ?? userPrincipalName;
  return {
    id: asPersonId(id ?? address ?? fullName),
    name: fullName,
    ...(address == null ? {} : { mail: address }),
    ...present(more),
  };
}

/** What has a value. */
function present<T extends object>(value: T): { readonly [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each != null)) as {
    readonly [Key in keyof T]?: NonNullable<T[Key]>;
  };
}
