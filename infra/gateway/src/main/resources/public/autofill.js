/** Passkeys in the e-mail field's own suggestions: a request that waits in the background, on a challenge kept fresh. */

import { startSignIn } from './api.js';
import { canAutofill, get } from './passkeys.js';

/** A challenge is exchanged for a new one when this much of its life is over. */
const FRESH = 0.8;
/** Then nobody seems to sit there any more: rest, rather than ask for challenges all night. */
const MAX_ROUNDS = 8;

export class Autofill {
  #picked;
  #waiting;
  #running = Promise.resolve();

  /** `picked(challenge, credential)` is called when the person chooses a passkey. */
  constructor(picked) {
    this.#picked = picked;
  }

  /** Harmless when it waits already. */
  start() {
    if (!this.#waiting) {
      this.#waiting = new AbortController();
      this.#running = this.#run(this.#waiting.signal).finally(() => (this.#waiting = undefined));
    }
  }

  /** Resolves when the browser is free for another passkey request. */
  async stop() {
    this.#waiting?.abort();
    await this.#running;
  }

  async #run(stopped) {
    if (!(await canAutofill())) {
      return;
    }
    try {
      for (let round = 0; round < MAX_ROUNDS && !document.hidden && !stopped.aborted; round++) {
        const challenge = await startSignIn(stopped);
        const credential = await this.#offer(challenge.authn_params_public_key, stopped);
        if (credential) {
          queueMicrotask(() => this.#picked(challenge, credential));
          return;
        }
      }
    } catch {
      // Autofill is an extra: the buttons do the same and say what is wrong.
    }
  }

  /** The chosen passkey, or null when the challenge grew old first. */
  async #offer(options, stopped) {
    const aged = new AbortController();
    const timer = setTimeout(() => aged.abort(), options.timeout * FRESH);
    try {
      return await get(options, AbortSignal.any([stopped, aged.signal]), 'conditional');
    } catch (error) {
      if (aged.signal.aborted && !stopped.aborted) {
        return null;
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
