// Where a page could have left a secret behind.

/** Everything a page keeps or shows outside of its document, by place. */
export async function kept(page) {
  const inPage = await page.evaluate(async () => {
    const databases = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        databases[`${name}/${store}`] = await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
      }
      database.close();
    }
    const cached = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      cached.push(name, ...(await cache.keys()).map((request) => request.url));
    }
    return {
      'local storage': { ...localStorage },
      'session storage': { ...sessionStorage },
      'indexed databases': databases,
      caches: cached,
      'history state': history.state,
      address: location.href,
      title: document.title,
      'window name': window.name,
      cookies: document.cookie,
      'addresses called': performance.getEntries().map((entry) => entry.name),
    };
  });
  return { ...inPage, 'cookie jar': await page.context().cookies() };
}

/** A sentence for each place that holds one of the secrets, as it is or encoded. */
export function leaks(places, secrets) {
  const forms = [...secrets].flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]);
  const found = [];
  for (const [place, content] of Object.entries(places)) {
    const text = JSON.stringify(content) ?? '';
    if (forms.some((form) => text.includes(form))) found.push(`${place} holds a secret`);
  }
  return found;
}

/** Whether the document holds a text; asked so that a failure does not print the document. */
export const isInPage = async (page, text) => (await page.content()).includes(text);
