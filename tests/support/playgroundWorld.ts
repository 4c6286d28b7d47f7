/** The sample tenant as the Playground is told of it. */
import type { PlaygroundPerson, PlaygroundWorld } from '../../src/adapters/teams/playgroundConfig.ts';

const makePerson = (number: number, givenName: string, surname: string, mail: string): PlaygroundPerson => ({
  id: `a1000000-0000-4000-8000-00000000000${number}`,
  givenName,
  surname,
  mail,
});

export function makePlaygroundWorld(overrides: Partial<PlaygroundWorld> = {}): PlaygroundWorld {
  return {
    tenantId: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
    bot: { id: '28:docket', name: 'Docket' },
    signedIn: makePerson(1, 'Amara', 'Okafor', 'amara.okafor@harbour.example'),
    others: [
      makePerson(2, 'Tomasz', 'Zielinski', 'tomasz.zielinski@harbour.example'),
      makePerson(3, 'Priya', 'Raman', 'priya.raman@harbour.example'),
      makePerson(4, 'Lucía', 'Fernández', 'lucia.fernandez@harbour.example'),
      makePerson(5, 'Kenji', 'Mori', 'kenji.mori@northgate.example'),
      makePerson(6, 'Ingrid', 'Solheim', 'ingrid.solheim@harbour.example'),
    ],
    team: {
      id: '19:atlas-general@thread.tacv2',
      name: 'Atlas ERP',
      groupId: '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01',
      channel: { id: '19:cutover@thread.tacv2', name: 'Cutover' },
    },
    groupChat: { id: '19:crew@thread.v2', name: 'Cutover crew' },
    personalChatId: 'a:amara',
    ...overrides,
  };
}
