// What the tours of ZenML share: signing in without handing a secret to the page's script.
import { ZENML_PASSWORD, ZENML_USER } from './env.mjs';
import { typeSecret } from './tour.mjs';

export async function signIn(app, { form = app.signInForm('ZenML'), username = ZENML_USER, password = ZENML_PASSWORD } = {}) {
  await form.getByLabel('Username', { exact: true }).fill(username);
  await typeSecret(app.page, form.getByLabel('Password', { exact: true }), password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in as a service account does. */
export async function signInWithKey(app, secret, form = app.signInForm('ZenML')) {
  await app.pick('API key', form);
  await typeSecret(app.page, form.getByRole('textbox', { name: 'API key', exact: true }), secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
}
