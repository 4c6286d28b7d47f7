/** Labels of speakers: who is a person, who is a room, a number or nobody known. */

const BADGE =
  /\s*[([]\s*(?:guest|external|unverified|invited|host|co-?host|organi[sz]er|presenter|me|you|he\/him|she\/her|they\/them|[^()[\]]{0,30}(?:gast|extern|invité|invitado)[^()[\]]{0,10})\s*[)\]]\s*/giu;

const NOBODY = [
  /^(?:speaker|sprecher|orador|hablante|intervenant|spreker|locuteur|participant|attendee|user|guest|caller|unknown|person|voice)[\s_-]*(?:\d+|[a-z])?$/i,
  /^(?:unknown|unidentified|anonymous)(?:\s+(?:speaker|user|person|participant|caller|guest))?[\s_-]*\d*$/i,
  /^(?:conference|conf\.?|meeting|board|huddle|focus|video|teams)?\s*(?:room|raum|salle|sala|zaal)\b/i,
  /\b(?:meeting|conference|conf|board|huddle)[\s-]?(?:room|raum)\b/i,
  /\b(?:room|raum|salle|sala|zaal)\s*(?:\d|[A-Z]\d|$)/i,
  /^\+?[\d\s().*x-]{5,}$/,
  // Several voices at once.
  /^(?:all|everyone|everybody|both|group|crowd|audience|multiple (?:speakers|people)|alle|beide|tous|toutes|todos|todas|iedereen|全員|一同|全体|所有人|大家|모두)$/i,
  /^(?:iphone|ipad|android|mobile|phone|pstn|laptop|desktop)\b/i,
];

/** The name without badges such as `(Guest)`; a surname that is a word of a badge (`Peter Guest`) stays. */
export function nameOfLabel(label: string): string {
  const bare = label.replace(BADGE, ' ').replace(/\s+/g, ' ').trim();
  const comma = /^([^,]+),\s*([^,]+)$/.exec(bare);
  return comma === null ? bare : `${comma[2]?.trim()} ${comma[1]?.trim()}`;
}

/** True when a label names a person: not `Speaker 1`, not a meeting room, not a telephone number. */
export function namesPerson(label: string | null): label is string {
  if (label === null) return false;
  const name = nameOfLabel(label);
  return name !== '' && /\p{L}/u.test(name) && !NOBODY.some((pattern) => pattern.test(name));
}
