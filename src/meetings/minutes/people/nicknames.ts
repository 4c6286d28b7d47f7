import { GIVEN_NAMES } from './givenNames.ts';

/** Short and foreign forms of given names. Each line is one family: whoever bears one may be called by any other. */
const FAMILIES = `
abigail abby
alexander alex sasha xander sandy aleksander alejandro alexandre alessandro
alexandra alex sandra sasha
albert al bert alberto
alfred fred alfie
allison ally ali
andrew andy drew andreas andrea andrzej andre andres
anthony tony antonio antoine anton
antonia toni
anna ann anne annie anya ana
barbara barb babs
benjamin ben benny
bartholomew bart
beatrice bea
bradley brad
carolina caro carol caroline
catherine katherine kathryn cathy kathy kate katie kat catalina katarzyna kasia katharina
charles charlie chuck carlos karl carl
charlotte lottie charlie
christian chris
christina christine chris tina cristina
christopher chris kit krzysztof kris
cynthia cindy
daniel dan danny dani
daniela dani
david dave davy
deborah deb debbie
dennis den
dominic dom nick
donald don donnie
dorothy dot
douglas doug
edward ed eddie ted eduardo
elizabeth liz lizzie beth betty eliza elisabeth ela
emily em
emilio emil
eugene gene
evelyn evie eve
ferdinand ferdi
florence flo
francis frank fran francisco paco pancho
frances fran
franklin frank
frederick fred freddie rick friedrich fritz
gabriel gabe
gabriela gabby gabi
gerald gerry jerry
geoffrey geoff jeff jeffrey
george jorge georg jurgen
giovanni gianni
giuseppe beppe peppe
gregory greg grzegorz
guillermo memo guille
harold harry hal
henry harry hank henri enrique heinrich heiner
isabella bella izzy isabel isa
jacob jake jakob jakub kuba
jacqueline jackie
james jim jimmy jamie jaime
jan johan
janet jan
jennifer jen jenny
jeremy jem jez
jessica jess jessie
jesus chuy
joan joanna jo joanne
johann hans
john jon johnny jack juan jean johannes hannes
jonathan jon jonny nathan
jose pepe josep
joseph joe joey josef josep
josephine jo josie
joshua josh
judith judy
julia jules julie
julian jules
kenneth ken kenny
kimberly kim
konstantin kostya
laurence larry lawrence laurie lorenzo
leonard leo len lenny leonardo
leopold leo
louis lou louie luis ludwig
louise lou
lucas luke luca lukasz
lucia lucy luz
madeleine maddie
magdalena magda lena
malgorzata gosia margaret
margaret maggie meg peggy marge greta
maria mary marie mia
maximilian max
maxwell max
matthew matt matty mateusz mateo matthias
melissa mel
melanie mel
michael mike mick mickey miguel michal michel mikhail misha
monica moni monika
muhammad mohammed mohamed mohammad mo
nathaniel nathan nate
nicholas nick nicky nicolas nikolaus klaus niklas nikolai kolya
nicole nicky nikki
oliver ollie
olivia liv
pamela pam
patricia pat patty trish tricia
patrick pat paddy
paul pablo paolo pawel
peter pete pedro pierre piotr pieter petr
philip phil pip philippe
phillip phil
rachel rach
raymond ray
rebecca becky becca
reginald reg reggie
richard rick rich ricky dick ricardo
robert rob bob bobby robbie bert roberto
roderick rod
rodrigo rod
ronald ron ronnie
rosemary rose rosie
roxanne roxy
russell russ
samantha sam sammy
samuel sam sammy
salvador salva
sebastian seb bastian basti
sergio sergei serge
simone simon
stanislaw stan
stanley stan
stephanie steph stefanie
stephen steve steven stephan stefan esteban
susan sue susie suzanne susanne
tatiana tanya
teresa terry theresa tess tere
terence terry
theodore ted theo teddy
thomas tom tommy tomas tomasz
timothy tim timmy
tobias toby tobi
valentina val
valerie val
vanessa ness
victor vic viktor
victoria vicky tori vic
vincent vince vinnie
virginia ginny
vladimir vlad volodya
walter walt wally
wilhelm willi willy
william will bill billy liam
wolfgang wolf
yevgeny zhenya
zachary zach zack
`;

const FORMS: ReadonlyMap<string, readonly string[]> = (() => {
  const forms = new Map<string, Set<string>>();
  for (const line of FAMILIES.trim().split('\n')) {
    const family = line.split(' ');
    const [formal = '', ...short] = family;
    for (const name of short) {
      addForm(forms, name, formal);
      addForm(forms, formal, name);
    }
  }
  return new Map([...forms].map(([name, others]) => [name, [...others]]));
})();

function addForm(forms: Map<string, Set<string>>, name: string, other: string): void {
  const known = forms.get(name);
  if (known === undefined) forms.set(name, new Set([other]));
  else known.add(other);
}

/** True for a given name that is well known, in any of its forms; folded. */
export const isGivenName = (name: string): boolean => FORMS.has(name) || GIVEN_NAMES.has(name);

/** Other forms of a folded given name: of `tomasz` it is `thomas`, of `thomas` it is `tom`, `tommy` and more. */
export function otherForms(givenName: string): readonly string[] {
  const direct = FORMS.get(givenName) ?? [];
  return [...new Set(direct.flatMap((form) => [form, ...(FORMS.get(form) ?? [])]))].filter(
    (form) => form !== givenName,
  );
}
