/** What people say to run the meeting itself: never an action that outlives it. */
import { RuleSet } from '../patterns/prefiltered.ts';

/** Matched against verb and rest, as "share my screen". With a day in it, the ones marked soft may still be actions. */
const MEETING_TALK = new RuleSet<{ readonly pattern: RegExp; readonly soft?: boolean }>([
  { pattern: /\b(?:in|into|to|onto) (?:the )?(?:meeting |zoom |teams )?chat\b(?! (?:bot|room|channel))/ },
  {
    pattern:
      /^(?:post|paste|drop|put|pop|share|send|link|type) .*\b(?:link|right now|here|just now)(?: here| now)?$/,
  },
  { pattern: /^give (?:me|us)$/ },
  { pattern: /^call it\b/ },
  { pattern: /^hold (?:you|him|her|them|us|@\d+)(?: \w+)? to (?:that|it|this)\b/ },
  { pattern: /^give (?:my|our|him|her|them)sel(?:f|ves)\b/ },
  { pattern: /^correct (?:me|us|@\d+)\b/ },
  { pattern: /^(?:take|make) (?:a |another |one )*(?:pause|moment|second|minute|stab|crack|shot)\b/ },
  {
    pattern:
      /^(?:hold (?:that|this|it|off|on)|suggest|propose|acknowledge|promise|claim|imagine|guess|say|note that|point out|leave (?:the floor|it open)|throw (?:it|this|that|out)|stick around|check out|reach on|ping (?:you|him|her|them) (?:now|afterwards|later)$)\b/,
  },
  {
    pattern:
      /^(?:start|stop|begin|check) (?:the |this |your |my )?(?:stream|recording|recorder|broadcast|live ?stream)\b/,
  },
  {
    pattern:
      /^(?:hang on|hold on|bear with|look(?:,|$)|see(?:,|$)|make a start|find a way|grant (?:you|him|that)|pretend|carry on|keep (?:moving|going|it|that|this|them|quiet|an eye|my|your)|leave (?:it|that|this|at|in|early|the call|the meeting|you)|drive|fly|travel|commute|go home|bite|kick|jump)\b/,
  },
  { pattern: /^park (?:it|that|this|the)\b/ },
  { pattern: /^(?:confirm|report|add|state|announce|reveal) that\b/ },
  {
    pattern:
      /^(?:discuss|debate|explore|talk about) (?:it|that|this|these|those|them|each|all of (?:it|that|this|these|those|them))\b/,
    soft: true,
  },
  { pattern: /^(?:learn|discover|enjoy) (?:how|what|whether|why|where|more|about)\b/ },
  { pattern: /^(?:ask|look|shop) around\b/ },
  {
    pattern:
      /^(?:write|put|note|mark|set) .*\bas (?:not )?(?:met|open|done|closed|red|green|amber|yellow|pending)\b/,
  },
  { pattern: /^run (?:quickly |back )*(?:over|through|down)\b/ },
  { pattern: /^run$/ },
  { pattern: /^go (?:to|through|back|on|over|round|around|quickly|straight)\b(?! and)/, soft: true },
  { pattern: /^(?:put|write|note|mark) (?:it|that|this|him|her|them|@\d+) (?:down )?as\b/ },
  { pattern: /^(?:find out|see|try) (?:what|how much|if|whether) (?:i|we) can (?:do|find|manage|get)\b/ },
  { pattern: /^put \w+$/ },
  { pattern: /^read (?:back|them back|it back|the actions)\b/ },
  { pattern: /^use (?:\w+)$/ },
  {
    pattern:
      /^(?:share|stop sharing|present|show|unshare|project) (?:you |us )?(?:my|the|your|a) (?:screen|desktop|window)\b/,
  },
  {
    pattern:
      /^(?:mute|unmute|go on mute|drop off|drop|hop off|jump off|log off|dial (?:back )?in|rejoin|reconnect|turn (?:on|off) (?:my|your|the) (?:camera|mic|video)|switch (?:on|off) (?:my|your) (?:camera|mic))\b(?! (?:it|the|that|this|them|you|him|her|me|us|a|an|@\d+) )/,
  },
  {
    pattern:
      /^(?:be|stay|remain|become|seem|feel|need|want|like|love|hope|think|believe|guess|suppose|assume|expect|know|understand|wonder|doubt|prefer|mind|see|hear|mean|bet|imagine|admit|miss|lose|die|happen|wait|forget)\b/,
  },
  {
    pattern:
      /^(?:say|mention|repeat|echo|add that|stress|emphasi[sz]e|argue|elaborate|apologi[sz]e|interrupt|agree(?! (?:the|on|a|an|our|with \w+ on)\b)|disagree|second that|pass on that|comment)\b/,
  },
  {
    pattern:
      /^(?:tell|remind) (?:you|us|everyone|everybody|me) (?:that|what|how|why|about|something|one thing|a bit|where|this|the story)\b/,
    soft: true,
  },
  {
    pattern:
      /^(?:go|run|walk|take|talk|lead|guide) (?:you |us |everyone |everybody |me )?(?:quickly |briefly )?(?:through|over|into)\b/,
    soft: true,
  },
  {
    pattern:
      /^(?:explain|describe|summari[sz]e|recap|clarify|introduce|outline|expand|elaborate|rephrase|paraphrase|illustrate)\b(?!.*\b(?:document|mail|email|wiki|confluence|page|write|note)\b)/,
    soft: true,
  },
  {
    pattern:
      /^(?:show|give|tell|offer) (?:you|us|everyone|everybody|people|me|maybe|a|an|the) (?:a |an |the |some |quick |brief |short |little |bit of |more )*(?:example|overview|context|background|update|summary|demo|idea|feel|sense|hint|status|heads-?up|colou?r|detail|details|minute|moment|second|sec|chance|picture|flavou?r|impression|recap|intro|introduction|view|thoughts?|opinion|rundown)\b/,
    soft: true,
  },
  {
    pattern:
      /^(?:start|begin|kick off|open|continue|carry on|go on|go ahead|go first|go next|go back|move on|proceed|finish|stop|pause|close|wrap up|end|conclude|leave it|stop there|hand over|hand back|pass (?:it |the word )?(?:back )?(?:over )?to|give the floor|give (?:it )?(?:back )?to|jump in|chime in|come in|step in|dive in|jump to|skip|circle back to this)\b(?!\s+(?:the|a|an|our|my|your|with the|up the|testing|writing|working|building|migrating|collecting|preparing|drafting)\b)/,
    soft: true,
  },
  { pattern: /^(?:start|begin|kick off|continue|open|close) with\b/ },
  {
    pattern:
      /^(?:go|get) (?:to|into|through|back to) (?:the )?(?:next|first|second|last|agenda|point|topic|item|slide|question|detail|details)\b/,
  },
  { pattern: /^(?:go|get) (?:to|into|through|back to) (?:that|it)\b/, soft: true },
  {
    pattern:
      /^(?:let|allow) (?:you|him|her|them|@\d+|others?|everyone|people|someone)\b(?!(?: all| both| two)? (?:know|have)\b)/,
  },
  {
    pattern:
      /^(?:take|answer|ask|pose|read|raise) (?:a |an |the |your |one |any |that |this |some |my |another |quick |few |first |next )*(?:question|questions|point|sip|coffee|water|break|breath|guess|step back|hand)\b/,
  },
  {
    pattern:
      /^(?:have|get|grab|take|make) (?:a |an |some |my |another |the )*(?:question|coffee|tea|lunch|break|look now|drink|bite|point|comment|seat|quick question|thought|feeling|call (?:at|in|now)|hard stop|idea)\b/,
  },
  {
    pattern:
      /^(?:have|leave|go|run|jump|drop|head|get going|hop) (?:to (?:leave|go|drop|run|jump|another)|now|early|soon|at (?:the top|half|\d)|in (?:a|five|ten|\d+) min)/,
  },
  // "I have to leave in ten minutes".
  {
    pattern: /^(?:leave|go|run|dash|shoot off|head (?:off|out)|get going)(?: (?:now|early|soon|too|again))*$/,
  },
  { pattern: /^(?:keep|make) (?:it|this|that) (?:short|brief|quick|simple|clear)\b/ },
  { pattern: /^(?:try|do my best|do what i can|manage|cope|survive|get there|get used|work it out)$/ },
  {
    pattern:
      /^(?:do) (?:that|it|this|so|both|the same|fine|well|better|more|less|something|nothing|anything|what)\b.*(?:now|later in this call|right away here)?$/,
    soft: true,
  },
  { pattern: /^(?:take|put) (?:it|that|this) (?:offline|into the parking lot|in the parking lot)$/ },
  { pattern: /^(?:think|reflect|sleep|wonder|worry|care|dream|look forward)\b/ },
  {
    pattern:
      /^(?:hear|see|find|notice|remember|recall|recogni[sz]e)\b(?! (?:out|a |an |someone|somebody|the right|who|whether|if|(?:you|him|her|them|us|me|@\d+) (?:a|an|another|the|some|two|three|four|one|more|\w+s)\b))/,
  },
  { pattern: /^(?:speak|talk) (?:up|louder|slower|slowly|now|first|later|more slowly|a bit|for)\b/ },
  {
    pattern:
      /^(?:come|get) (?:back )?(?:to|on to|onto) (?:that|it|this|the point|you|your)\b(?!.*\b(?:by|with|on)\b)/,
    soft: true,
  },
  {
    pattern:
      /^(?:wish|congratulate|thank|welcome|greet|bore|bother|disturb|spare|blame|judge|kill|shoot|eat|drink|sing|dance|cry|laugh|sleep|retire|quit|resign|explode|scream)\b/,
  },
  { pattern: /^(?:use|call|name|label|refer) (?:that|it|this|the term|the word)\b/, soft: true },
  { pattern: /^(?:probably|maybe)\b/ },
  { pattern: /^(?:help (?:me|us) (?:out )?(?:here|now|understand)|enlighten)\b/ },
  { pattern: /^(?:bring|pull|put) (?:it |that |this |up )*(?:up|on (?:the )?screen)(?: now)?$/, soft: true },
  { pattern: /^(?:bring|put|pull) (?:the|that|this|my|it|up) .*\bon (?:the )?screen\b/ },
  { pattern: /^(?:write|note|type) (?:that|it|this) down(?: now| here)?$/ },
  { pattern: /^(?:note|minute|record|capture|log) (?:that|it|this)(?: down)?$/ },
  { pattern: /^(?:pass|hold)$/ },
]);

/** True when the words run the meeting or describe the speaker's mind. */
export function isMeetingTalk(verb: string, rest: string, hasDay: boolean): boolean {
  const words = `${verb} ${rest}`.trim().toLowerCase();
  return MEETING_TALK.find(words, ({ soft }) => !(soft === true && hasDay)) !== undefined;
}
