/** English verbs by what they say about work, and their forms. */

/** Things people take on in IT projects. */
const TASK = `
accept add agree adapt address adjust align allocate amend analyse analyze announce answer apply approach approve archive arrange ask assemble assess assign
attach audit automate back backup benchmark block book brief bring budget build calculate call cancel capture catalogue change chase check clarify clean
clear close code collate collect combine come comment communicate compare compile complete compose confirm configure connect consolidate consult contact
convert convince coordinate copy correct cost count cover create cut decommission define delete deliver deploy describe design detail determine develop
diagnose dig disable discuss distribute divide do document double-check downgrade download draft draw drive drop duplicate edit email e-mail enable
engage enrol ensure enter escalate establish estimate evaluate examine expand expedite explore export extend extract fetch figure file fill finalise
finalize find finish fix flag flip follow forecast format forward gather generate get give go grant handle hand have help hire host identify implement
import improve include inform initiate install instruct integrate interview investigate invite isolate issue join keep kick label launch lead learn
liaise line link list load lock log look mail make manage map mark measure meet merge message migrate mirror mock model modify monitor mount move name
negotiate notify nudge obtain offer onboard open optimise optimize order organise organize outline own package pass patch pay pen perform phone pick pilot pair
ping plan plug populate post postpone prepare present price print prioritise prioritize probe process procure produce program prompt propose prototype provide
provision publish pull purchase push put query raise reach read reassign rebase rebuild recheck record recruit redeploy redesign redo redraft reduce
refactor refresh register reinstall reissue release remind remove rename renew repair replace replicate reply report republish request rerun re-run reschedule
reproduce research reserve reset resend re-send reset resolve respond restart restore resubmit retest retire retrieve return revert review revise revisit rewrite
ring roll rotate run scan schedule scope script search secure send separate set settle setup share shift ship shorten show shut sign simplify simulate sit sketch size
sort source specify split spin stage standardise start stop store strip submit summarise summarize supply support swap switch sync synchronise synchronize
tag take talk target task tell test tidy touch trace track train transfer translate trigger troubleshoot try tune turn type uninstall unblock unlock update
upgrade upload validate verify version visit walk whitelist wipe work wrap write undertake lend borrow paint tape watch wire glue relocate hang conduct facilitate chair moderate circulate dry-run sanitise sanitize fund invoice refund renew recalculate
teach coach renegotiate nominate appoint reroute redirect relabel reprint reboot relaunch erase throw renumber regenerate reinstate subscribe
reconcile rehearse reimage reindex rescan reach double tighten loosen lower raise widen limit throttle cap cache warm seed sample profile debug
onboard offboard deprovision demo present speak swap supply chase pursue propose line photocopy laminate recount restock trial tweak contact
`;

/** Talk within the meeting, or states: no work that outlives the meeting. */
const TALK = `
say mention admit argue repeat explain echo stress emphasise emphasize elaborate ramble digress interrupt disagree apologise apologize
`;
const STATE = `
be need want like love hate hope wish think believe guess suppose assume expect know understand remember forget see hear feel mean seem appear wait
wonder doubt prefer mind care regret notice realise realize recall depend belong matter bet imagine admit stay remain become miss lose pass die happen
`;

const irregular: Readonly<Record<string, string>> = {
  sent: 'send',
  went: 'go',
  did: 'do',
  done: 'do',
  wrote: 'write',
  written: 'write',
  got: 'get',
  gotten: 'get',
  made: 'make',
  took: 'take',
  taken: 'take',
  gave: 'give',
  given: 'give',
  found: 'find',
  built: 'build',
  brought: 'bring',
  drew: 'draw',
  drawn: 'draw',
  drove: 'drive',
  kept: 'keep',
  led: 'lead',
  met: 'meet',
  ran: 'run',
  sat: 'sit',
  set: 'set',
  spoke: 'speak',
  spoken: 'speak',
  told: 'tell',
  came: 'come',
  said: 'say',
  saw: 'see',
  seen: 'see',
  knew: 'know',
  known: 'know',
  thought: 'think',
  rewrote: 'rewrite',
  rewritten: 'rewrite',
  redid: 'redo',
  redone: 'redo',
  chose: 'choose',
  chosen: 'choose',
  held: 'hold',
  paid: 'pay',
  put: 'put',
  read: 'read',
  shut: 'shut',
  split: 'split',
  cut: 'cut',
  is: 'be',
  are: 'be',
  was: 'be',
  were: 'be',
  been: 'be',
  being: 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  does: 'do',
  goes: 'go',
  dying: 'die',
  dug: 'dig',
  rang: 'ring',
  lost: 'lose',
  left: 'leave',
  spun: 'spin',
  taught: 'teach',
  threw: 'throw',
  thrown: 'throw',
};

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));

const TASK_VERBS = words(TASK);
const TALK_VERBS = words(TALK);
const STATE_VERBS = words(STATE);

/** Forms of all task verbs: `sending`, `sends`, `sent` to `send`. */
const FORMS: ReadonlyMap<string, string> = (() => {
  const forms = new Map<string, string>(Object.entries(irregular));
  for (const base of [...TASK_VERBS, ...TALK_VERBS, ...STATE_VERBS]) {
    for (const form of formsOf(base)) if (!forms.has(form)) forms.set(form, base);
  }
  return forms;
})();

function formsOf(base: string): string[] {
  const stem = base.endsWith('e') ? base.slice(0, -1) : base;
  const isShort =
    /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(base) || /(?:fit|mit|fer|cap|lan|rol|top|tag|trol|gin)$/.test(base);
  const doubled = isShort ? base + base.slice(-1) : null;
  const ends = /(?:s|x|z|ch|sh|o)$/.test(base)
    ? `${base}es`
    : /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  const past = /[^aeiou]y$/.test(base)
    ? `${base.slice(0, -1)}ied`
    : base.endsWith('e')
      ? `${base}d`
      : `${base}ed`;
  const list = [base, ends, past, base.endsWith('ee') ? `${base}ing` : `${stem}ing`];
  if (doubled !== null) list.push(`${doubled}ing`, `${doubled}ed`);
  return list;
}

/** Verbs that meetings use for the same work. */
const ALIKE = [
  'send give share forward mail email e-mail provide circulate get distribute pass deliver hand submit supply issue publish',
  'write draft prepare document create make compile put build set record note',
  'check review look verify test validate examine investigate find clarify confirm see go read retest',
  'ask call ring chase contact talk speak message ping tell inform phone clarify get write',
  'update change correct fix amend adapt revise adjust rewrite',
  'book reserve organise organize arrange schedule order plan invite set',
  'stop cancel drop remove delete scrap',
  'add include put insert attach',
  'run do perform execute repeat rerun start',
].map((line) => new Set(line.split(' ')));
const ANY_WORK = new Set(
  'do have get make take finish handle complete work be help own sort deal manage keep continue bring need try ensure start put'.split(
    ' ',
  ),
);

/** False for two verbs that mean different work, such as "order" and "label". */
export const mayBeSameWork = (verb: string, other: string): boolean =>
  verb === other ||
  ANY_WORK.has(verb) ||
  ANY_WORK.has(other) ||
  ALIKE.some((family) => family.has(verb) && family.has(other));

/** The base form of a verb in any form; null for a word that is no known verb. */
export const baseOf = (word: string): string | null => FORMS.get(word.toLowerCase()) ?? null;

export const isTaskVerb = (base: string): boolean => TASK_VERBS.has(base.toLowerCase());
export const isTalkVerb = (base: string): boolean => TALK_VERBS.has(base.toLowerCase());
export const isStateVerb = (base: string): boolean =>
  STATE_VERBS.has(base.toLowerCase()) && !TASK_VERBS.has(base.toLowerCase());
