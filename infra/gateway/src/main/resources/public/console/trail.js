/** The tenant logs as a list that stays live: searched once, then followed from its newest entry. */

import { element, time } from './dom.js';

const PAGE = 50;
const MOST = 500;
const LOOK_MILLIS = 2_000;
const BAD = /^(f|fs|fertft|ferrt|fco|api_limit|limit_.*|.*_failed)$/;

export class Trail {
  #operator;
  #list;
  #empty;
  #live;
  #query = '';
  #newest;
  #seen = new Set();
  #turn = 0;
  #opened;

  /**
   * @param opened is told the entry that the operator opens
   */
  constructor(operator, { list, empty, live }, opened) {
    this.#operator = operator;
    this.#list = list;
    this.#empty = empty;
    this.#live = live;
    this.#opened = opened;
    list.addEventListener('click', (event) => this.#open(event.target.closest('[role=option]')));
    list.addEventListener('keydown', (event) => this.#key(event));
  }

  async search(query) {
    const turn = ++this.#turn;
    this.#query = query;
    this.#seen.clear();
    this.#newest = undefined;
    const logs = await this.#page();
    if (turn !== this.#turn) {
      return;
    }
    this.#list.replaceChildren();
    this.#add(logs);
    this.#show('live');
    this.#follow(turn);
  }

  stop() {
    this.#turn++;
    this.#list.replaceChildren();
    this.#show('idle');
  }

  focus() {
    this.#list.focus();
  }

  #page() {
    const query = new URLSearchParams({ per_page: PAGE, sort: 'date:-1' });
    if (this.#query) {
      query.set('q', this.#query);
    }
    return this.#operator.json(`/api/v2/logs?${query}`);
  }

  async #follow(turn) {
    while (turn === this.#turn) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
      if (turn !== this.#turn) {
        return;
      }
      try {
        this.#add(await this.#page());
        this.#show('live');
      } catch {
        this.#show('lost');
      }
    }
  }

  #add(logs) {
    const news = logs.filter((log) => !this.#seen.has(log.log_id));
    for (const log of [...news].reverse()) {
      this.#seen.add(log.log_id);
      this.#list.prepend(this.#option(log));
    }
    while (this.#list.children.length > MOST) {
      this.#list.lastElementChild.remove();
    }
    this.#empty.hidden = this.#list.children.length > 0;
  }

  #option(log) {
    const option = element(
      'li',
      {
        role: 'option',
        id: `log-${log.log_id}`,
        'aria-selected': 'false',
        'data-log-id': log.log_id,
        'data-type': log.type,
        'data-user': log.user_id,
        'data-bad': BAD.test(log.type),
      },
      element('span', { class: 'mono type' }, log.type),
      element('span', { class: 'what' }, log.description || log.type, element('span', { class: 'quiet who' }, [log.user_name || log.user_id, log.client_name].filter(Boolean).join(' · '))),
      time(log.date),
    );
    option.log = log;
    return option;
  }

  #open(option) {
    if (option) {
      this.#select(option);
      this.#opened(option.log);
    }
  }

  #key(event) {
    const options = [...this.#list.children];
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), Home: 0, End: options.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#select(options[Math.min(to, options.length - 1)]);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      this.#open(options[at]);
    }
  }

  #select(option) {
    for (const other of this.#list.children) {
      other.setAttribute('aria-selected', String(other === option));
    }
    if (option) {
      this.#list.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  }

  #show(state) {
    this.#live.dataset.state = state;
    this.#live.textContent = { idle: 'waiting', live: 'live', lost: 'connection lost, trying again' }[state];
  }
}
