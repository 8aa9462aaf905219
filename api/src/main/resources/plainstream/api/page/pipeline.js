// The picture, and each record as a dot that moves at the times that really passed.
import { s, count, ms } from './dom.js';
import { ending, failedIn, startOf, target } from './model.js';
import { layout, lanesOf } from './layout.js';

const MOST_DOTS = 160;
const MOST_WAITING = 400;
const BEHIND_LIVE_MS = 250;
const MOST_BEHIND_MS = 120000;
const LINGER_MS = 700;
const WIDE_PX = 820;
const LABEL = 'The way of an event. The list of the last events says in words what moves.';

function placeOf(record, at) {
	if (at < Math.max(record.appended ?? 0, record.type === 'order-enriched' ? 0 : record.accepted || 0)) return 'api';
	const tried = record.attempts.filter(batch => batch.invoked <= at);
	if (!(record.polled <= at) && !tried.length) return `lane:${record.topic}-${record.partition}`;
	const end = ending(record);
	if (end?.answered <= at) return 'end:' + target(record);
	const batch = tried.pop();
	if (batch) return (batch.answered <= at && failedIn(batch, record) ? 'map:' : 'fn:') + batch.function;
	return 'map:' + (record.topic === 'orders' ? 'enrichment' : 'events');
}

export function pipeline(root, model, chosen) {
	const still = matchMedia('(prefers-reduced-motion: reduce)');
	const dots = new Map();
	const values = new Map();
	let [waiting, at, frame] = [[], 0, 0];
	let plan, over, batches, texts, wide;
	const self = { slower: 10, paused: false, add, show, tell: (table, text) => say('end:' + table, text) };

	function draw() {
		wide = root.clientWidth >= WIDE_PX;
		plan = layout(wide, lanesOf(model.world));
		dots.clear();
		texts = new Map();
		const paths = [...plan.edges.values()].map(edge => s('path', { d: edge.d, class: 'edge ' + edge.kind }));
		batches = new Map(plan.boxes.filter(b => b.kind.startsWith('work')).map(b => [b.id, s('rect', { class: 'batch', rx: 7 })]));
		over = s('g');
		root.replaceChildren(s('svg', { viewBox: `0 0 ${plan.width} ${plan.height}`, role: 'img', class: wide ? 'wide' : 'tall', 'aria-label': LABEL },
			paths, plan.boxes.map(box), plan.lanes.map(lane), [...batches.values()], over));
		plan.edges.measure(paths);
		show();
	}

	function text(id, x, y) {
		texts.set(id, s('text', { x, y, class: 'value' }, values.get(id)));
		return texts.get(id);
	}

	function box({ id, label, x, y, w, h, kind, two }) {
		const first = kind.startsWith('work') ? y + 18 : y + h / 2 + (two ? -2 : 4);
		return s('g', { class: 'box ' + kind, 'data-id': id }, s('rect', { x, y, width: w, height: h, rx: 9 }), s('text', { x: x + w / 2, y: first }, label), text(id, x + w / 2, first + 16));
	}

	function lane({ id, topic, partition, x, y, w, h, head }) {
		return s('g', { class: 'lane topic-' + topic }, head && s('text', { x: head[0], y: head[1], class: 'topic' }, topic), s('rect', { x, y, width: w, height: h, rx: 5 }),
			s('text', { x: wide ? x + 12 : x + w / 2, y: y + 14, class: 'value' }, partition), wide ? text(id, x + w - 24, y + 14) : text(id, x + w / 2, y + h - 8));
	}

	function say(id, value) {
		values.set(id, value);
		if (texts.has(id)) texts.get(id).textContent = value;
	}

	function show() {
		const world = model.world;
		if (!world) return;
		if (lanesOf(world).length !== plan.lanes.length) return draw();
		for (const { name, partitions } of world.topics) for (const p of partitions) say(`lane:${name}-${p.partition}`, count(p.latest, wide ? 'standard' : 'compact'));
		for (const { name, busy, lastMs } of world.functions) {
			const lag = world.mappings.filter(m => m.function === name).flatMap(m => m.lag).reduce((n, l) => n + l.lag, 0);
			say('map:' + name, lag ? `lag ${count(lag)}` : 'up to date');
			say('fn:' + name, busy ? 'at work' : lastMs === null ? 'waits' : ms(lastMs));
			root.querySelector(`[data-id="fn:${name}"]`)?.classList.toggle('busy', busy);
		}
		say('end:dead letters', count(world.deadLetters));
		say('archive', `${count(world.archive.count)} files`);
		root.classList.toggle('away', !world.broker.alive);
	}

	// A record becomes a dot, if something may move.
	function add(record) {
		if (record.dot || still.matches || document.hidden) return;
		if (waiting.length >= MOST_WAITING) return catchUp();
		record.dot = true;
		waiting.push(record);
		wake(performance.now());
	}

	// Too many for dots, or nobody looks: live from here.
	function catchUp() {
		waiting = [];
		dots.forEach(remove);
		at = model.now() - BEHIND_LIVE_MS;
	}

	function wake(last) {
		frame = frame || requestAnimationFrame(time => {
			frame = 0;
			const passed = Math.max(0, Math.min(time - last, 100));
			advance(passed);
			waiting = waiting.filter(record => startOf(record) > at || create(record));
			move(passed / 1000);
			if (dots.size || waiting.length) wake(time);
		});
	}

	// Slow motion falls behind; where nothing moves it catches up.
	function advance(passed) {
		const live = model.now() - BEHIND_LIVE_MS;
		if (self.paused) return;
		if (self.slower === 1 || live - at > MOST_BEHIND_MS) at = live;
		if (!dots.size) at = Math.max(at, Math.min(live, ...waiting.map(startOf)));
		at = Math.min(live, at + passed / self.slower);
	}

	function create(record) {
		if (record.gone || dots.size >= MOST_DOTS) return false;
		const where = record.type === 'order-enriched' ? 'fn:enrichment' : record.request ? 'client' : 'api';
		const circle = s('circle', { r: 5.5, class: 'dot topic-' + record.topic, onclick: () => chosen(record) });
		const [x, y] = plan.slot(where, 0);
		over.append(circle);
		dots.set(record.key, { record, circle, x, y, route: [], where, ended: 0 });
		return false;
	}

	function remove(dot) {
		dot.circle.remove();
		dots.delete(dot.record.key);
	}

	function move(seconds) {
		const filled = new Map();
		for (const dot of [...dots.values()].sort((a, b) => a.record.offset - b.record.offset)) {
			const place = placeOf(dot.record, at);
			const slot = filled.get(place) || 0;
			filled.set(place, slot + 1);
			if (place !== dot.where) dot.route.push(...plan.edges.between(dot.where, place));
			dot.where = place;
			glide(dot, plan.slot(place, slot), seconds);
			dot.circle.classList.toggle('bad', place === 'end:dead letters' || place.startsWith('map') && dot.record.attempts.some(b => b.invoked < at));
			if (place.startsWith('end') && !dot.route.length) dot.ended += seconds * 1000;
			if (dot.ended > LINGER_MS || dot.record.gone) remove(dot);
		}
		for (const [id, rect] of batches) for (const [name, value] of Object.entries(plan.around(id, filled.get(id) || 0))) rect.setAttribute(name, value);
	}

	// The longer the way still to go, the faster.
	function glide(dot, end, seconds) {
		const points = [...dot.route, end];
		let left = seconds * (90 + 7 * (points.length * 14 + Math.hypot(end[0] - dot.x, end[1] - dot.y)));
		for (const [x, y] of points) {
			const distance = Math.hypot(x - dot.x, y - dot.y);
			const part = distance > left ? left / distance : 1;
			dot.x += (x - dot.x) * part;
			dot.y += (y - dot.y) * part;
			left -= distance;
			if (left <= 0) break;
			dot.route.shift();
		}
		dot.circle.setAttribute('transform', `translate(${dot.x.toFixed(1)} ${dot.y.toFixed(1)})`);
	}

	new ResizeObserver(() => root.clientWidth >= WIDE_PX !== wide && draw()).observe(root);
	document.addEventListener('visibilitychange', catchUp);
	draw();
	return self;
}
