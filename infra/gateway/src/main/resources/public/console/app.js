/** The console: who is in, what is open, and which key leads where. */

import { Problem } from '../api.js';
import { render } from '../json.js';
import { $, element } from './dom.js';
import { Operator } from './operator.js';
import { Person } from './person.js';
import { prove } from './proof.js';
import { Trail } from './trail.js';

let operator;
let trail;
let person;
let busy = false;

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(enter);
});
$('search-form').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(search);
});
$('leave').addEventListener('click', () => location.reload());
$('open-person').addEventListener('click', () => attempt(() => person.open($('open-person').dataset.user)));
document.addEventListener('keydown', (event) => {
  const writing = event.target.matches('input');
  if (event.key === '/' && !writing && operator) {
    event.preventDefault();
    $('search').focus();
  } else if (event.key === 'Escape' && operator) {
    trail.focus();
  }
});
$('client-secret').focus();

async function enter() {
  operator = await Operator.enter($('client-id').value.trim(), $('client-secret').value.trim());
  $('form').reset();
  trail = new Trail(operator, { list: $('logs'), empty: $('no-logs'), live: $('live') }, openLog);
  person = new Person(operator, attempt, (position) => attempt(() => check(position)));
  person.wire();
  await trail.search('');
  $('entrance').hidden = true;
  $('trail').hidden = false;
  $('side').hidden = false;
  $('search').focus();
}

async function search() {
  await trail.search($('search').value.trim());
  trail.focus();
}

function openLog(log) {
  $('log').hidden = false;
  $('log-title').textContent = log.description || log.type;
  $('log-when').textContent = `${log.type} · ${log.date}`;
  $('open-person').hidden = !log.user_id;
  $('open-person').dataset.user = log.user_id ?? '';
  $('log-json').replaceChildren();
  render($('log-json'), log);
  $('log-title').focus();
}

async function check(position) {
  const proof = $('proof');
  proof.hidden = false;
  proof.dataset.state = 'checking';
  $('proof-verdict').textContent = 'Checking…';
  $('proof-steps').replaceChildren();
  const steps = await prove(operator, position);
  const proven = steps.every((step) => step.ok);
  proof.dataset.state = proven ? 'proven' : 'broken';
  $('proof-verdict').dataset.verified = String(proven);
  $('proof-verdict').textContent = proven
    ? `Position ${position} stands in the trail as it was written.`
    : `There is no proof that position ${position} stands as it was written.`;
  $('proof-steps').replaceChildren(
    ...steps.map(({ words, ok, detail }) =>
      element('li', { 'data-ok': String(ok) }, element('span', {}, words, element('span', { class: 'mono quiet who' }, detail))),
    ),
  );
  $('proof-title').focus();
}

/** Runs one thing at a time, and puts into words whatever becomes of it. */
async function attempt(action) {
  if (busy) {
    return;
  }
  setBusy(true);
  show(null);
  try {
    await action();
  } catch (problem) {
    show(problem instanceof Problem ? problem : new Problem('unexpected', `Something unexpected went wrong: ${problem.message}`));
  } finally {
    setBusy(false);
  }
}

function setBusy(now) {
  busy = now;
  document.querySelector('main').setAttribute('aria-busy', String(now));
  $('status').dataset.state = now ? 'busy' : 'idle';
  $('status').textContent = now ? 'One moment…' : '';
}

function show(problem) {
  const error = $('error');
  error.hidden = !problem;
  error.textContent = problem?.message ?? '';
  error.dataset.code = problem?.code ?? '';
}
