// Measures from inside a page: it is injected before the page's own scripts, into Latchkey and into
// the plain page alike, so both are timed by the same clock and the same rules. "Painted" means: the
// frame that shows it was produced (the first task behind an animation frame).
(() => {
  const ROW = '.keys tbody tr:not(.gap)';
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const task = () =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
  const painted = async () => {
    await frame();
    return task();
  };

  /** When the document first fulfils a condition and shows it. */
  const first = (condition) =>
    new Promise((resolve) => {
      const look = () => condition() && (watcher.disconnect(), resolve(painted()));
      const watcher = new MutationObserver(look);
      watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
      look();
    });

  const foundLine = () => document.querySelector('.tools [role=status]')?.textContent ?? '';
  const signInButton = () => document.querySelector('form[aria-label="Sign in to Elastic Cloud"] button[type=submit]');
  const interactive = first(() => signInButton()?.getAttribute('aria-disabled') === null);

  const typeInto = (input, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  };

  window.probe = {
    /** Milliseconds from the start of the navigation to the first paint, and to a form that works. */
    async load() {
      const ready = await interactive;
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return { paint: paint?.startTime ?? NaN, interactive: ready };
    },

    /** Milliseconds from submitting the sign-in form to the first row, and to all of them. */
    async signIn(credential, wholeLine) {
      typeInto(document.querySelector('form[aria-label="Sign in to Elastic Cloud"] input[type=password]'), credential);
      // Nobody signs in at once: both pages come to rest first.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await painted();
      const start = performance.now();
      const row = first(() => document.querySelector(ROW) !== null);
      const all = first(() => foundLine() === wholeLine);
      signInButton().click();
      return { row: (await row) - start, all: (await all) - start };
    },

    /** Types a text: milliseconds of script, and until the line that counts the rows is painted. */
    async filter(text, line) {
      // Begun right behind a frame, each measurement waits equally long for the next one.
      await painted();
      const start = performance.now();
      typeInto(document.querySelector('#search'), text);
      const script = (await task()) - start;
      while (performance.now() - start < 5_000) {
        await frame();
        if (foundLine() === line) return { script, shown: (await task()) - start };
      }
      throw new Error(`After typing “${text}” the page says “${foundLine()}” and not “${line}”.`);
    },

    /** Scrolls steadily, then in leaps, then to the end: the time of each frame; the last row's place. */
    async scroll() {
      const sheet = document.querySelector('.sheet');
      const span = sheet.scrollHeight - sheet.clientHeight;
      const frames = [];
      let last = await frame();
      const to = async (top) => {
        sheet.scrollTop = top;
        const now = await frame();
        frames.push(now - last);
        last = now;
      };
      for (let step = 1; step <= 60; step += 1) await to(step * 300);
      for (let leap = 1; leap <= 30; leap += 1) await to(((leap * 0.618_034) % 1) * span);
      await to(sheet.scrollHeight);
      await painted();
      const lastRow = [...document.querySelectorAll(ROW)].at(-1)?.getAttribute('aria-rowindex');
      sheet.scrollTop = 0;
      await painted();
      return { frames, lastRow: Number(lastRow) };
    },

    /** The longest task since this was last asked, in milliseconds; 0 when none took over 50. */
    async longestTask() {
      await new Promise((resolve) => setTimeout(resolve, 100));
      tasks.push(...observer.takeRecords());
      return Math.max(0, ...tasks.splice(0).map((entry) => entry.duration));
    },
  };
})();
