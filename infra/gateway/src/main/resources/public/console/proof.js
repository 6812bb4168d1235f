/**
 * Checks in this browser that an entry stands in the trail as it was written: RFC 9162, a leaf's hash climbs along its
 * path to the root that the service signed. Nothing of it is believed because the server says so, but for the keys.
 */

const LEAF = 0x00;
const NODE = 0x01;

/** Every step with its outcome; the last one that fails is why there is no proof. */
export async function prove(operator, position) {
  const steps = [];
  const step = (words, ok, detail = '') => {
    steps.push({ words, ok, detail });
    return ok;
  };
  const head = await operator.json('/audit/v1/tree-heads/latest');
  const signed = await verify(head.head, await operator.json('/audit/v1/keys'));
  if (!step('The newest tree head is signed by the audit service', signed.ok, signed.detail)) {
    return steps;
  }
  const { tree_size: size, root_hash: root, timestamp } = signed.payload;
  if (!step(`It covers position ${position}`, position < size, `${size} entries, signed ${timestamp}`)) {
    return steps;
  }
  const line = await lineAt(operator, position);
  const leaf = await hash(LEAF, line);
  step('The entry’s line has this hash', true, hex(leaf));
  const proof = await operator.json(`/audit/v1/proofs/inclusion?position=${position}&tree_size=${size}`);
  const reached = await climb(leaf, position, size, proof.path.map(bytesOfHex));
  step('Along its path the hash reaches the signed root', reached !== null && hex(reached) === root, `${proof.path.length} hashes, root ${root}`);
  return steps;
}

/** RFC 9162 section 2.1.3.2. */
async function climb(leaf, index, size, path) {
  let first = index;
  let last = size - 1;
  let reached = leaf;
  for (const sibling of path) {
    if (last === 0) {
      return null;
    }
    if (first % 2 === 1 || first === last) {
      reached = await hash(NODE, sibling, reached);
      while (first % 2 === 0 && first !== 0) {
        first = Math.floor(first / 2);
        last = Math.floor(last / 2);
      }
    } else {
      reached = await hash(NODE, reached, sibling);
    }
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? reached : null;
}

/** The line byte for byte: the export's second line. */
async function lineAt(operator, position) {
  const exported = await operator.bytes(`/audit/v1/export?from=${position}&to=${position + 1}`);
  const start = exported.indexOf(0x0a) + 1;
  const end = exported.indexOf(0x0a, start);
  return exported.subarray(start, end < 0 ? exported.length : end);
}

async function hash(kind, ...parts) {
  const input = new Uint8Array(1 + parts.reduce((length, part) => length + part.length, 0));
  input[0] = kind;
  let at = 1;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

/** A compact JWS with ES256 under one of the keys. */
async function verify(compact, { keys }) {
  const [header, payload, signature] = compact.split('.');
  const { alg, kid } = JSON.parse(text(header));
  const key = keys.find((each) => each.kid === kid);
  if (alg !== 'ES256' || !key) {
    return { ok: false, detail: `no key ${kid} for ${alg}` };
  }
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('jwk', { kty: key.kty, crv: key.crv, x: key.x, y: key.y }, algorithm, false, ['verify']);
  const ok = await crypto.subtle.verify(algorithm, imported, bytesOf(signature), new TextEncoder().encode(`${header}.${payload}`));
  return { ok, detail: `key ${kid}`, payload: JSON.parse(text(payload)) };
}

function text(base64url) {
  return new TextDecoder().decode(bytesOf(base64url));
}

/** Base64, with either alphabet. */
function bytesOf(base64) {
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function bytesOfHex(hexadecimal) {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
