/** Speech recognition without punctuation: where a new sentence begins, and what is a question by its form. */

/** Words with which a sentence may begin before its subject. */
const OPENING = `(?:(?:okay|ok|yeah|yep|yes|nope|nah|no|all right|alright|right|anyway|cool|sweet|great|perfect|thanks|so|and|but|well|then|also|now|oh|um|uh|sure) )`;
const SUBJECT = String.raw`(?:(?:i|we|you|they|he|she|it|there)(?:'ll|'m|'re|'s|'ve|'d| (?:will|can|can't|could|should|would|must|might|need|have|has|had|am|is|are|was|were|do|don't|did|didn't|won't|got|gotta|want|think|guess|put|sent|said|just|also|still|already|take|order|run)\b)|that(?:'s|'ll)|let's|let me|please|if you|my \w+ (?:is|are|has|have|keeps?))`;
const ASKING = String.raw`(?:(?:what|where|how|when)(?:'s|'re| (?:is|are|do|does|did|can|could|will|would|about|many|much|long))\b|(?:can|could|would|will|do|did|does|are|is|should|shall) (?:we|you|i|he|she|they|it|that|there|anyone|anybody|someone|somebody)\b)`;
const BEGINNING = new RegExp(
  String.raw` (?=${OPENING}*(?:${SUBJECT}|${ASKING})| but (?:the|my|our) |this is \w+ (?:by the way|here|speaking|again)\b|(?:everybody|everyone) (?:good|okay|fine|happy) with |(?:okay|ok|all right|anyway) (?!with |for |to |by |on |that'?s? )(?:\S+ ){2})| (?=${OPENING}(?:who|when|what|where|how)\b)`,
  'gi',
);

/** Behind these words the sentence goes on: "i think we can", "if you could", "the one that's". */
const GOES_ON =
  /(?:^|\s)(?:if|when|while|because|cause|that|what|who|whom|which|where|how|why|whether|than|as|until|till|before|after|since|once|unless|the|a|an|my|our|your|think|thought|guess|reckon|know|knows|said|say|says|hope|sure|mean|believe|suppose|wish|like|did|do|does|can|could|will|would|should|might|is|are|was|were|am|or|nor|for|to|of|with|in|on|at|by|from|about|told|tell|everything|everybody|everyone|all|thing|way|time|reason|ask|asked|see|make|let|so|and|but|then|well|okay|ok|yeah|yes|right|maybe|now|also|oh|um|minute|moment|soon|didn't|don't|doesn't|you|we|i|they|there's|even though|even|just|long|many|much|old|often)$/i;
/** Shorter pieces are left where they are. */
const LEAST_LETTERS = 8;

/** Offsets at which sentences begin in a run of words without punctuation. */
export function findBeginnings(run: string): number[] {
  const beginnings: number[] = [];
  let last = 0;
  for (const { index } of run.matchAll(BEGINNING)) {
    if (index - last < LEAST_LETTERS || run.length - index < LEAST_LETTERS) continue;
    if (GOES_ON.test(run.slice(Math.max(last, index - 14), index))) continue;
    beginnings.push(index + 1);
    last = index + 1;
  }
  return beginnings;
}

const QUESTION =
  /^(?:(?:okay|ok|yeah|yep|yes|all right|alright|right|cool|sweet|great|perfect|so|and|but|well|then|also|now|oh|good|nice|hey|,|@\d+)\s+)*(?:(?:who|what|when|where|how|why|which)(?:'s|'re| (?:is|are|was|were|do|does|did|can|could|will|would|should|about|many|much|long|soon|else|about)\b)(?! (?:the|my|our) \w+ (?:is|are|comes?)\b)|(?:can|could|would|will|do|does|did|is|are|should|shall|have|has|may|might|didn't|don't|isn't|wasn't|aren't) (?:we|you|i|he|she|they|it|that|this|there|the|my|our|your|anyone|anybody|someone|somebody|@\d+)\b|you (?:think|reckon) you\b)|\b(?:right|or not|or what|isn't it|aren't you|don't you|won't you|everybody good with that|everyone okay with that)$/i;

export const isQuestionByForm = (text: string): boolean => QUESTION.test(text);
