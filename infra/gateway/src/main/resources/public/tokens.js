/** Reads a JWT and checks it as an application would: signature, issuer, audience, time. */

import { CLIENT_ID, Problem, publicKeys } from './api.js';
import { fromBase64Url } from './passkeys.js';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const CLOCK_SKEW_SECONDS = 60;

/** `{compact, header, claims}`, or null for a token that is not a JWT. */
export function decode(compact) {
  const parts = compact.split('.');
  if (parts.length !== 3) {
    return null;
  }
  try {
    return { compact, header: json(parts[0]), claims: json(parts[1]) };
  } catch {
    return null;
  }
}

function json(part) {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part)));
}

/** `{verified, words}` after a check against the published keys. */
export async function checkSignature({ compact, header }, keys) {
  if (header.alg !== 'RS256') {
    return { verified: false, words: `Signed with ${header.alg}, not RS256.` };
  }
  const jwk = keys.find((key) => key.kid === header.kid && key.kty === 'RSA');
  if (!jwk) {
    return { verified: false, words: `No published key is called ${header.kid}.` };
  }
  const [head, body, signature] = compact.split('.');
  const key = await crypto.subtle.importKey('jwk', { kty: jwk.kty, n: jwk.n, e: jwk.e }, RS256, false, ['verify']);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const verified = await crypto.subtle.verify(RS256.name, key, fromBase64Url(signature), signed);
  return verified
    ? { verified, words: `RS256 signature checked in this browser with key ${header.kid}` }
    : { verified, words: `The signature does not fit key ${header.kid}.` };
}

export async function keySet() {
  const { keys } = await publicKeys();
  return Array.isArray(keys) ? keys : [];
}

/** An id_token that is not meant for this page and this moment is refused, whoever signed it. */
export function requireOurs({ claims }) {
  const now = Date.now() / 1000;
  const audience = [claims.aud].flat();
  if (claims.iss !== `${location.origin}/`) {
    throw new Problem('token', `The id_token comes from ${claims.iss}, not from this server.`);
  }
  if (!audience.includes(CLIENT_ID)) {
    throw new Problem('token', `The id_token is meant for ${audience.join(', ')}, not for this page.`);
  }
  if (!(claims.exp > now - CLOCK_SKEW_SECONDS) || !(claims.iat < now + CLOCK_SKEW_SECONDS)) {
    throw new Problem('token', 'The id_token is not valid at this time. Is this computer’s clock right?');
  }
}
