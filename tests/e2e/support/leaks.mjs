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

/** Sentences about each secret that one of the places holds. */
export function leaks(places, secrets) {
  const found = [];
  for (const [place, content] of Object.entries(places)) {
    const text = JSON.stringify(content) ?? '';
    for (const secret of secrets) {
      const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
      if (forms.some((form) => text.includes(form))) found.push(`${place} holds a secret`);
    }
  }
  return found;
}

/** Whether the document holds a text; asked so that a failure does not print the document. */
export const isInPage = async (page, text) => (await page.content()).includes(text);
