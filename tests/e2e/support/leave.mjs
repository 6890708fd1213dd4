// Leaving the app as a person does.

/** Tries to close the tab, is asked, and stays; what it was asked. */
export async function tryToClose(page) {
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog.dismiss();
  return dialog.type();
}
