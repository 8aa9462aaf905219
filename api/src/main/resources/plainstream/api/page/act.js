// What can be done and provoked.
import { button, empty, h, ms, pretty } from './dom.js';

const ORDER = '{"OrderNo": "SO-001", "Customer": "Jones", "Item": "Pencil", "Units": 96, "UnitCost": 1.95}';
const LISTED = { limit: '5', cursor: '' };
// What the button says, method, path, and the fields with what they hold at first.
const ROUTES = [
	['Greet', 'GET', '/current_time', { name: 'Paul' }], ['Record the time', 'POST', '/app', { key: '' }],
	['Like', 'POST', '/likes', { movieId: 'tt0111161', key: '' }], ['Order', 'POST', '/orders', { body: ORDER, key: '' }],
	['List', 'GET', '/app', LISTED], ['Read', 'GET', '/app/{id}', { id: '' }],
	['List', 'GET', '/likes', LISTED], ['Read', 'GET', '/likes/{movieId}', { movieId: 'tt0111161' }],
	['List', 'GET', '/orders', LISTED], ['Read', 'GET', '/orders/{OrderNo}', { OrderNo: 'SO-001' }],
	...['/hello', '/healthcheck', '/readiness', '/openapi.yaml'].map(path => ['Ask', 'GET', path, {}]),
];
const TYPED = { autocomplete: 'off', spellcheck: 'false' };
const LABELS = { key: 'Idempotency-Key', body: 'order' };

function requestOf(method, path, { key, ...fields }) {
	const headers = key ? { 'Idempotency-Key': key } : {};
	const target = path.replace(/\{(\w+)\}/, (whole, name) => encodeURIComponent(fields[name]));
	if (method === 'GET') {
		const query = Object.entries(fields).filter(([name, value]) => value && !path.includes(`{${name}}`)).map(pair => pair.map(encodeURIComponent).join('='));
		return { method, path: target + (query.length ? '?' + query.join('&') : ''), headers };
	}
	const body = fields.body ?? (fields.movieId === undefined ? undefined : JSON.stringify(fields));
	return { method, path: target, headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' }, body };
}

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";

/** The same request for a terminal. */
const curl = ({ method, path, headers, body }) => ['curl', ...(method === 'GET' ? [] : ['-X', method]),
	...Object.entries(headers).flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]),
	...(body === undefined ? [] : ['--data-raw', quoted(body)]), quoted(location.origin + path)].join(' ');

export async function send(request) {
	const started = performance.now();
	try {
		const answer = await fetch(request.path, request);
		const text = await answer.text();
		return { ok: answer.ok, head: `${answer.status} ${answer.statusText}`, text, took: performance.now() - started };
	} catch (e) {
		return { ok: false, head: 'No answer', text: e.message, took: performance.now() - started };
	}
}

function shown(request, answer, note) {
	return [h('p', { class: answer.ok ? 'good' : 'bad' }, h('strong', {}, answer.head), ` ${request.method} ${request.path} ${note || `in ${ms(answer.took)}`}`),
		answer.text && h('pre', { tabindex: 0 }, pretty(answer.text).slice(0, 4000)), h('p', {}, h('code', { class: 'curl' }, curl(request)))].filter(Boolean);
}

export function forms(root) {
	for (const [label, method, path, fields] of ROUTES) {
		const output = h('output');
		root.append(h('form', {
			'aria-label': `${method} ${path}`,
			onsubmit: async event => {
				event.preventDefault();
				const request = requestOf(method, path, Object.fromEntries(new FormData(event.target)));
				output.replaceChildren(...shown(request, await send(request)));
			},
		}, h('b', {}, `${method} ${path}`), Object.entries(fields).map(([name, value]) => h('label', {}, LABELS[name] || name,
			h(name === 'body' ? 'textarea' : 'input', { ...TYPED, name, value, placeholder: name === 'key' && 'none' }, name === 'body' ? value : ''))),
		h('button', {}, label), output));
	}
}

export function actions(root, local, said, read) {
	let last = null;
	const accepted = new Map();
	const movie = h('input', { ...TYPED, name: 'movie', value: 'tt0111161' });
	const output = h('div', { id: 'answer', role: 'region', 'aria-label': 'The last answer' }, empty('Requests and their answers stand here.'));
	const counted = h('p', { id: 'counted' });

	async function run(request) {
		const answer = await send(request);
		output.replaceChildren(...shown(request, answer));
		return answer;
	}

	// Each click has a key of its own, so that it counts once from the button to the table.
	async function write(what, path, fields) {
		const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
		last = requestOf('POST', path, { ...fields, key });
		const answer = await run(last);
		said(`${what}: ${answer.ok ? `accepted in ${ms(answer.took)}` : `refused, ${answer.head}`}.`);
		return Number(answer.ok);
	}

	async function like(n) {
		const movieId = movie.value;
		if (!accepted.has(movieId)) accepted.set(movieId, { n: 0, before: await likes(movieId) });
		const good = n === 1 ? await write(`Like of ${movieId}`, '/likes', { movieId }) : await many(n, movieId);
		accepted.get(movieId).n += good;
		if (good) await count(movieId);
	}

	async function many(n, movieId) {
		const request = requestOf('POST', '/likes', { movieId });
		let [left, good] = [n, 0];
		await Promise.all(Array.from({ length: 8 }, async () => {
			while (left-- > 0) if ((await send(request)).ok) good++;
		}));
		said(`${good} of ${n} likes of ${movieId} accepted.`);
		output.replaceChildren(...shown(request, { ok: good === n, head: `${good} × 202` }, 'without Idempotency-Key: one write for all of a batch'));
		return good;
	}

	async function again() {
		if (!last) return said('Nothing was written yet.');
		const answer = await run(last);
		said(`The same again, with the same Idempotency-Key: ${answer.ok ? 'accepted, and it counts once' : answer.head}.`);
	}

	const likes = async movieId => (await read('/likes/' + encodeURIComponent(movieId)))?.likes ?? 0;

	// Accepted = counted: what was accepted for a movie here, and by how much its row has risen since.
	async function count(movieId) {
		const known = accepted.get(movieId);
		for (let tries = 0; tries < 99; tries++) {
			const now = await likes(movieId);
			counted.textContent = `${movieId}: accepted here ${known.n}, counted since ${now - known.before}, in the table ${now}.`;
			counted.className = now - known.before === known.n ? 'good' : '';
			if (now - known.before >= known.n) return;
			await new Promise(done => setTimeout(done, 300));
		}
	}

	const fault = (label, what, kind) => button(label, async () => {
		const answer = await local.post('/faults/' + what);
		if (!answer.ok) said(`${what}: ${answer.head}`);
	}, kind);
	const group = (title, ...children) => h('div', { class: 'group', role: 'group', 'aria-label': title }, h('h3', {}, title), children);
	root.append(
		group('Write', h('label', {}, 'movie', movie), button('Like', () => like(1), 'first'), button('100 likes', () => like(100)), button('The same again', again),
			button('Record the time', () => write('The time', '/app', {})), button('Order', () => write('The order', '/orders', { body: ORDER })),
			button('Greet', () => run(requestOf('GET', '/current_time', { name: 'Paul' })))),
		local.available ? group('Provoke', fault('A poison record', 'poison'), fault('A slow function', 'slow-function'), fault('Stop the broker', 'broker-stop', 'danger'), fault('Start the broker', 'broker-start'))
			: empty('Faults can be provoked in the local stack: make run.'),
		counted, output);
}
