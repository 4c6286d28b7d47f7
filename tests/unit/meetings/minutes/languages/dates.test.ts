import assert from 'node:assert/strict';
import { asDay, asZoneName } from '../../../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../../../src/kernel/workingCalendar.ts';
import type { DateContext } from '../../../../../src/meetings/minutes/dates/dateRule.ts';
import { makeDueFinder } from '../../../../../src/meetings/minutes/dates/findDue.ts';
import { DUTCH_DATES } from '../../../../../src/meetings/minutes/dutch/dates.ts';
import { FRENCH_DATES } from '../../../../../src/meetings/minutes/french/dates.ts';
import { GERMAN_DATES } from '../../../../../src/meetings/minutes/german/dates.ts';
import { SPANISH_DATES } from '../../../../../src/meetings/minutes/spanish/dates.ts';

/** Wednesday 10 March 2027. */
const CONTEXT: DateContext = {
  today: asDay('2027-03-10'),
  order: 'day-first',
  calendar: { zone: asZoneName('Europe/Berlin'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
  milestones: [
    {
      name: 'Go-live',
      aliases: ['mise en production', 'puesta en marcha', 'livegang'],
      day: asDay('2027-05-08'),
    },
  ],
};

type Row = readonly [text: string, day: string | null, phrase: string];

const GERMAN: readonly Row[] = [
  ['Ich schicke den Plan bis Freitag.', '2027-03-12', 'bis Freitag'],
  ['Das mache ich bis spätestens Donnerstag', '2027-03-11', 'bis spätestens Donnerstag'],
  ['Ich prüfe das bis Ende nächster Woche', '2027-03-19', 'bis Ende nächster Woche'],
  ['bis Ende der Woche ist es da', '2027-03-12', 'bis Ende der Woche'],
  ['Anfang nächster Woche schicke ich es', '2027-03-15', 'Anfang nächster Woche'],
  ['Ich rufe morgen an', '2027-03-11', 'morgen'],
  ['übermorgen habt ihr es', '2027-03-12', 'übermorgen'],
  ['bis zum 15. habt ihr es', '2027-03-15', 'bis zum 15'],
  ['am 15. April ist es fertig', '2027-04-15', 'am 15. April'],
  ['bis zum fünfzehnten', '2027-03-15', 'bis zum fünfzehnten'],
  ['in zwei Wochen', '2027-03-24', 'in zwei Wochen'],
  ['in drei Arbeitstagen', '2027-03-15', 'in drei Arbeitstagen'],
  ['nächste Woche Mittwoch', '2027-03-17', 'nächste Woche Mittwoch'],
  ['Freitag nächster Woche', '2027-03-19', 'Freitag nächster Woche'],
  ['bis Monatsende', '2027-03-31', 'bis Monatsende'],
  ['bis Ende April', '2027-04-30', 'bis Ende April'],
  ['bis zum 12.04. brauche ich es', '2027-04-12', 'bis zum 12.04'],
  ['bis KW 12', '2027-03-26', 'bis KW 12'],
  ['vor dem Go-live', '2027-05-08', 'vor dem Go-live'],
  ['zwei Wochen vor dem Go-live', '2027-04-24', 'zwei Wochen vor dem Go-live'],
  ['heute noch', '2027-03-10', 'heute noch'],
  ['so schnell wie möglich', null, 'so schnell wie möglich'],
  ['am Freitag, nein, am Montag', '2027-03-15', 'am Freitag, nein, am Montag'],
];
const FRENCH: readonly Row[] = [
  ["Je l'envoie d'ici vendredi", '2027-03-12', "d'ici vendredi"],
  ['pour mardi prochain', '2027-03-16', 'pour mardi prochain'],
  ["d'ici la fin de la semaine prochaine", '2027-03-19', "d'ici la fin de la semaine prochaine"],
  ['avant la fin de la semaine', '2027-03-12', 'avant la fin de la semaine'],
  ['je le fais demain matin', '2027-03-11', 'demain matin'],
  ['après-demain', '2027-03-12', 'après-demain'],
  ['pour le 15', '2027-03-15', 'pour le 15'],
  ['avant le 15 avril', '2027-04-15', 'avant le 15 avril'],
  ['le premier avril', '2027-04-01', 'le premier avril'],
  ['dans deux semaines', '2027-03-24', 'dans deux semaines'],
  ["d'ici quinze jours", '2027-03-24', "d'ici quinze jours"],
  ['sous trois jours ouvrés', '2027-03-15', 'sous trois jours ouvrés'],
  ['mercredi en huit', '2027-03-24', 'mercredi en huit'],
  ['fin mars au plus tard', '2027-03-31', 'fin mars au plus tard'],
  ['à la fin du mois', '2027-03-31', 'à la fin du mois'],
  ['avant la mise en production', '2027-05-08', 'avant la mise en production'],
  ['dès que possible', null, 'dès que possible'],
  ["aujourd'hui", '2027-03-10', "aujourd'hui"],
];
const SPANISH: readonly Row[] = [
  ['lo mando antes del viernes', '2027-03-12', 'antes del viernes'],
  ['para el martes que viene', '2027-03-16', 'para el martes que viene'],
  ['a finales de la semana que viene', '2027-03-19', 'a finales de la semana que viene'],
  ['a más tardar al final de la próxima semana', '2027-03-19', 'a más tardar al final de la próxima semana'],
  ['a finales de esta semana', '2027-03-12', 'a finales de esta semana'],
  ['lo hago mañana por la tarde', '2027-03-11', 'mañana por la tarde'],
  ['pasado mañana', '2027-03-12', 'pasado mañana'],
  ['para el día 15', '2027-03-15', 'para el día 15'],
  ['antes del 15 de abril', '2027-04-15', 'antes del 15 de abril'],
  ['para el quince', '2027-03-15', 'para el quince'],
  ['en dos semanas', '2027-03-24', 'en dos semanas'],
  ['en tres días hábiles', '2027-03-15', 'en tres días hábiles'],
  ['a finales de mes', '2027-03-31', 'a finales de mes'],
  ['a mediados de abril', '2027-04-15', 'a mediados de abril'],
  ['antes de la puesta en marcha', '2027-05-08', 'antes de la puesta en marcha'],
  ['lo antes posible', null, 'lo antes posible'],
  ['este fin de semana', '2027-03-14', 'este fin de semana'],
  ['hoy mismo', '2027-03-10', 'hoy mismo'],
];
const DUTCH: readonly Row[] = [
  ['ik stuur het voor vrijdag', '2027-03-12', 'voor vrijdag'],
  ['voor volgende week woensdag', '2027-03-17', 'voor volgende week woensdag'],
  ['tegen eind volgende week', '2027-03-19', 'tegen eind volgende week'],
  ['uiterlijk eind van de week', '2027-03-12', 'uiterlijk eind van de week'],
  ['begin volgende week', '2027-03-15', 'begin volgende week'],
  ['dat doe ik morgen', '2027-03-11', 'morgen'],
  ['overmorgen', '2027-03-12', 'overmorgen'],
  ['komende vrijdag', '2027-03-12', 'komende vrijdag'],
  ['voor 15 april', '2027-04-15', 'voor 15 april'],
  ['voor de 15e', '2027-03-15', 'voor de 15e'],
  ['over twee weken', '2027-03-24', 'over twee weken'],
  ['binnen drie werkdagen', '2027-03-15', 'binnen drie werkdagen'],
  ['eind april', '2027-04-30', 'eind april'],
  ['voor het einde van de maand', '2027-03-31', 'voor het einde van de maand'],
  ['voor de livegang', '2027-05-08', 'voor de livegang'],
  ['zo snel mogelijk', null, 'zo snel mogelijk'],
  ['vandaag nog', '2027-03-10', 'vandaag nog'],
];
/** Past days, starts and everyday words that are no deadline. */
const NONE = {
  German: [
    'Das habe ich gestern verschickt.',
    'Letzte Woche war das so.',
    'Seit Montag geht es nicht.',
    'Ab Montag bin ich weg.',
    'Version 3.4 ist da.',
    'Das ist gut gelaufen.',
    'Sagen wir so.',
  ],
  French: [
    "Je l'ai envoyé hier.",
    'La semaine dernière, oui.',
    'Depuis lundi ça ne marche pas.',
    'À partir de lundi je suis absent.',
    'La version 3.4 est prête.',
    'Mon équipe est prête.',
  ],
  Spanish: [
    'Lo envié ayer.',
    'La semana pasada fue así.',
    'Desde el lunes no funciona.',
    'La versión 3.4 está lista.',
    'El mar está en calma.',
  ],
  Dutch: [
    'Dat heb ik gisteren gestuurd.',
    'Vorige week was dat zo.',
    'Sinds maandag werkt het niet.',
    'Versie 3.4 is klaar.',
    'Goedendag allemaal.',
  ],
} as const;

describe('makeDueFinder, other languages', () => {
  for (const [name, words, rows] of [
    ['German', GERMAN_DATES, GERMAN],
    ['French', FRENCH_DATES, FRENCH],
    ['Spanish', SPANISH_DATES, SPANISH],
    ['Dutch', DUTCH_DATES, DUTCH],
  ] as const) {
    const finder = makeDueFinder(CONTEXT, words);
    for (const [text, day, phrase] of rows) {
      it(`reads "${text}" in ${name} as ${day}`, () => {
        const due = finder.find(text, true)?.due;
        assert.deepEqual([due?.day, due?.phrase], [day, phrase]);
      });
    }
    for (const text of NONE[name]) {
      it(`finds no deadline in "${text}"`, () => {
        assert.equal(finder.find(text, true)?.due ?? null, null);
      });
    }
  }

  it('flags a weekday that is named on the same weekday', () => {
    const due = makeDueFinder(CONTEXT, GERMAN_DATES).find('bis Mittwoch')?.due;
    assert.equal(due?.day, '2027-03-17');
    assert.equal(due?.needsConfirmation, true);
  });

  it('flags a date that is past', () => {
    const due = makeDueFinder(CONTEXT, FRENCH_DATES).find('avant le 3 février')?.due;
    assert.equal(due?.day, null);
    assert.match(due?.problem ?? '', /already past/);
  });
});
