// What comes in goes to the model, and from there to the picture, the words and the panels.
import { byId, empty, h, ms, toggle } from './dom.js';
import { Model, ending, target, title } from './model.js';
import { pipeline } from './pipeline.js';
import { draw, drawStored } from './journey.js';
import { actions, forms, send } from './act.js';
import { elsewhere, panels, recent } from './panels.js';
import { Local } from './local.js';

const KINDS = ['state', 'request', 'appended', 'polled', 'invoked', 'answered', 'givenup', 'log', 'skipped', 'fault', 'gap'];
const SAY_EVERY_MS = 900;
const MOST_TO_SAY = 9;
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

// The status line: a sentence a second, first what a click led to, then the newest of other news.
let [toSay, newest] = [[], []];
const said = text => { toSay = [...toSay, text].slice(-MOST_TO_SAY); };
const news = text => { newest = [text]; };
setInterval(() => {
	const text = toSay.shift() ?? newest.pop();
	if (text) byId('said').replaceChildren(text);
}, SAY_EVERY_MS);

const source = path => config.source ? h('a', { href: config.source + path, class: 'source' }, path.split('/').pop()) : h('code', { class: 'source' }, path);

async function read(path) {
	const answer = await send({ method: 'GET', path });
	if (!answer.ok) return null;
	const found = JSON.parse(answer.text);
	if (found.likes !== undefined) picture.tell('likes', `${found.likes} ${found.movieId}`.slice(0, 14));
	return found;
}

const recordsOf = record => model.byId.get(record.id) || [record];

function choose(record) {
	current = record;
	row = null;
	stale = true;
	tick();
	readRow(record);
}

async function readRow(record) {
	const folder = { like: '/likes/', timestamp: '/app/', order: '/orders/', 'order-enriched': '/orders/' }[record.type];
	if (!folder || record.dead || !recordsOf(record).some(r => r.topic !== 'orders' && ending(r))) return;
	const path = folder + encodeURIComponent(record.type === 'timestamp' ? record.id : record.keyText);
	const found = await read(path);
	if (current !== record || !found) return;
	row = { path, found };
	stale = true;
}

// An id is an event that passed, a timestamp, an order or a movie: the first that is known.
async function lookUp(text) {
	const passed = model.byId.get(text) || [...model.records.values()].filter(record => record.keyText === text);
	if (passed.length) return choose(passed.at(-1));
	current = null;
	for (const folder of /^[\da-f-]{24,36}$/.test(text) ? ['/app/'] : ['/likes/', '/orders/']) {
		const found = await read(folder + encodeURIComponent(text));
		if (found?.acceptedAt) return byId('waterfall').replaceChildren(...drawStored(folder + text, found, source));
	}
	byId('waterfall').replaceChildren(empty(`Nothing is known of “${text}”.`));
}

function tell(kind, data) {
	const about = model.apply(kind, data);
	if (kind === 'appended') {
		last = [about, ...last].slice(0, RECENT);
		look.appended(about);
		// The newest event is shown, until somebody chooses one or an order is on its way.
		if (!current || (ending(current) && current.type !== 'order' && !byId('journey').contains(document.activeElement))) choose(about);
	}
	if (about?.key) picture.add(about);
	if (kind === 'state') told(data);
	if (kind === 'log' && about?.dead) news(`Dead letter ${about.key}: ${about.dead}.`);
	if (kind === 'answered' && about) finished(about);
	if (kind === 'fault') said(data.what);
	if (kind === 'gap') said(`${data.missed} events were missed while this page was not connected.`);
	stale = true;
}

function told(world) {
	const before = alive;
	alive = world.broker.alive;
	if (alive !== before) news(alive ? 'The broker runs again.' : 'The broker is stopped: writes are refused, and nothing is lost.');
	link(alive ? 'live' : 'the broker is stopped', alive);
	picture.show();
}

// A batch came back: says so of its newest event, and reads again what the chosen one changed.
function finished(batch) {
	if (batch.result !== 'success') return news(`Batch ${batch.batch} (${batch.records}) comes again: ${batch.detail}.`);
	const record = last.find(r => r.attempts.includes(batch) && r.headers && !r.dead);
	if (record) news(`${title(record)}: partition ${record.topic}-${record.partition}, batch ${batch.batch} of ${batch.records}, function ${batch.function}, ${target(record)}; ${ms(batch.at - record.accepted)} in all.`);
	if (current && recordsOf(current).some(r => r.attempts.includes(batch))) readRow(current);
}

function link(text, good) {
	Object.assign(byId('link'), { textContent: text, className: `pill ${good ? 'good' : 'bad'}` });
}

function tick() {
	if (!stale || document.hidden) return;
	stale = false;
	if (!byId('recent').contains(document.activeElement)) byId('recent').replaceChildren(recent(last, choose, current));
	if (current && !byId('waterfall').contains(document.activeElement)) byId('waterfall').replaceChildren(...draw(recordsOf(current), row, source));
	look.draw(model.world);
}

const picture = pipeline(byId('stage'), model, choose);
byId('speed').addEventListener('change', event => { picture.slower = Number(event.target.value); });
toggle(byId('pause'), on => { picture.paused = on; });
actions(byId('actions'), local, said, read);
forms(byId('forms'));
byId('lookup').addEventListener('submit', event => {
	event.preventDefault();
	lookUp(event.target.elements.id.value.trim());
});
const look = local.available ? panels(byId('panels'), model, local, said, choose) : null;
if (local.available) {
	local.follow(KINDS, tell, link);
	setInterval(tick, DRAW_EVERY_MS);
} else {
	link('live only in the local stack', true);
	byId('speed').remove();
	elsewhere(byId('panels'), config);
	byId('recent').append(empty('A journey is drawn from its stored times: look an id up.'));
}
document.documentElement.dataset.ready = 'true';
