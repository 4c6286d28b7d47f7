/** Addresses of the tenant's SharePoint, which nobody serves but this page: they lead to its own sections. */
import { addressOf } from './dom.js';
import { graphAll } from './http.js';
import { attempt } from './notices.js';
import { session } from './session.js';

/** The site that an address of the tenant leads into; undefined for every other address. */
const siteOfAddress = (url) =>
  session.sites.find(
    ({ webUrl }) => url === webUrl || url.startsWith(`${webUrl}/`) || url.startsWith(`${webUrl}?`),
  );

/** Opens an address: those of the tenant's sites on this page, others in a tab of their own. */
export function openAddress(url) {
  const site = siteOfAddress(url);
  if (site !== undefined) void attempt(() => openInSite(site, url));
  else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
}

/** Leads links to the tenant's sites, wherever they stand on the page, to its own sections. */
export function keepTenantLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || siteOfAddress(link.href) === undefined) return;
    event.preventDefault();
    openAddress(link.href);
  });
}

async function openInSite(site, url) {
  const { value: lists } = await graphAll(`/sites/${site.id}/lists`);
  const list = lists
    .filter(({ webUrl }) => url === webUrl || url.startsWith(`${webUrl}/`) || url.startsWith(`${webUrl}?`))
    .at(0);
  const { searchParams } = new URL(url);
  const item = searchParams.get('ID') ?? /\/(\d+)_\.000$/.exec(url)?.[1] ?? null;
  if (list?.list.template === 'documentLibrary') location.hash = addressOf(['files']);
  else if (list === undefined) location.hash = addressOf(['sites']);
  else location.hash = addressOf(['sites', site.id, 'lists', list.id, ...(item === null ? [] : [item])]);
}
