/** One person: who they are, their passkeys, their history, and what an operator may do about it. */

import { $, confirmed, element, time } from './dom.js';

const PREFIX = 'dev.latchkey.';
const HISTORY = 200;

export class Person {
  #operator;
  #userId;
  #blocked = false;
  #attempt;
  #prove;

  /**
   * @param attempt runs an action and shows what becomes of it
   * @param prove is told the position of the fact to check
   */
  constructor(operator, attempt, prove) {
    this.#operator = operator;
    this.#attempt = attempt;
    this.#prove = prove;
  }

  wire() {
    confirmed($('block'), $('block-confirm'), () => this.#attempt(() => this.#block()));
  }

  async open(userId) {
    this.#userId = userId;
    await this.#show();
    $('person').hidden = false;
    $('person-name').focus();
  }

  get #path() {
    return `/api/v2/users/${encodeURIComponent(this.#userId)}`;
  }

  async #show() {
    const [user, passkeys, history] = await Promise.all([
      this.#operator.json(this.#path).catch(goneOn404),
      this.#operator.json(`${this.#path}/authentication-methods`).catch(goneOn404),
      this.#operator.json(`/audit/v1/users/${encodeURIComponent(this.#userId)}/history?order=desc&limit=${HISTORY}`),
    ]);
    this.#blocked = user?.blocked === true;
    const state = !user ? 'gone' : this.#blocked ? 'blocked' : 'active';
    $('person-state').dataset.state = state;
    $('person-state').textContent = { gone: 'Erased, or not known', blocked: 'Blocked', active: 'May sign in' }[state];
    $('person-name').textContent = user?.name ?? user?.email ?? 'Nobody by name';
    $('person-id').textContent = this.#userId;
    $('block').hidden = !user;
    $('block').textContent = this.#blocked ? 'Unblock' : 'Block';
    $('block-confirm').textContent = this.#blocked ? 'Really unblock' : 'Really block';
    $('passkeys').replaceChildren(...(passkeys ?? []).map((passkey) => this.#passkey(passkey)));
    $('history').replaceChildren(...history.events.map((event) => this.#fact(event)));
  }

  async #block() {
    await this.#operator.change('PATCH', this.#path, { blocked: !this.#blocked });
    await this.#show();
    $('block').focus();
  }

  #passkey(passkey) {
    const revoke = element('button', { type: 'button', class: 'revoke' }, 'Revoke');
    const confirm = element('button', { type: 'button', class: 'revoke-confirm danger', hidden: true }, 'Really revoke');
    confirmed(revoke, confirm, () =>
      this.#attempt(async () => {
        await this.#operator.change('DELETE', `${this.#path}/authentication-methods/${encodeURIComponent(passkey.id)}`);
        await this.#show();
        $('person-name').focus();
      }),
    );
    return element(
      'li',
      { 'data-passkey': passkey.id },
      element('span', {}, passkey.name ?? 'Passkey', element('span', { class: 'quiet who' }, passkey.created_at ? time(passkey.created_at) : '')),
      revoke,
      confirm,
    );
  }

  #fact(event) {
    const name = event.type.startsWith(PREFIX) ? event.type.slice(PREFIX.length) : event.type;
    const prove = element('button', { type: 'button', class: 'prove', 'aria-label': `Check the proof of ${name} at position ${event.position}` }, 'Check');
    prove.addEventListener('click', () => this.#prove(event.position));
    const who = event.actor ? ` by ${event.actor}` : '';
    return element(
      'li',
      { 'data-type': event.type, 'data-position': event.position },
      element('span', {}, name.replaceAll('-', ' ') + who, element('span', { class: 'quiet who' }, time(event.time), ` · position ${event.position}`)),
      prove,
    );
  }
}

function goneOn404(problem) {
  if (problem.code === 'inexistent_user') {
    return null;
  }
  throw problem;
}
