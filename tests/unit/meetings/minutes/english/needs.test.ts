import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mayMatch } from '../../../../../src/meetings/minutes/acts.ts';
import { english } from '../../../../../src/meetings/minutes/english/index.ts';
import { STATEMENT_RULES } from '../../../../../src/meetings/minutes/english/statementRules.ts';

const TALK = new URL('../../../../meetings/source/', import.meta.url);

/** Everything said in the written meetings that may be read. */
const sentences = ['tuning', 'short'].flatMap((set) =>
  readdirSync(new URL(`${set}/`, TALK)).flatMap((name) =>
    (readFileSync(new URL(`${set}/${name}`, TALK), 'utf8').split('\n---\n')[1] ?? '')
      .split(/\n[+\w]+: |(?<=[.?!]) /)
      .map((said) => english.normalise(said.replace(/ ?\[#\w+\]|\{/g, '').trim())),
  ),
);

describe('the quick look before a rule', () => {
  it('passes whatever the pattern of the rule matches', () => {
    const rules = [...english.actRules, ...STATEMENT_RULES].filter(({ needs }) => needs !== undefined);
    assert.ok(rules.length > 25);
    for (const sentence of sentences) {
      const lower = sentence.toLowerCase();
      for (const { id, needs, pattern } of rules)
        assert.ok(mayMatch(needs, lower) || !pattern.test(sentence), `${id}: ${sentence}`);
    }
  });
});
