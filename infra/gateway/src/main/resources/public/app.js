/** The page: what the buttons do, what autofill does, and what is shown of it. */

import { Problem, redeem, startSignIn, startSignUp } from './api.js';
import { Autofill } from './autofill.js';
import { Timeline } from './events.js';
import { render } from './json.js';
import { create, forget, get, obstacle, sessionOf } from './passkeys.js';
import { checkSignature, decode, keySet, requireOurs } from './tokens.js';

const $ = (id) => document.getElementById(id);

const timeline = new Timeline($('events'), $('no-events'), $('feed'));
const autofill = new Autofill((challenge, credential) => attempt(() => finish(challenge, credential, '/passkey/challenge')));
let busy = false;

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (isFilledIn()) {
    attempt(signUp);
  }
});
$('email').addEventListener('input', () => $('email').removeAttribute('aria-invalid'));
$('sign-in').addEventListener('click', () => attempt(signIn));
$('sign-out').addEventListener('click', signOut);

begin();

function begin() {
  const problem = obstacle();
  if (problem) {
    show(problem);
    $('sign-up').disabled = true;
    $('sign-in').disabled = true;
    return;
  }
  autofill.start();
  // After an error or a sign-out it is not offered again until somebody turns to the field.
  for (const turn of ['focus', 'click']) {
    $('email').addEventListener(turn, () => busy || autofill.start());
  }
}

function isFilledIn() {
  const email = $('email');
  email.value = email.value.trim();
  if (email.checkValidity()) {
    return true;
  }
  email.setAttribute('aria-invalid', 'true');
  email.focus();
  const missing = email.validity.valueMissing;
  show(new Problem('form', missing ? 'Fill in an e-mail address to create a passkey for.' : 'This is not an e-mail address.'));
  return false;
}

async function signUp() {
  say('Asking for a challenge…');
  const challenge = await startSignUp($('email').value, $('display-name').value.trim());
  const options = challenge.authn_params_public_key;
  timeline.follow(sessionOf(options.challenge));
  say('Waiting for your device to create the passkey…');
  const credential = await create(options);
  try {
    await finish(challenge, credential, '/passkey/register');
  } catch (problem) {
    if (problem.kind === 'refused' || problem.kind === 'invalid') {
      await forget(options.rp.id, credential.id);
    }
    throw problem;
  }
}

async function signIn() {
  say('Asking for a challenge…');
  const challenge = await startSignIn();
  const options = challenge.authn_params_public_key;
  timeline.follow(sessionOf(options.challenge));
  say('Waiting for your passkey…');
  await finish(challenge, await get(options), '/passkey/challenge');
}

/** The answer to a challenge becomes tokens, and tokens are believed only once they are checked. */
async function finish(challenge, credential, path) {
  timeline.follow(sessionOf(challenge.authn_params_public_key.challenge));
  say('Redeeming the challenge…');
  const answer = await redeem(challenge.auth_session, credential);
  say('Checking the tokens…');
  const idToken = decode(answer.id_token ?? '');
  if (!idToken) {
    throw new Problem('token', 'The server sent no readable id_token.');
  }
  const keys = await keySet();
  const signature = await checkSignature(idToken, keys);
  showToken('id-token', answer.id_token, idToken, signature);
  const accessToken = decode(answer.access_token ?? '');
  showToken('access-token', answer.access_token, accessToken, accessToken && (await checkSignature(accessToken, keys)));
  showRaw(challenge, path, answer);
  $('tokens').hidden = false;
  if (!signature.verified) {
    throw new Problem('token', `The id_token cannot be trusted. ${signature.words}`);
  }
  requireOurs(idToken);
  welcome(idToken.claims);
}

/** Runs one thing at a time, with autofill out of its way, and puts into words whatever becomes of it. */
async function attempt(action) {
  if (busy) {
    return;
  }
  setBusy(true);
  show(null);
  try {
    await autofill.stop();
    await action();
  } catch (problem) {
    say('');
    show(problem instanceof Problem ? problem : new Problem('unexpected', `Something unexpected went wrong: ${problem.message}`));
  } finally {
    setBusy(false);
  }
}

function setBusy(now) {
  busy = now;
  $('entrance').setAttribute('aria-busy', String(now));
  for (const button of [$('sign-up'), $('sign-in')]) {
    button.setAttribute('aria-disabled', String(now));
  }
  if (now || $('welcome').hidden) {
    $('status').dataset.state = now ? 'busy' : 'idle';
  }
}

function say(words) {
  $('status').textContent = words;
}

function show(problem) {
  const error = $('error');
  error.hidden = !problem;
  error.textContent = problem?.message ?? '';
  error.dataset.kind = problem?.kind ?? '';
  error.dataset.code = problem?.code ?? '';
}

function welcome(claims) {
  $('user-name').textContent = claims.name ?? claims.email ?? claims.sub;
  $('user-id').textContent = claims.sub;
  $('entrance').hidden = true;
  $('welcome').hidden = false;
  $('status').dataset.state = 'signed-in';
  say(`Signed in as ${claims.email ?? claims.sub}.`);
  $('user-name').focus();
}

function signOut() {
  for (const element of $('tokens').querySelectorAll('pre, .signature, .facts, .compact')) {
    element.replaceChildren();
  }
  $('tokens').hidden = true;
  $('welcome').hidden = true;
  $('entrance').hidden = false;
  $('form').reset();
  timeline.clear();
  show(null);
  $('status').dataset.state = 'idle';
  say('Signed out. The tokens are forgotten.');
  $('sign-in').focus();
}

function showToken(id, compact, token, signature) {
  const badge = $(`${id}-signature`);
  badge.dataset.verified = String(signature?.verified ?? false);
  badge.textContent = signature?.words ?? 'Opaque: only the server can read it.';
  $(`${id}-compact`).textContent = compact ?? '';
  $(`${id}-header`).replaceChildren();
  $(`${id}-claims`).replaceChildren(token ? '' : (compact ?? 'none'));
  $(`${id}-facts`).replaceChildren();
  if (token) {
    render($(`${id}-header`), token.header);
    render($(`${id}-claims`), token.claims);
    $(`${id}-facts`).replaceChildren(...facts(token.claims).map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  }
}

function facts({ iat, exp, scope }) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = (seconds) => format.format(new Date(seconds * 1000));
  const found = [];
  if (Number.isFinite(iat)) found.push(`issued ${time(iat)}`);
  if (Number.isFinite(exp)) found.push(`valid until ${time(exp)}`);
  if (scope) found.push(`scope ${scope}`);
  return found;
}

function showRaw(challenge, path, answer) {
  const name = document.createElement('span');
  name.className = 'mono quiet';
  name.textContent = `POST ${path}`;
  $('challenge-summary').replaceChildren('Challenge response ', name);
  render($('challenge-response'), challenge);
  render($('token-response'), answer);
}
