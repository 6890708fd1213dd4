// What both drivers share: waiting, and what can be seen.

const PATIENCE = 10_000;

/** The first answer that is something; asks until then. */
export async function patiently(what, ask) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`There is no ${what}.`);
}

/** Whether a person can get at an element; runs in the page. */
export const VISIBLE = (own) => {
  const label = (['checkbox', 'radio'].includes(own.type) && own.labels[0]) || own;
  return label.getClientRects().length > 0 && !own.closest('[inert]');
};

/** What can be seen of a kind and may have a name; of an open dialog only, as the rest lies behind it. Runs in the page. */
export const IN_FRONT = (kind, name) => {
  const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
  const all = [...(dialog ?? document).querySelectorAll(kind), ...(dialog?.matches(kind) ? [dialog] : [])];
  const tight = (text) => text.replace(/\s+/g, '');
  const mayBeNamed = (own) =>
    own.hasAttribute('aria-labelledby') ||
    tight(`${own.ariaLabel} ${own.textContent} ${[...(own.labels ?? [])].map((it) => it.textContent)}`).includes(tight(name));
  const isVisible = (own) => {
    const label = (['checkbox', 'radio'].includes(own.type) && own.labels[0]) || own;
    return label.getClientRects().length > 0 && !own.closest('[inert]');
  };
  return all.filter((own) => isVisible(own) && mayBeNamed(own));
};
