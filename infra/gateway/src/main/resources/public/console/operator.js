/** The wire of the console: an operator's token in memory, and the requests that it allows. */

import { Problem } from '../api.js';

const TIMEOUT_MILLIS = 20_000;

export class Operator {
  #credentials;
  #token;

  /** Gets a token with client credentials; throws when they are not good. */
  static async enter(clientId, clientSecret) {
    const operator = new Operator();
    operator.#credentials = { clientId, clientSecret };
    await operator.#renew();
    return operator;
  }

  async #renew() {
    const { clientId, clientSecret } = this.#credentials;
    const response = await send('/oauth/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience: `${location.origin}/api/v2/`,
      }),
    });
    if (!response.ok) {
      throw await refusal(response);
    }
    this.#token = (await response.json()).access_token;
  }

  async json(path) {
    return (await this.#ask(path, {})).json();
  }

  async bytes(path) {
    return new Uint8Array(await (await this.#ask(path, {})).arrayBuffer());
  }

  async change(method, path, body) {
    const headers = body ? { 'Content-Type': 'application/json' } : {};
    await this.#ask(path, { method, headers, body: body && JSON.stringify(body) });
  }

  /** A token lives shorter than a console stays open: one that is over is renewed once. */
  async #ask(path, options) {
    let response = await this.#send(path, options);
    if (response.status === 401) {
      await this.#renew();
      response = await this.#send(path, options);
    }
    if (!response.ok) {
      throw await refusal(response);
    }
    return response;
  }

  #send(path, options) {
    return send(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${this.#token}` } });
  }
}

async function send(path, options) {
  try {
    return await fetch(path, {
      ...options,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
  } catch (error) {
    throw new Problem('network', 'The server cannot be reached. Is it running, and are you online?', { cause: error });
  }
}

async function refusal(response) {
  const said = await response.json().catch(() => ({}));
  const words = said.message ?? said.error_description ?? '';
  const code = said.errorCode ?? said.error ?? '';
  if (response.status >= 500) {
    return new Problem('unavailable', `The service is not available now (${response.status}). Try again in a moment.`, { code });
  }
  return new Problem('refused', words || `The server refused (${response.status}).`, { code });
}
