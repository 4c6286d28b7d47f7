/** Spanish verbs by what they say about work, and their forms. */
import type { Body } from '../language.ts';
import type { Form, Mood, Person, SubjectGrammar } from '../languages/subjectFirst.ts';

/** Things people take on in IT projects. */
const TASK = `
abrir aceptar aclarar acordar activar actualizar acelerar adaptar adelantar adjuntar agendar agregar ajustar alinear ampliar analizar anotar añadir anunciar apagar aplicar aplazar
apoyar apuntar aprobar archivar armar arreglar asegurar asignar automatizar averiguar avisar ayudar bajar bloquear borrar buscar calcular cambiar cancelar capacitar cargar cerrar
citar coger comentar comparar compartir compilar completar comprar comprobar comunicar concretar conectar configurar confirmar conseguir consolidar construir consultar contactar
contestar contratar controlar convocar coordinar copiar corregir cotizar crear cuadrar dar decidir definir dejar depurar desactivar desarrollar desbloquear descargar describir
desplegar detallar devolver dibujar diseñar distribuir dividir documentar duplicar editar ejecutar elaborar eliminar emitir encargar encender encontrar enseñar ensayar entregar
enviar escalar escribir especificar establecer estimar estudiar evaluar examinar explicar exportar extender extraer facilitar facturar filtrar finalizar firmar formular
generar gestionar grabar guardar habilitar hablar hacer identificar implementar importar imprimir incluir indicar informar iniciar instalar integrar investigar
invitar lanzar leer levantar liberar limpiar listar llamar llenar llevar localizar mandar mantener mapear marcar medir mejorar mezclar migrar mirar modificar montar mostrar mover
negociar notificar obtener ocupar ofrecer optimizar ordenar organizar pagar parametrizar pasar pedir planear planificar poner preguntar preparar presentar presupuestar priorizar
probar procesar programar prolongar proponer proteger publicar quitar realizar recalcular recibir recoger recopilar redactar reducir reemplazar reenviar registrar regularizar
rehacer reiniciar rellenar remitir renovar reparar repartir repasar replicar reportar reservar cubrir reprogramar resolver responder respaldar restaurar resumir retirar reunir revisar rotar
sacar seguir separar simular sincronizar solicitar solucionar subir sumar supervisar suspender sustituir terminar testear tomar traer traducir tramitar trasladar tratar unificar
validar verificar ver visitar volver vigilar
`;
const TALK = 'decir repetir mencionar subrayar admitir contar interrumpir disculpar';
const STATE = `
ser estar haber tener saber pensar creer esperar querer comprender entender recordar oír sentir significar parecer conocer dudar temer quedar gustar preferir olvidar notar ir venir
deber poder suponer imaginar convenir faltar servir llegar salir bromear necesitar costar funcionar tardar trabajar depender perder alcanzar acabar entrar ocurrir
`;
const listOf = (list: string): string[] => list.trim().split(/\s+/);
const TASKS = new Set(listOf(TASK));
const TALKS = new Set(listOf(TALK));
const STATES = new Set(listOf(STATE));
const ANY_WORK = new Set([
  'hacer',
  'encargar',
  'encargarse',
  'ocuparse',
  'ocupar',
  'tomar',
  'gestionar',
  'mirar',
  'ver',
]);

export const isAnyWork = (verb: string): boolean => ANY_WORK.has(verb);

export function classOf(verb: string): Body['verbClass'] {
  const bare = verb.replace(/se$/, '');
  if (TASKS.has(bare)) return 'task';
  if (TALKS.has(bare)) return 'talk';
  return STATES.has(bare) ? 'state' : 'unknown';
}

/** Present of I, you (tú), he and you (usted), we, they and you (ustedes); the stem of the future; by the end of the infinitive. */
const IRREGULAR: readonly (readonly [string, string, string])[] = [
  ['rehacer', 'rehago rehaces rehace rehacemos rehacen', 'rehar'],
  ['hacer', 'hago haces hace hacemos hacen', 'har'],
  ['poner', 'pongo pones pone ponemos ponen', 'pondr'],
  ['tener', 'tengo tienes tiene tenemos tienen', 'tendr'],
  ['venir', 'vengo vienes viene venimos vienen', 'vendr'],
  ['decir', 'digo dices dice decimos dicen', 'dir'],
  ['traer', 'traigo traes trae traemos traen', 'traer'],
  ['salir', 'salgo sales sale salimos salen', 'saldr'],
  ['seguir', 'sigo sigues sigue seguimos siguen', 'seguir'],
  ['pedir', 'pido pides pide pedimos piden', 'pedir'],
  ['medir', 'mido mides mide medimos miden', 'medir'],
  ['corregir', 'corrijo corriges corrige corregimos corrigen', 'corregir'],
  ['ducir', 'duzco duces duce ducimos ducen', 'ducir'],
  ['conocer', 'conozco conoces conoce conocemos conocen', 'conocer'],
  ['ofrecer', 'ofrezco ofreces ofrece ofrecemos ofrecen', 'ofrecer'],
  ['tablecer', 'tablezco tableces tablece tablecemos tablecen', 'tablecer'],
  ['saber', 'sé sabes sabe sabemos saben', 'sabr'],
  ['dar', 'doy das da damos dan', 'dar'],
  ['ver', 'veo ves ve vemos ven', 'ver'],
  ['oger', 'ojo oges oge ogemos ogen', 'oger'],
  ['teger', 'tejo teges tege tegemos tegen', 'teger'],
  ['struir', 'struyo struyes struye struimos struyen', 'struir'],
  ['cluir', 'cluyo cluyes cluye cluimos cluyen', 'cluir'],
  ['tribuir', 'tribuyo tribuyes tribuye tribuimos tribuyen', 'tribuir'],
  ['tituir', 'tituyo tituyes tituye tituimos tituyen', 'tituir'],
  ['reunir', 'reúno reúnes reúne reunimos reúnen', 'reunir'],
  ['enviar', 'envío envías envía enviamos envían', 'enviar'],
  ['ampliar', 'amplío amplías amplía ampliamos amplían', 'ampliar'],
  ['ser', 'soy eres es somos son', 'ser'],
  ['estar', 'estoy estás está estamos están', 'estar'],
  ['haber', 'he has ha hemos han', 'habr'],
  ['querer', 'quiero quieres quiere queremos quieren', 'querr'],
];
/** The vowel that changes in the singular: `probar` is `pruebo`, `cerrar` is `cierro`. */
const CHANGING = new Set(
  'probar aprobar comprobar mostrar mover resolver devolver volver encontrar renovar contar recordar acordar cerrar pensar empezar encender entender comenzar preferir sentir soltar jugar costar'.split(
    ' ',
  ),
);
const PEOPLE: readonly Person[] = ['i', 'you', 'he', 'we', 'they'];
const FUTURE = ['é', 'ás', 'á', 'emos', 'án'];
const WOULD = ['ía', 'ías', 'ía', 'íamos', 'ían'];

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
    ['going', 'voy vas va vamos van'],
    ['can', 'puedo puedes puede podemos pueden'],
    ['can', 'podría podrías podría podríamos podrían'],
    ['must', 'debo debes debe debemos deben'],
    ['must', 'debería deberías debería deberíamos deberían'],
    ['must', 'tengo tienes tiene tenemos tienen'],
    ['want', 'quiero quieres quiere queremos quieren'],
    ['want', 'pienso piensas piensa pensamos piensan'],
  ];
  for (const [mood, list] of auxiliaries)
    for (const [at, form] of list.split(' ').entries()) put(PEOPLE[at] ?? 'i', form, '', mood);
  for (const verb of [...TASKS, ...TALKS, ...STATES]) {
    const known = IRREGULAR.find(([end]) =>
      end.length > 4 || /^(?:oger|ducir|cluir|poner|tener|venir|hacer|traer)$/.test(end)
        ? verb.endsWith(end)
        : verb === end,
    );
    const front = known === undefined ? '' : verb.slice(0, verb.length - known[0].length);
    const present = known === undefined ? regularOf(verb) : known[1].split(' ').map((form) => front + form);
    const stem = known === undefined ? verb : front + known[2];
    for (const [at, person] of PEOPLE.entries()) {
      put(person, present[at] ?? verb, verb, 'present');
      put(person, `${stem}${FUTURE[at]}`, verb, 'future');
      put(person, `${stem}${WOULD[at]}`, verb, 'would');
    }
  }
  return forms;
})();

function regularOf(verb: string): string[] {
  const root = verb.slice(0, -2);
  const weak = CHANGING.has(verb)
    ? root.replace(
        /([oe])([^aeiou]+)$/,
        (_, vowel: string, rest: string) => (vowel === 'o' ? 'ue' : 'ie') + rest,
      )
    : root;
  if (verb.endsWith('ar')) return [`${weak}o`, `${weak}as`, `${weak}a`, `${root}amos`, `${weak}an`];
  const we = verb.endsWith('er') ? 'emos' : 'imos';
  return [`${weak}o`, `${weak}es`, `${weak}e`, root + we, `${weak}en`];
}

const THINGS = new Set(['lo', 'la', 'los', 'las']);
/** `enviárselo`, `mandarlo`, `encargarme`. */
const ATTACHED = /^(\p{L}+?[aáeéií]r)(?:(me|te|se|nos)?(lo|la|los|las)|(me|te|se|nos|les?))$/u;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\u0301/g, '')
    .normalize('NFC');

export const GRAMMAR: SubjectGrammar = {
  formOf: (word, person) => FORMS[person].get(word) ?? null,
  isInfinitive: (word) =>
    TASKS.has(word) ||
    TALKS.has(word) ||
    STATES.has(word) ||
    /^(?:encargarse|ocuparse)$/.test(word) ||
    /^\p{Ll}{3,}(?:izar|ificar|ear|tar|gar)$/u.test(word),
  clitics: new Set(['me', 'te', 'se', 'nos', 'os', 'le', 'les', 'lo', 'la', 'los', 'las']),
  things: THINGS,
  reflexive: (clitics, verb) =>
    /^(?:encargar|ocupar)$/.test(verb) && clitics.some((clitic) => /^(?:me|te|se|nos|os)$/.test(clitic))
      ? `${verb}se`
      : verb,
  that: 'eso',
  bareInfinitive: (word) => {
    const match = ATTACHED.exec(word);
    const verb = match?.[1] === undefined ? null : plain(match[1]);
    if (match === null || verb === null || TASKS.has(word)) return { verb: word, pointsAtThing: false };
    const isReflexive = /^(?:encargar|ocupar)$/.test(verb);
    return { verb: isReflexive ? `${verb}se` : verb, pointsAtThing: match[3] !== undefined };
  },
  between: new Set(
    'a que también ya entonces pues luego ahora siempre solo sólo mejor seguramente igual quizás quizá después por favor de mismo'.split(
      ' ',
    ),
  ),
  negation: /\s(?:no|nunca|tampoco)\s/i,
};

/** `envía`, `envíe`, `envíen`; the last two from the stem of the first person. */
const IMPERATIVES: ReadonlyMap<string, string> = (() => {
  const forms = new Map<string, string>();
  for (const [form, { verb, mood }] of FORMS.he)
    if (mood === 'present' && TASKS.has(verb)) forms.set(form, verb);
  for (const [form, { verb, mood }] of FORMS.i) {
    if (mood !== 'present' || !TASKS.has(verb)) continue;
    const root = form.replace(/o$/, '');
    const soft = verb.endsWith('ar') ? root.replace(/c$/, 'qu').replace(/z$/, 'c').replace(/g$/, 'gu') : root;
    const ending = verb.endsWith('ar') ? 'e' : 'a';
    for (const each of [`${soft}${ending}`, `${soft}${ending}n`]) if (!forms.has(each)) forms.set(each, verb);
  }
  return forms;
})();

export const imperativeOf = (form: string): string | null =>
  IMPERATIVES.get(form) ??
  IMPERATIVES.get(plain(form.replace(/(?:me|nos|les?|lo|la|melo|noslo)$/, ''))) ??
  null;
