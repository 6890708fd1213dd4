// Notes what a page opens while a test goes through it: dialogs, menus, pages. The app has no door for this: its
// document is watched.
import { can, dialogOf, pageOf } from './holdings.mjs';

const named = ([name, connection]) => (connection ? `${connection} ${name}` : name);

/** Whether a page only leads on to another one, so that nobody sees it. */
const leadsOn = ([name, connection]) => name === 'Home' || (name === 'Holders' && !can(connection, 'choose_holder'));

/** Watches every page of this context from now on. */
export async function record(context) {
  const opened = { dialogs: new Set(), menus: new Set(), pages: new Set() };
  const take = {
    dialog: (id, title) => opened.dialogs.add(dialogOf(id, title)),
    menu: (id) => opened.menus.add(id),
    page: (address) => opened.pages.add(named(pageOf(address))),
    passed: (address) => leadsOn(pageOf(address)) && opened.pages.add(named(pageOf(address))),
  };
  await context.exposeBinding('noteOpened', (_, kind, ...told) => {
    take[kind](...told);
  });
  await context.addInitScript(() => {
    const noted = new Set();
    const note = (...told) => {
      if (noted.has(told.join('\n'))) return;
      noted.add(told.join('\n'));
      globalThis.noteOpened(...told);
    };
    const look = () => {
      for (const dialog of document.querySelectorAll('dialog[open]')) {
        const id = dialog.getAttribute('aria-labelledby');
        note('dialog', id, document.getElementById(id)?.textContent.replace(/[\u2066-\u2069]/g, '') ?? '');
      }
      const heading = document.querySelector('main h1');
      if (heading && !heading.textContent.startsWith('Sign in to ')) note('page', location.pathname);
    };
    for (const name of ['pushState', 'replaceState']) {
      const change = history[name];
      history[name] = (state, title, address) => {
        if (address) note('passed', new URL(address, location).pathname);
        return change.call(history, state, title, address);
      };
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['open'] });
    document.addEventListener('toggle', ({ target, newState }) => newState === 'open' && target.popover && note('menu', target.id), true);
  });
  return opened;
}
