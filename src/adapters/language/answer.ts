/** The shape of a model's answer: asked for strictly, read leniently, each item by itself. */
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { Claim } from '../../meetings/claims/claim.ts';

const cues = z.array(z.number().int());

const item = z.object({
  kind: z.enum(['action', 'decision', 'risk', 'issue', 'question']),
  text: z.string(),
  standing: z.enum(['committed', 'requested', 'proposed', 'withdrawn']),
  owners: z.array(z.object({ kind: z.enum(['speaker', 'person', 'team']), name: z.string() })),
  due: z.string().nullable(),
  evidence: z.array(z.object({ cues, quote: z.string() })),
  changes: z.array(
    z.object({
      what: z.enum(['text', 'owner', 'due', 'standing']),
      from: z.string(),
      cues,
      quote: z.string(),
    }),
  ),
  openItem: z.object({ key: z.string(), isDone: z.boolean() }).nullable(),
  certainty: z.enum(['high', 'medium', 'low']),
});

/** Where a server knows no JSON schema, JSON mode; where it knows neither, the words of the request must do. */
const JSON_SCHEMA = zodResponseFormat(z.object({ items: z.array(item) }), 'minutes');
export type ResponseFormat =
  | Pick<typeof JSON_SCHEMA, 'type' | 'json_schema'>
  | { readonly type: 'json_object' };
export const RESPONSE_FORMATS: readonly ResponseFormat[] = [
  { type: JSON_SCHEMA.type, json_schema: JSON_SCHEMA.json_schema },
  { type: 'json_object' },
];

const looseCues = z.array(z.coerce.number().int());
const looseEvidence = z.object({ cues: looseCues, quote: z.string() });

/** What a server without JSON schema leaves out, and numbers as text. */
const looseItem = item.extend({
  owners: item.shape.owners.nullish().transform((owners) => owners ?? []),
  due: z.string().nullish(),
  evidence: z.array(looseEvidence),
  changes: z
    .array(looseEvidence.extend({ what: item.shape.changes.element.shape.what, from: z.string() }))
    .nullish(),
  openItem: item.shape.openItem.nullish(),
  certainty: item.shape.certainty.nullish(),
});

/** What a model's word for its certainty is taken for; not measured, models differ. `low` is shown, not proposed. */
const CONFIDENCE = { high: 0.85, medium: 0.65, low: 0.45 } as const;

/** More items than this in one part of a meeting are no minutes; the rest is not looked at. */
const MOST_ITEMS = 80;

export interface ReadItem {
  /** 1-based place in the answer. */
  readonly number: number;
  readonly claim: Claim | null;
  /** Why it could not be read. */
  readonly problem?: string;
}

/** The items of an answer; a text when the whole is not of the agreed shape. `cueIdOf` gives the id behind a number. */
export function readAnswer(
  content: string,
  cueIdOf: (number: number) => string,
): readonly ReadItem[] | string {
  const value = jsonIn(content);
  if (value === undefined) return 'the answer is not JSON';
  const envelope = z.object({ items: z.array(z.unknown()) }).safeParse(value);
  if (!envelope.success) return 'the answer is not an object with a list "items"';
  return envelope.data.items.slice(0, MOST_ITEMS).map((each, index): ReadItem => {
    const parsed = looseItem.safeParse(each);
    const number = index + 1;
    if (parsed.success) return { number, claim: claimOf(parsed.data, cueIdOf) };
    const [first] = parsed.error.issues;
    return { number, claim: null, problem: `${first?.path.join('.')}: ${first?.message.toLowerCase()}` };
  });
}

function claimOf(read: z.output<typeof looseItem>, cueIdOf: (number: number) => string): Claim {
  const evidenceOf = (each: z.output<typeof looseEvidence>) => ({
    cueIds: each.cues.map(cueIdOf),
    quote: each.quote,
  });
  return {
    kind: read.kind,
    text: read.text,
    standing: read.standing,
    owners: read.owners,
    duePhrase: read.due?.trim() ? read.due.trim() : null,
    evidence: read.evidence.map(evidenceOf),
    changes: (read.changes ?? []).map((each) => ({
      what: each.what,
      from: each.from,
      evidence: evidenceOf(each),
    })),
    openItem: read.openItem ?? null,
    confidence: CONFIDENCE[read.certainty ?? 'medium'],
  };
}

/** Some models think aloud before they answer. */
const THOUGHTS = /<think>[\s\S]*?<\/think>/g;

/** The object in a text that may have a fence or words around it; undefined when there is none. */
function jsonIn(content: string): unknown {
  const answer = content.replace(THOUGHTS, '');
  const start = answer.indexOf('{');
  const end = answer.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(answer.slice(start, end + 1)) as unknown;
  } catch {
    return undefined;
  }
}
