/** Switches of the tenant, faults on request, and the last requests. */
import { button, el, empty, field, fill } from '../dom.js';
import { local } from '../http.js';
import { attempt, busyButton } from '../notices.js';
import { session } from '../session.js';
import { count, showTime } from '../time.js';

const REQUESTS_SHOWN = 100;

export async function showSettings(page) {
  page.title = 'Settings';
  const switches = el('section', { class: 'panel', 'aria-label': 'Tenant' });
  const faults = el('section', { class: 'panel', 'aria-label': 'Faults' });
  const requests = el('section', { class: 'panel', 'aria-label': 'Requests' });
  await Promise.all([drawSwitches(switches), drawFaults(faults), drawRequests(requests)]);
  fill(
    page.root,
    el('header', { class: 'heading' }, el('h1', {}, 'Settings')),
    el('div', { class: 'two even' }, switches, faults),
    requests,
  );
}

async function drawSwitches(place) {
  const { settings } = await local('/local365/settings');
  fill(
    place,
    el('h2', {}, 'Tenant'),
    settings.length === 0 ? el('p', { class: 'soft' }, 'This tenant has no switches.') : null,
    el(
      'ul',
      { class: 'switches' },
      settings.map((setting) => switchNode(setting, () => drawSwitches(place))),
    ),
  );
}

function switchNode({ name, value, default: usual, description }, draw) {
  const change = async (next) => {
    await attempt(
      () => local('/local365/settings', { method: 'PATCH', body: { [name]: next } }),
      `${wordsOf(name)}: ${usualText(next)}.`,
    );
    await attempt(draw);
  };
  const input =
    typeof value === 'boolean'
      ? el('input', {
          type: 'checkbox',
          role: 'switch',
          checked: value,
          on: { change: (event) => change(event.target.checked) },
        })
      : el('input', {
          type: typeof value === 'number' ? 'number' : 'text',
          step: 'any',
          value: String(value),
          on: {
            change: (event) =>
              change(typeof value === 'number' ? Number(event.target.value) : event.target.value),
          },
        });
  return el(
    'li',
    {},
    el('label', {}, el('b', {}, wordsOf(name)), input),
    el('p', { class: 'soft' }, description, value === usual ? null : ` Usually ${usualText(usual)}.`),
  );
}

function usualText(usual) {
  if (typeof usual === 'boolean') return usual ? 'on' : 'off';
  return usual === '' ? 'empty' : String(usual);
}

/** `EnableGraphTranscriptAccess` as `Enable Graph transcript access`. */
function wordsOf(name) {
  const words = name.split(/(?<=[a-z])(?=[A-Z])|\./);
  return words.map((word, index) => (index === 0 || word === 'Graph' ? word : word.toLowerCase())).join(' ');
}

async function drawFaults(place) {
  const { rules, known } = await local('/local365/faults');
  const draw = () => attempt(() => drawFaults(place));
  fill(
    place,
    el(
      'header',
      { class: 'heading small' },
      el('h2', {}, 'Faults'),
      rules.length === 0
        ? null
        : busyButton('All off', async () => {
            await attempt(() => local('/local365/faults', { method: 'DELETE' }), 'All faults are off.');
            await draw();
          }),
    ),
    rules.length === 0
      ? el('p', { class: 'soft' }, 'None is on; everything answers as it should.')
      : el('ul', { class: 'rows' }, rules.map(ruleNode)),
    faultForm(known, draw),
  );
}

function ruleNode({ fault, match, times }) {
  const where = [match.method, match.path].filter(Boolean).join(' ') || 'all requests';
  return el(
    'li',
    {},
    el(
      'div',
      {},
      el('b', {}, fault),
      el(
        'p',
        { class: 'soft' },
        `${where} · ${times === undefined ? 'until it is taken off' : count(times, 'more time', 'more times')}`,
      ),
    ),
  );
}

function faultForm(known, draw) {
  const fault = el(
    'select',
    {},
    known.map(({ name }) => el('option', { value: name }, name)),
  );
  const about = el('p', { class: 'soft' });
  const explain = () => {
    about.textContent = known.find(({ name }) => name === fault.value)?.description ?? '';
  };
  fault.addEventListener('change', explain);
  explain();
  const method = el(
    'select',
    {},
    ['', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map((one) => el('option', { value: one }, one || 'any')),
  );
  const path = el('input', { type: 'text', placeholder: '/sites/' });
  const times = el('input', { type: 'number', min: 1, step: 1, placeholder: 'until taken off' });
  return el(
    'form',
    {
      on: {
        submit: async (event) => {
          event.preventDefault();
          const rule = {
            fault: fault.value,
            match: {
              ...(method.value ? { method: method.value } : {}),
              ...(path.value ? { path: path.value } : {}),
            },
            ...(times.value ? { times: Number(times.value) } : {}),
          };
          if (
            await attempt(
              () => local('/local365/faults', { method: 'POST', body: rule }),
              `${fault.value} is on.`,
            )
          )
            await draw();
        },
      },
    },
    field('Fault', fault),
    about,
    el(
      'div',
      { class: 'inline' },
      field('Method', method),
      field('Path begins with', path),
      field('Times', times),
    ),
    el('div', { class: 'actions' }, el('button', { class: 'main' }, 'Switch on')),
  );
}

async function drawRequests(place) {
  const { total, recent } = await local('/local365/requests');
  const draw = () => attempt(() => drawRequests(place));
  const shown = recent.slice(-REQUESTS_SHOWN).reverse();
  fill(
    place,
    el(
      'header',
      { class: 'heading small' },
      el('h2', {}, `Requests (${total.toLocaleString('en-GB')})`),
      el(
        'div',
        { class: 'actions' },
        button('Look again', draw),
        busyButton('Forget them', async () => {
          await attempt(() => local('/local365/requests', { method: 'DELETE' }));
          await draw();
        }),
      ),
    ),
    shown.length === 0
      ? empty('No requests yet', 'Every Graph request of an app, and of this page, is listed here.')
      : el(
          'div',
          { class: 'table' },
          el(
            'table',
            {},
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                ['When', 'Request', 'Status', 'Fault'].map((title) => el('th', { scope: 'col' }, title)),
              ),
            ),
            el('tbody', {}, shown.map(requestNode)),
          ),
        ),
  );
}

function requestNode({ at, method, path, query, status, inBatch, fault }) {
  const isBad = status >= 400;
  return el(
    'tr',
    {},
    el('td', { class: 'number' }, showTime(at, session.tenant.timeZone)),
    el(
      'td',
      {},
      el('code', { class: 'clamp' }, `${method} ${path}${query ? `?${query}` : ''}`),
      inBatch ? el('span', { class: 'pill' }, 'batch') : null,
    ),
    el('td', {}, el('span', { class: `pill ${isBad ? 'bad' : 'good'}` }, String(status))),
    el('td', {}, fault ?? ''),
  );
}
