/** Who there is, and as whom this tab acts. */
import { local, Refusal } from './local.js';

const KEPT = 'person';

/** `GET /local365/page/start`, and the clock of the server against that of the browser. */
export const session = {
  /** @type {any} */ tenant: null,
  /** @type {any[]} */ people: [],
  /** @type {any[]} */ sites: [],
  /** @type {any} */ me: null,
  clockAheadMs: 0,
};

const listeners = new Set();
const tokens = new Map();

export async function openSession() {
  const { tenant, people, sites, now } = await local('/local365/page/start');
  Object.assign(session, { tenant, people, sites });
  setNow(now);
  // Each tab may be somebody else; a new one begins as whoever was chosen last.
  const kept = sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT);
  session.me = personOf(kept) ?? people[0] ?? null;
}

/** Sites may be added while the page is open. */
export async function reloadSites() {
  session.sites = (await local('/local365/page/start')).sites;
}

export function actAs(id) {
  const person = personOf(id);
  if (person === undefined || person.id === session.me?.id) return;
  session.me = person;
  sessionStorage.setItem(KEPT, id);
  localStorage.setItem(KEPT, id);
  for (const listener of listeners) listener();
}

export const onActAs = (listener) => listeners.add(listener);

export const personOf = (id) => session.people.find((person) => person.id === id);
export const siteOf = (id) => session.sites.find((site) => site.id === id);

export function setNow(now) {
  session.clockAheadMs = Date.parse(now) - Date.now();
}

/** The server's time, which is the one that the tenant lives by. */
export const nowMs = () => Date.now() + session.clockAheadMs;

/** Token with which the page acts for a person. */
export async function tokenOf(userId) {
  const known = tokens.get(userId);
  if (known !== undefined && Date.parse(known.expiresAt) > nowMs() + 60_000) return known.token;
  const issued = await local('/local365/page/token', { method: 'POST', body: { userId } });
  tokens.set(userId, issued);
  return issued.token;
}

export const forgetToken = (userId) => tokens.delete(userId);

export function requireMe() {
  if (session.me === null)
    throw new Refusal(0, 'The tenant has no people yet; start it with a seed file that names some.');
  return session.me;
}
