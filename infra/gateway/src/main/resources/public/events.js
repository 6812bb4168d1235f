/** The timeline: the events of this page's own sessions, as they come from Kafka through the gateway. */

import { render } from './json.js';

const MAX_SESSIONS = 20;
const PREFIX = 'dev.latchkey.';

const MEANING = {
  'challenge-issued': ['Challenge issued', 'A one-time challenge, sealed into the auth_session.'],
  'auth-session-redeemed': ['Session redeemed', 'The one answer to the challenge was right; it can never be given again.'],
  'auth-session-rejected': ['Session rejected', 'The answer was refused. Why is on record for the operator, not for the caller.'],
  'user-created': ['User created', 'A new person. What names them is encrypted under a key of their own.'],
  'credential-registered': ['Passkey registered', 'The public key; the private one never left the device.'],
  'credential-used': ['Passkey used', 'Its counter or backup state changed.'],
  'grant-opened': ['Grant opened', 'What this sign-in allows the application.'],
};

const STATES = { idle: 'waiting', connecting: 'connecting', live: 'live', lost: 'connection lost, trying again' };

export class Timeline {
  #list;
  #empty;
  #feed;
  #source;
  #sessions = [];
  #seen = new Set();

  constructor(list, empty, feed) {
    this.#list = list;
    this.#empty = empty;
    this.#feed = feed;
  }

  /** From now on, and for what already happened, this session belongs to the timeline. */
  follow(session) {
    if (this.#sessions.includes(session)) {
      return;
    }
    this.#sessions = [...this.#sessions, session].slice(-MAX_SESSIONS);
    this.#connect();
  }

  clear() {
    this.#source?.close();
    this.#source = undefined;
    this.#sessions = [];
    this.#seen.clear();
    this.#list.replaceChildren();
    this.#empty.hidden = false;
    this.#show('idle');
  }

  #connect() {
    this.#source?.close();
    const query = new URLSearchParams(this.#sessions.map((session) => ['session', session]));
    this.#source = new EventSource(`/demo/events?${query}`);
    this.#show('connecting');
    this.#source.onopen = () => this.#show('live');
    this.#source.onmessage = (message) => this.#arrived(message);
    this.#source.onerror = () => this.#show('lost');
  }

  #show(state) {
    this.#feed.dataset.state = state;
    this.#feed.textContent = STATES[state];
  }

  /** A reconnected feed tells everything again, so an event is known by its id. */
  #arrived(message) {
    if (this.#seen.has(message.lastEventId)) {
      return;
    }
    this.#seen.add(message.lastEventId);
    let event;
    try {
      event = JSON.parse(message.data);
    } catch {
      return;
    }
    this.#empty.hidden = true;
    this.#insert(item(event));
  }

  /** Topics are read side by side: what happened first stands first, whichever arrived first. */
  #insert(entry) {
    const later = [...this.#list.children].find((other) => other.dataset.time > entry.dataset.time);
    this.#list.insertBefore(entry, later ?? null);
    let previous;
    for (const each of this.#list.children) {
      each.classList.toggle('begins', each.dataset.session !== previous);
      previous = each.dataset.session;
    }
  }
}

function item(event) {
  const name = event.type.startsWith(PREFIX) ? event.type.slice(PREFIX.length) : event.type;
  const [title, meaning] = MEANING[name] ?? [name, ''];
  const entry = document.createElement('li');
  Object.assign(entry.dataset, {
    type: event.type,
    session: event.session,
    stream: event.stream,
    sequence: event.sequence,
    time: sortable(event.time),
  });
  entry.append(
    element('time', clock(event.time), { dateTime: event.time }),
    element('p', title, { className: 'title' }),
    element('p', meaning, { className: 'meaning' }),
    details(event),
  );
  return entry;
}

function details(event) {
  const box = document.createElement('details');
  const summary = element('summary', '');
  summary.append(element('span', event.topic, { className: 'mono' }), ` · position ${event.sequence}`);
  const pre = element('pre', '', { className: 'json', tabIndex: 0 });
  pre.setAttribute('aria-label', `Data of ${event.type}`);
  render(pre, event.data);
  box.append(summary, element('p', event.stream, { className: 'mono stream' }), pre);
  return box;
}

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

function clock(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? time
    : date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });
}

/** ISO-8601 leaves out zeros at the end of a second's fraction: fill them in, and text sorts as time does. */
function sortable(time) {
  const [, seconds, fraction] = /^(.*?:\d\d)(?:\.(\d+))?Z$/.exec(time) ?? [undefined, time, ''];
  return `${seconds}.${(fraction ?? '').padEnd(9, '0')}`;
}
