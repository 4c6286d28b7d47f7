/** French verbs by what they say about work, and their forms. */
import type { Body } from '../language.ts';
import type { Form, Mood, Person, SubjectGrammar } from '../languages/subjectFirst.ts';

/** Things people take on in IT projects. */
const TASK = `
accepter acheter activer actualiser adapter ajouter ajuster aligner allouer analyser annoncer annuler appeler appliquer apporter archiver arrêter assigner automatiser
avertir bloquer budgéter calculer changer charger chercher chiffrer clarifier classer clôturer collecter commander communiquer comparer compiler compléter configurer
confirmer consolider consulter contacter contrôler convoquer coordonner copier corriger couper créer debugger débloquer décaler décommander décrire définir déléguer
demander déployer déplacer désactiver désinstaller dessiner détailler déterminer développer diffuser documenter donner dupliquer échanger écrire effacer élaborer
éliminer emballer enregistrer envoyer escalader essayer établir étudier évaluer examiner exécuter expédier expliquer exporter extraire faire fermer filtrer finaliser
finir fixer former formuler fournir fusionner garantir gérer identifier imprimer importer informer initialiser installer intégrer interroger inviter lancer lister
livrer mesurer mettre migrer mobiliser modifier monter montrer négocier nettoyer noter notifier obtenir occuper ouvrir organiser paramétrer partager passer payer planifier
poser poster prendre préparer présenter prévenir prévoir prioriser programmer proposer protéger publier réaliser récupérer rédiger refaire regarder régler
relancer relire remettre remplacer remplir rencontrer renouveler renseigner renvoyer réparer répartir répondre reporter réserver résoudre restaurer rassembler
retester retirer retoucher retrouver réunir réviser revoir sauvegarder sécuriser signaler signer simplifier solliciter soumettre structurer suivre supprimer supporter
surveiller synchroniser terminer tester tracer traduire traiter trancher transférer transformer transmettre trier trouver unifier uploader utiliser valider vérifier verser
visiter répertorier aider amener charger rappeler joindre
`;
const TALK = 'dire répéter mentionner souligner avouer prétendre raconter interrompre excuser préciser';
const STATE = `
être avoir savoir penser croire espérer vouloir comprendre souvenir entendre voir sentir signifier sembler paraître connaître douter craindre attendre rester
aimer préférer oublier remarquer aller venir tenir devoir pouvoir falloir supposer imaginer convenir manquer servir arriver partir plaisanter rejoindre filer garder remercier
trouve
`;
const listOf = (list: string): string[] => list.trim().split(/\s+/);
const TASKS = new Set(listOf(TASK));
const TALKS = new Set(listOf(TALK));
const STATES = new Set(listOf(STATE).filter((verb) => !TASKS.has(verb)));
const ANY_WORK = new Set([
  'faire',
  'occuper',
  "s'occuper",
  'prendre',
  'charger',
  'se charger',
  "s'en",
  'gérer',
  'regarder',
  'voir',
]);

export const isAnyWork = (verb: string): boolean => ANY_WORK.has(verb);

export function classOf(verb: string): Body['verbClass'] {
  const bare = verb.replace(/^s'|^se-/, '');
  if (TASKS.has(bare)) return 'task';
  if (TALKS.has(bare)) return 'talk';
  return STATES.has(bare) ? 'state' : 'unknown';
}

/** Present of I, you (tu), he, we, you (vous), they; and the stem of the future; by the end of the infinitive. */
const IRREGULAR: readonly (readonly [string, string, string])[] = [
  ['faire', 'fais fais fait faisons faites font', 'fer'],
  ['prendre', 'prends prends prend prenons prenez prennent', 'prendr'],
  ['mettre', 'mets mets met mettons mettez mettent', 'mettr'],
  ['crire', 'cris cris crit crivons crivez crivent', 'crirr'],
  ['lire', 'lis lis lit lisons lisez lisent', 'lir'],
  ['envoyer', 'envoie envoies envoie envoyons envoyez envoient', 'enverr'],
  ['voir', 'vois vois voit voyons voyez voient', 'verr'],
  ['venir', 'viens viens vient venons venez viennent', 'viendr'],
  ['tenir', 'tiens tiens tient tenons tenez tiennent', 'tiendr'],
  ['ouvrir', 'ouvre ouvres ouvre ouvrons ouvrez ouvrent', 'ouvrir'],
  ['suivre', 'suis suis suit suivons suivez suivent', 'suivr'],
  ['duire', 'duis duis duit duisons duisez duisent', 'duir'],
  ['joindre', 'joins joins joint joignons joignez joignent', 'joindr'],
  ['soudre', 'sous sous sout solvons solvez solvent', 'soudr'],
  ['pondre', 'ponds ponds pond pondons pondez pondent', 'pondr'],
  ['savoir', 'sais sais sait savons savez savent', 'saur'],
  ['croire', 'crois crois croit croyons croyez croient', 'croir'],
  ['dire', 'dis dis dit disons dites disent', 'dir'],
  ['attendre', 'attends attends attend attendons attendez attendent', 'attendr'],
  ['entendre', 'entends entends entend entendons entendez entendent', 'entendr'],
  ['sentir', 'sens sens sent sentons sentez sentent', 'sentir'],
  ['servir', 'sers sers sert servons servez servent', 'servir'],
  ['partir', 'pars pars part partons partez partent', 'partir'],
  ['appeler', 'appelle appelles appelle appelons appelez appellent', 'appeller'],
  ['acheter', 'achète achètes achète achetons achetez achètent', 'achèter'],
];
const PEOPLE: readonly Person[] = ['i', 'you', 'he', 'we', 'you', 'they'];
const FUTURE = ['ai', 'as', 'a', 'ons', 'ez', 'ont'];

const FORMS: Readonly<Record<Person, ReadonlyMap<string, Form>>> = (() => {
  const forms: Record<Person, Map<string, Form>> = {
    i: new Map(),
    you: new Map(),
    he: new Map(),
    we: new Map(),
    they: new Map(),
  };
  const put = (person: Person, form: string, verb: string, mood: Mood): void => {
    if (!forms[person].has(form)) forms[person].set(form, { verb, mood });
  };
  const auxiliaries: readonly (readonly [Mood, string])[] = [
    ['going', 'vais vas va allons allez vont'],
    ['can', 'peux peux peut pouvons pouvez peuvent'],
    ['can', 'pourrais pourrais pourrait pourrions pourriez pourraient'],
    ['can', 'pourrai pourras pourra pourrons pourrez pourront'],
    ['must', 'dois dois doit devons devez doivent'],
    ['must', 'devrais devrais devrait devrions devriez devraient'],
    ['must', 'devrai devras devra devrons devrez devront'],
    ['want', 'veux veux veut voulons voulez veulent'],
    ['want', 'compte comptes compte comptons comptez comptent'],
  ];
  // "Je suis" is "to be", not "to follow".
  for (const [at, form] of 'suis es est sommes êtes sont'.split(' ').entries())
    put(PEOPLE[at] ?? 'i', form, 'être', 'present');
  for (const [at, form] of 'ai as a avons avez ont'.split(' ').entries())
    put(PEOPLE[at] ?? 'i', form, 'avoir', 'present');
  for (const [mood, list] of auxiliaries)
    for (const [at, form] of list.split(' ').entries()) put(PEOPLE[at] ?? 'i', form, '', mood);
  for (const verb of [...TASKS, ...TALKS, ...STATES]) addVerb(put, verb);
  return forms;
})();

function addVerb(put: (person: Person, form: string, verb: string, mood: Mood) => void, verb: string): void {
  const known = IRREGULAR.find(([end]) => verb.endsWith(end));
  const front = known === undefined ? '' : verb.slice(0, verb.length - known[0].length);
  const present = known === undefined ? regularOf(verb) : known[1].split(' ').map((form) => front + form);
  const stem = known === undefined ? verb.replace(/e$/, '') : front + known[2].replace('crirr', 'crir');
  for (const [at, person] of PEOPLE.entries()) {
    put(person, present[at] ?? verb, verb, 'present');
    put(person, `${stem}${FUTURE[at]}`, verb, 'future');
  }
  for (const [at, ending] of ['ais', 'ais', 'ait', 'ions', 'iez', 'aient'].entries())
    put(PEOPLE[at] ?? 'i', `${stem}${ending}`, verb, 'would');
}

function regularOf(verb: string): string[] {
  const root = verb.slice(0, -2);
  if (verb.endsWith('ir'))
    return ['is', 'is', 'it', 'issons', 'issez', 'issent'].map((ending) => root + ending);
  if (!verb.endsWith('er')) return [root, root, root, root, root, root];
  const weak = verb.endsWith('yer')
    ? `${root.slice(0, -1)}i`
    : root.replace(/é([^aeiouéè]+)$/, 'è$1').replace(/e([mnrsv])$/, 'è$1');
  const soft = verb.endsWith('ger') ? `${root}e` : verb.endsWith('cer') ? `${root.slice(0, -1)}ç` : root;
  return [`${weak}e`, `${weak}es`, `${weak}e`, `${soft}ons`, `${root}ez`, `${weak}ent`];
}

const THINGS = new Set(['le', 'la', 'les', "l'", 'en', 'y', 'ça', 'cela']);

export const GRAMMAR: SubjectGrammar = {
  formOf: (word, person) => FORMS[person].get(word) ?? null,
  isInfinitive: (word) =>
    TASKS.has(word) ||
    TALKS.has(word) ||
    STATES.has(word) ||
    /^\p{Ll}{3,}(?:iser|ifier|ter|der|ler|cher|quer|guer)$/u.test(word),
  clitics: new Set([
    'me',
    "m'",
    'te',
    "t'",
    'se',
    "s'",
    'nous',
    'vous',
    'lui',
    'leur',
    'le',
    'la',
    'les',
    "l'",
    'en',
    'y',
  ]),
  things: THINGS,
  reflexive: (clitics, verb) =>
    /^(?:occuper|charger)$/.test(verb) && clitics.some((clitic) => /^[mtsnv]/.test(clitic))
      ? /^[aeiouéèêh]/.test(verb)
        ? `s'${verb}`
        : `se-${verb}`
      : verb,
  that: 'ça',
  bareInfinitive: (word) => ({ verb: word, pointsAtThing: false }),
  between: new Set(
    'aussi encore déjà bien donc alors juste simplement certainement sûrement probablement peut-être éventuellement également ensuite vite rapidement tout de suite en nous vous'.split(
      ' ',
    ),
  ),
  negation: /\s(?:ne|n'|pas|plus|jamais|rien)\s/i,
};

const IMPERATIVES: ReadonlyMap<string, string> = (() => {
  const forms = new Map<string, string>();
  for (const verb of TASKS) {
    for (const [form, { verb: of, mood }] of FORMS.you)
      if (of === verb && mood === 'present') forms.set(form.replace(/es$/, 'e'), verb);
  }
  return forms;
})();

export const imperativeOf = (form: string): string | null =>
  IMPERATIVES.get(form) ?? (TASKS.has(form) ? form : null);
