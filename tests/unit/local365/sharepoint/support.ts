/** A SharePoint world in memory, with one site and one list, without HTTP. */
import { makeChangeBus } from '../../../../src/local365/core/changes.ts';
import { openDirectory, USERS } from '../../../../src/local365/core/directory.ts';
import { makeFaultBoard } from '../../../../src/local365/core/faults.ts';
import type { PartContext } from '../../../../src/local365/core/part.ts';
import { openSettings } from '../../../../src/local365/core/settings.ts';
import { openStore } from '../../../../src/local365/core/store.ts';
import { addSite } from '../../../../src/local365/sharepoint/index.ts';
import type { ItemPlace } from '../../../../src/local365/sharepoint/items/changeItems.ts';
import { addList } from '../../../../src/local365/sharepoint/listRecords.ts';
import { openSharePoint } from '../../../../src/local365/sharepoint/world.ts';

export function makeContext(folder: string | null = null): PartContext {
  const store = openStore(folder);
  const bus = makeChangeBus();
  let count = 0;
  store.collection(USERS).put('amara', {
    id: 'amara',
    displayName: 'Amara Okafor',
    mail: 'amara.okafor@harbour.example',
    userPrincipalName: 'amara.okafor@harbour.example',
  });
  return {
    store,
    clock: { now: () => '2026-11-02T09:00:00.000Z' },
    random: {
      uuid() {
        count += 1;
        return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
      },
      number: () => 0.5,
    },
    settings: openSettings(store),
    faults: makeFaultBoard(),
    directory: openDirectory(store),
    notify: bus.notify,
    onChange: bus.onChange,
    address: () => 'http://127.0.0.1:0',
  };
}

/** A new list in a new site, and the app that works on it. */
export function makePlace(columns: readonly object[] = [], context = makeContext()): ItemPlace {
  const site = addSite(context, {
    hostname: 'harbour.sharepoint.example',
    path: '/sites/atlas',
    displayName: 'Atlas ERP',
    zone: 'Europe/Madrid',
  });
  const world = openSharePoint(context);
  const actor = { kind: 'app', id: 'app', name: 'Docket' } as const;
  const list = addList(world, site, actor, { displayName: 'Actions', template: 'genericList', columns });
  return { world, site, list, actor };
}
