/** The two WebAuthn ceremonies, on JSON in and JSON out, also where the browser lacks the JSON helpers. */

import { Problem } from './api.js';

/** Why passkeys cannot work here, or null. */
export function obstacle() {
  if (!window.isSecureContext) {
    return new Problem('insecure', 'Passkeys need a secure page: open this one over https, or at http://localhost.');
  }
  if (/^\[|^[\d.]+$/.test(location.hostname)) {
    return new Problem('wrong-origin', `Passkeys belong to names, not to addresses: open http://localhost:${location.port} instead.`);
  }
  if (!window.PublicKeyCredential || !navigator.credentials?.create) {
    return new Problem('unsupported', 'This browser has no passkeys. A current Chrome, Edge, Firefox or Safari does.');
  }
  return null;
}

export async function canAutofill() {
  try {
    return (await window.PublicKeyCredential?.isConditionalMediationAvailable?.()) === true;
  } catch {
    return false;
  }
}

export async function create(options, signal) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? creationOptions(options);
  return toJson(await ask(() => navigator.credentials.create({ publicKey, signal })));
}

export async function get(options, signal, mediation = 'optional') {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? requestOptions(options);
  return toJson(await ask(() => navigator.credentials.get({ publicKey, signal, mediation })));
}

/** Tells the authenticator that the server never accepted this passkey, so that it need not offer it again. */
export async function forget(rpId, credentialId) {
  try {
    await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId });
  } catch {
    // Only a courtesy: an unused passkey does no harm.
  }
}

/** The session a challenge belongs to: its first 16 bytes, as a UUID. */
export function sessionOf(challenge) {
  const hex = Array.from(fromBase64Url(challenge).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function fromBase64Url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64Url(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function ask(ceremony) {
  let credential;
  try {
    credential = await ceremony();
  } catch (error) {
    throw inWords(error);
  }
  if (!credential) {
    throw new Problem('cancelled', 'The browser returned no passkey.');
  }
  return credential;
}

function inWords(error) {
  switch (error?.name) {
    case 'AbortError':
      return error;
    case 'NotAllowedError':
      return new Problem('cancelled', 'No passkey came of it: the prompt was closed, found none, or waited too long. Nothing happened; try again.', { cause: error });
    case 'InvalidStateError':
      return new Problem('exists', 'This device already holds a passkey for this account. Sign in with it.', { cause: error });
    case 'SecurityError':
      return new Problem('wrong-origin', `The server’s passkeys do not belong to ${location.host}. Open the address the server is configured for.`, { cause: error });
    case 'NotSupportedError':
    case 'ConstraintError':
      return new Problem('unsupported', 'This device cannot make a passkey of the kind the server asks for.', { cause: error });
    default:
      return new Problem('passkey', `The passkey did not work: ${error?.message ?? error}`, { cause: error });
  }
}

function creationOptions(options) {
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    user: { ...options.user, id: fromBase64Url(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor),
  };
}

function requestOptions(options) {
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor),
  };
}

function descriptor(credential) {
  return { ...credential, id: fromBase64Url(credential.id) };
}

function toJson(credential) {
  try {
    return credential.toJSON();
  } catch {
    // Old browsers have none, and some password managers bring one that throws.
    return byHand(credential);
  }
}

function byHand(credential) {
  const response = { clientDataJSON: toBase64Url(credential.response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) {
      response[name] = toBase64Url(credential.response[name]);
    }
  }
  const transports = credential.response.getTransports?.();
  if (transports) {
    response.transports = transports;
  }
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}
