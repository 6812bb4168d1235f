/** The wire: Latchkey's three requests, and one kind of error that says in words what went wrong. */

export const CLIENT_ID = 'demo';
const WEBAUTHN_GRANT = 'urn:okta:params:oauth:grant-type:webauthn';
const TIMEOUT_MILLIS = 20_000;

/** Something the person should read; `kind` and `code` are for machines. */
export class Problem extends Error {
  constructor(kind, message, { code = '', cause } = {}) {
    super(message, { cause });
    this.kind = kind;
    this.code = code;
  }
}

export function startSignUp(email, name) {
  const profile = name ? { email, name } : { email };
  return post('/passkey/register', { client_id: CLIENT_ID, user_profile: profile });
}

export function startSignIn(signal) {
  return post('/passkey/challenge', { client_id: CLIENT_ID }, signal);
}

export function redeem(authSession, credential) {
  return post('/oauth/token', {
    grant_type: WEBAUTHN_GRANT,
    client_id: CLIENT_ID,
    auth_session: authSession,
    authn_response: credential,
    scope: 'openid profile email',
  });
}

export function publicKeys() {
  return send('/.well-known/jwks.json', { headers: { Accept: 'application/json' } });
}

function post(path, body, signal) {
  return send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
}

async function send(path, { signal, ...options }) {
  const patience = AbortSignal.timeout(TIMEOUT_MILLIS);
  let response;
  let text;
  try {
    response = await fetch(path, {
      ...options,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem('network', 'The server cannot be reached. Is it running, and are you online?', { cause: error });
  }
  const json = parse(text);
  if (!response.ok) {
    throw refusal(response, json);
  }
  if (json === undefined) {
    throw new Problem('server', `The server’s answer to ${path} is not JSON.`);
  }
  return json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(response, json) {
  const code = typeof json?.error === 'string' ? json.error : '';
  const said = typeof json?.error_description === 'string' ? json.error_description : '';
  return new Problem(kindOf(response.status), wordsFor(response, said), { code });
}

function kindOf(status) {
  if (status === 429) return 'rate-limit';
  if (status === 401 || status === 403) return 'refused';
  if (status >= 500) return 'unavailable';
  return 'invalid';
}

function wordsFor(response, said) {
  const wait = Number(response.headers.get('Retry-After'));
  switch (kindOf(response.status)) {
    case 'rate-limit':
      return wait > 0 ? `Too many attempts. Try again in ${wait} s.` : 'Too many attempts. Try again in a minute.';
    case 'refused':
      return `The server refused${said ? `: ${sentence(said)}` : '.'} Each challenge is good for one attempt only: try again for a new one.`;
    case 'unavailable':
      return `The service is not available now (${response.status}). It may be starting: try again in a moment.`;
    default:
      return said ? `Not accepted: ${sentence(said)}` : `The server did not accept this (${response.status}).`;
  }
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
