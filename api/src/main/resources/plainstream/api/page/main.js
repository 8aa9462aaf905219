// Puts the parts together: what comes in goes to the model, and from there to the picture, the words and the panels.
import { byId, h, ms } from './dom.js';
import { Model, ending, target, title } from './model.js';
import { Pipeline } from './pipeline.js';
import { draw, drawStored } from './journey.js';
import { Actions, forms, send } from './act.js';
import { Panels, elsewhere, recent } from './panels.js';
import { Local } from './local.js';

const KINDS = ['state', 'request', 'appended', 'polled', 'invoked', 'answered', 'givenup', 'log', 'skipped', 'fault', 'gap'];
const SAY_EVERY_MS = 1200;
const DRAW_EVERY_MS = 500;
const RECENT = 8;

const config = await fetch('/config.json').then(answer => answer.json());
const model = new Model();
const local = new Local(config.live);
let last = [];
let current = null;
let row = null;
let stale = true;
let alive = true;

// The status line, which a screen reader reads out: the newest sentence, and not more than one a second.
let spoken = 0;
let next = null;
function said(text) {
  clearTimeout(next);
  next = setTimeout(() => {
    spoken = performance.now();
    byId('said').textContent = text;
  }, Math.max(0, spoken + SAY_EVERY_MS - performance.now()));
}

/** A file of the repository: a link where the repository's address is known, else its path. */
const source = path => config.source ? h('a', { href: config.source + path, class: 'source' }, path.split('/').pop()) : h('code', { class: 'source' }, path);

async function read(path) {
  const answer = await send({ method: 'GET', path });
  if (!answer.ok) return null;
  const found = JSON.parse(answer.text);
  if (found.likes !== undefined) pipeline.tell('likes', `${found.movieId} ${found.likes}`);
  return found;
}

function choose(record) {
  current = record;
  row = null;
  stale = true;
  tick();
  readRow(record);
}

async function readRow(record) {
  const id = encodeURIComponent(record.type === 'timestamp' ? record.id : record.keyText);
  const folder = { like: '/likes/', timestamp: '/app/', order: '/orders/', 'order-enriched': '/orders/' }[record.type];
  if (!folder || record.dead || !(model.byId.get(record.id) || []).some(r => r.topic !== 'orders' && ending(r))) return;
  const found = await read(folder + id);
  if (current !== record || !found) return;
  row = { path: folder + id, found };
  stale = true;
}

// An id is an event that passed, a timestamp, an order or a movie: the first that is known.
async function lookUp(text) {
  const passed = model.byId.get(text) || [...model.records.values()].filter(record => record.keyText === text);
  if (passed.length) return choose(passed[passed.length - 1]);
  current = null;
  for (const folder of /^[\da-f-]{24,36}$/.test(text) ? ['/app/'] : ['/likes/', '/orders/']) {
    const found = await read(folder + encodeURIComponent(text));
    if (found && found.acceptedAt) return byId('waterfall').replaceChildren(...drawStored(folder + text, found, source));
  }
  byId('waterfall').replaceChildren(h('p', { class: 'empty' }, `Nothing is known of “${text}”: no such event passed, and no table has it.`));
}

function tell(kind, data) {
  const about = model.apply(kind, data);
  if (kind === 'appended') {
    last = [about, ...last].slice(0, RECENT);
    panels.appended(about);
    if (!current || ending(current) && current.type !== 'order') current = byId('journey').contains(document.activeElement) ? current : about;
  }
  if (about && about.key) pipeline.add(about);
  if (kind === 'state') told(data);
  if (kind === 'log' && data.reason) said(`Dead letter ${about.key}: ${data.reason}.`);
  if (kind === 'answered' && about) finished(about);
  if (kind === 'fault') said(data.what);
  if (kind === 'gap') said(`${data.missed} events were missed while this page was not connected.`);
  stale = true;
}

function told(world) {
  if (world.broker.alive !== alive) said(world.broker.alive ? 'The broker runs again.' : 'The broker is stopped: writes are refused, and nothing is lost.');
  alive = world.broker.alive;
  link(alive ? 'live' : 'the broker is stopped', alive);
  pipeline.show();
}

// A batch came back: says so of its newest event, and reads again what the chosen one changed.
function finished(batch) {
  if (batch.result !== 'success') return said(`Batch ${batch.batch} (${batch.records}) comes again: ${batch.detail}.`);
  const record = last.find(r => r.attempts.includes(batch) && r.headers && !r.dead);
  if (record) said(`${title(record)}: partition ${record.topic}-${record.partition}, batch ${batch.batch} of ${batch.records}, function ${batch.function}, ${target(record)}; ${ms(batch.at - record.accepted)} in all.`);
  if (current && current.attempts.includes(batch)) readRow(current);
}

function link(text, good) {
  byId('link').textContent = text;
  byId('link').className = good ? 'pill good' : 'pill bad';
}

function tick() {
  if (!stale || document.hidden) return;
  stale = false;
  if (!byId('recent').contains(document.activeElement)) byId('recent').replaceChildren(recent(last, choose, current));
  if (current && !byId('waterfall').contains(document.activeElement)) byId('waterfall').replaceChildren(...draw(model.byId.get(current.id) || [current], row, source));
  panels.draw();
}

const pipeline = new Pipeline(byId('stage'), model, choose);
byId('speed').addEventListener('change', event => { pipeline.slower = Number(event.target.value); });
byId('pause').addEventListener('click', () => {
  pipeline.paused = !pipeline.paused;
  byId('pause').setAttribute('aria-pressed', String(pipeline.paused));
});
new Actions(byId('actions'), local, said, read);
forms(byId('forms'));
byId('lookup').addEventListener('submit', event => {
  event.preventDefault();
  lookUp(event.target.elements.id.value.trim());
});
const panels = local.available ? new Panels(byId('panels'), model, local, said, choose) : null;
if (local.available) {
  local.follow(KINDS, tell, link);
  setInterval(tick, DRAW_EVERY_MS);
} else {
  link('live only in the local stack', true);
  byId('speed').hidden = true;
  elsewhere(byId('panels'), config);
  byId('recent').append(h('p', { class: 'empty' }, 'A journey is drawn from its stored times: look an id up.'));
}
document.documentElement.dataset.ready = 'true';
