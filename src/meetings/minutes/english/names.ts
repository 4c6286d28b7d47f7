/** Names and teams in the patterns of English rules. */

/** One or more names: `@0`, `@0 and @1`, `@0, @1 and @2`. */
export const NAMES = String.raw`@\d+(?:(?:,| and|, and| or) @\d+)*`;

/** A team or another company as the subject of a sentence. */
export const TEAM = String.raw`(?:the )?(?:infra(?:structure)?|networks?|networking|security|infosec|legal|finance|procurement|purchasing|hr|ops|operations|devops|sre|qa|testing|test|dev|development|engineering|support|service desk|helpdesk|help desk|data|database|dba|dbas|business|business side|vendor|supplier|partner|integrator|provider|hosting|platform|cloud|architecture|marketing|sales|facilities|training|comms|communications|audit|compliance|pmo|project office|change board|cab|steering committee|steerco|developers|testers|architects|key users|users|frontend|backend|front-end|back-end|mobile|integration|migration|release|desktop|workplace|telecoms?|warehouse|logistics|accounting|payroll|treasury|store|field|customer)(?: (?:team|guys|folks|people|department|crew|side|group|office|management|services?))?|the [a-z][\w-]* (?:team|guys|folks|people|department|crew|side|group|squad)|(?:your|my|our|his|her|their|@\d+'s) (?:team|guys|folks|people|side|colleagues?|squad)`;
