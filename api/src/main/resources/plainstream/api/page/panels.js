// What stands where, and how fast.
import { button, bytes, clock, count, empty, h, ms, plural, s, table, toggle } from './dom.js';
import { percentile, rate, title } from './model.js';

const TAIL_ROWS = 200;
const SHOWN_ROWS = 60;

const panel = (id, heading, ...children) => h('section', { id, 'aria-labelledby': id + '-title' }, h('h3', { id: id + '-title' }, heading), children);
const long = (value, headers) => h('td', { class: 'long' }, value, headers && h('small', {}, headers.map(pair => pair.join('=')).join('  ')));
const marked = (text, bad) => h('td', { class: bad ? 'bad' : null }, text);
const place = r => `${r.topic}-${r.partition}` + (r.offset === undefined ? '' : `@${r.offset}`);

/** Where to look when nothing is local. */
export function elsewhere(root, links) {
	for (const [link, heading, text] of [
		['dashboard', 'Rates, times and lag', 'Drawn by the dashboard.'], ['mappings', 'Mappings', 'Their state and last result.'], ['logs', 'Functions', 'One JSON object a line: search for a traceparent.'],
		['deadLetters', 'Dead letters', 'The table has each record whole, with its reason.'], ['archive', 'Archive', 'The bucket has every record.']]) {
		root.append(panel(link, heading, h('p', {}, text), links[link] ? h('a', { href: links[link] }, 'Open it') : empty(`No link is set: PAGE_LINKS, “${link}”.`)));
	}
}

export function panels(root, model, local, said, chosen) {
	const bodies = {};
	let tail = [];
	let paused = false;
	let buried = null;
	const filter = h('input', { type: 'search', name: 'filter', autocomplete: 'off', oninput: () => drawTail() });
	const pause = toggle(button('Pause', null, 'quiet'), on => {
		paused = on;
		drawTail();
	});
	for (const [id, heading, tools] of [['times', 'Rates and times of the last five minutes'], ['tail', 'Live tail', h('div', { class: 'bar' }, h('label', {}, 'Filter', filter), pause)], ['topics', 'Topics'],
		['functions', 'Functions'], ['mappings', 'Mappings and their last batches'], ['dead', 'Dead letters'], ['archive', 'Archive']]) {
		bodies[id] = h('div');
		root.append(panel(id, heading, tools, bodies[id]));
	}

	// What somebody points at stays until they leave it.
	function put(name, ...children) {
		const old = bodies[name];
		if (old.contains(document.activeElement)) return;
		const scrolled = [...old.querySelectorAll('.scroll')].map(node => node.scrollTop);
		old.replaceChildren(...children.filter(Boolean));
		old.querySelectorAll('.scroll').forEach((node, i) => { node.scrollTop = scrolled[i] || 0; });
	}

	function drawTail() {
		const wanted = filter.value.toLowerCase();
		const rows = tail.filter(r => [r.key, r.keyText, r.value, r.headers].join(' ').toLowerCase().includes(wanted)).slice(0, SHOWN_ROWS)
			.map(r => [button(r.key, () => chosen(r), 'quiet'), clock(r.appended), r.keyText ?? 'none', long(r.value ?? 'none: a tombstone', r.headers)]);
		put('tail', table('The records last appended, newest first', ['record', 'appended', 'key', 'value and headers'], rows,
			tail.length ? 'No record matches the filter.' : 'Empty: nothing was appended yet.'));
	}

	function mappings(all) {
		put('mappings', h('ul', {}, all.map(m => h('li', {}, h('strong', {}, m.name), `: ${m.state}; up to ${count(m.batchSize)} records or ${m.windowMs} ms`))),
			table('Lag', ['mapping', 'partition', 'committed', 'latest', 'lag'],
				all.flatMap(m => m.lag.map(l => [m.name, place(l), l.committed === null ? 'none: from its start' : count(l.committed), count(l.latest), marked(count(l.lag), l.lag)])), 'Empty: no topic is there yet.'),
			table('The last batches', ['batch', 'function', 'records', 'size', 'attempt', 'result', 'took'], model.batches.slice(0, 20).map(b => [b.batch, b.function, count(b.records), bytes(b.bytes), b.attempt,
				marked([b.result, b.detail].filter(Boolean).join(': ').slice(0, 140), b.detail), ms(b.answered - b.invoked)]), 'Empty: no batch yet.'));
	}

	function functions(all) {
		const lines = model.logs.slice(0, 40).map(l => `${clock(l.at)} ${l.level.padEnd(5)} ${l.part}: ${[l.message, l.reason].filter(Boolean).join(': ')}${l.topic ? ` [${place(l)}]` : ''}`);
		put('functions', table('Invocations', ['function', 'invoked', 'cold starts', 'errors', 'p50', 'p99'], all.map(f => [f.name, count(f.invocations), f.coldStarts, marked(f.errors, f.errors), ms(f.p50Ms), ms(f.p99Ms)]), 'Empty: no function runs.'),
			lines.length ? h('pre', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Log lines, newest first' }, lines.join('\n')) : empty('No log line yet.'));
	}

	async function dead(known) {
		buried = known;
		const { items, error } = await local.json('/dead-letters');
		put('dead', error ? h('p', { class: 'bad' }, `The table cannot be read: ${error}`) : table('Records that can take no effect', ['record', 'reason', 'value and headers', 'again'],
			items.map(d => [place(d), long(d.reason), long(d.value ?? 'none', d.headers), button('Send again', () => again(d))]), 'Empty: every record could be read. Provoke one with “A poison record”.'));
	}

	async function again({ source, offset }) {
		const answer = await local.post(`/dead-letters/send-again?source=${encodeURIComponent(source)}&offset=${offset}`);
		if (!answer.ok) said(`Not sent: ${answer.head}`);
	}

	function times() {
		const both = name => [0.5, 0.99].map(part => model.line(5, percentile(name, part)));
		put('times', h('div', { class: 'charts' }, chart('Requests a second', n => n.toFixed(1), [model.line(5, rate)]), chart('The answer, p50 and p99', ms, both('answer')), chart('Accepted to effect, p50 and p99', ms, both('effect'))));
	}

	return {
		appended: record => { tail = [record, ...tail].slice(0, TAIL_ROWS); },
		draw(world) {
			if (!paused) drawTail();
			if (!world) return;
			times();
			mappings(world.mappings);
			functions(world.functions);
			put('topics', !world.broker.alive && h('p', { class: 'bad' }, 'The broker is stopped: these are the last figures that it gave.'),
				table('Partitions and their offsets', ['topic', 'partition', 'earliest', 'latest'], world.topics.flatMap(t => t.partitions.map(p => [t.name, p.partition, count(p.earliest), count(p.latest)])),
					'Empty: the API makes them when it first reaches the broker.'));
			put('archive', table('The newest files', ['file', 'size', 'written'], world.archive.files.map(f => [long(f.name), bytes(f.bytes), clock(f.at)]), 'Empty: nothing was archived yet.'));
			if (world.deadLetters !== buried) dead(world.deadLetters);
		},
	};
}

function chart(name, unit, lines) {
	const top = Math.max(...lines.flat(), 0) || 1;
	const last = lines.map(line => line.findLast(value => value !== null));
	const text = last[0] === undefined ? 'nothing yet' : last.map(unit).join(', ');
	const path = line => line.map((value, i) => value === null ? '' : `${i && line[i - 1] !== null ? 'L' : 'M'}${(i * 298 / (line.length - 1)).toFixed(1)},${(49 - value / top * 46).toFixed(1)}h1`).join('');
	return h('figure', {}, h('figcaption', {}, name, h('strong', {}, text)),
		s('svg', { viewBox: '0 0 300 52', role: 'img', 'aria-label': `${name}: ${text}`, preserveAspectRatio: 'none' }, s('path', { d: 'M0,51H300', class: 'edge' }), lines.map((line, i) => s('path', { d: path(line), class: 'line line-' + i }))),
		h('small', {}, `highest ${unit(top)}`));
}

/** What the dots show, in words. */
export function recent(records, chosen, current) {
	return records.length ? h('ol', { class: 'recent', 'aria-label': 'The last events' }, records.map(r => h('li', {}, h('button', { type: 'button', class: 'topic-' + r.topic, 'aria-current': current === r && 'true', onclick: () => chosen(r) }, title(r), h('small', {}, way(r))))))
		: empty('No event yet. Each one that passes is listed here; choose one, or click its dot.');
}

function way(record) {
	const last = record.attempts.at(-1);
	if (!last) return `${record.key} · ${record.polled ? 'waits for its batch' : 'in its partition'}`;
	const end = record.dead ? 'dead letter' : last.answered ? `done, ${ms(last.answered - (record.accepted || record.appended || last.invoked))}` : 'at work';
	return `${record.key} · batch ${last.batch} of ${plural(last.records, 'record')} · ${end}`;
}
