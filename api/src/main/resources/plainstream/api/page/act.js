// What can be done: the writes and reads that the API offers, and what can be provoked where the whole stack is local.
import { h, ms, pretty } from './dom.js';

const ORDER = '{"OrderNo": "SO-001", "Customer": "Jones", "Item": "Pencil", "Units": 96, "UnitCost": 1.95}';
const LISTED = { limit: '5', cursor: '' };
/** What the button says, method, path, and its fields with what they hold at first. */
const ROUTES = [
  ['Greet', 'GET', '/current_time', { name: 'Paul' }], ['Record the time', 'POST', '/app', { key: '' }],
  ['Like', 'POST', '/likes', { movieId: 'tt0111161', key: '' }], ['Order', 'POST', '/orders', { body: ORDER, key: '' }],
  ['List', 'GET', '/app', LISTED], ['Read', 'GET', '/app/{id}', { id: '' }],
  ['List', 'GET', '/likes', LISTED], ['Read', 'GET', '/likes/{movieId}', { movieId: 'tt0111161' }],
  ['List', 'GET', '/orders', LISTED], ['Read', 'GET', '/orders/{OrderNo}', { OrderNo: 'SO-001' }],
  ...['/hello', '/healthcheck', '/readiness', '/openapi.yaml'].map(path => ['Ask', 'GET', path, {}]),
];
const LABELS = { key: 'Idempotency-Key', body: 'order' };

/** The request that a route and its fields stand for. */
export function requestOf(method, path, { key, ...fields }) {
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
export const curl = ({ method, path, headers, body }) => ['curl', ...(method === 'GET' ? [] : ['-X', method]),
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
  const copy = h('button', { type: 'button', class: 'quiet', onclick: () => navigator.clipboard.writeText(curl(request)).then(() => { copy.textContent = 'Copied'; }) }, 'Copy');
  return [h('p', { class: answer.ok ? 'good' : 'bad' }, h('strong', {}, answer.head), ` ${request.method} ${request.path} ${note || `in ${ms(answer.took)}`}`),
    answer.text && h('pre', { tabindex: 0 }, pretty(answer.text).slice(0, 4000)), h('p', { class: 'curl' }, h('code', {}, curl(request)), copy)].filter(Boolean);
}

/** A form for every route. */
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
      h(name === 'body' ? 'textarea' : 'input', { name, value, autocomplete: 'off', spellcheck: 'false', placeholder: name === 'key' ? 'none' : null }, name === 'body' ? value : ''))),
    h('button', {}, label), output));
  }
}

/** The big buttons. */
export class Actions {
  constructor(root, local, said, read) {
    Object.assign(this, { local, said, read, last: null, accepted: new Map() });
    this.movie = h('input', { name: 'movie', value: 'tt0111161', autocomplete: 'off', spellcheck: 'false' });
    this.output = h('div', { id: 'answer', role: 'region', 'aria-label': 'The last answer' }, h('p', { class: 'empty' }, 'The request, its answer and the curl line will stand here.'));
    this.counted = h('p', { id: 'counted' });
    const button = (label, action, kind) => h('button', { type: 'button', class: kind, onclick: action }, label);
    const fault = (label, what, kind) => button(label, () => this.provoke(what), kind);
    const group = (title, ...children) => h('div', { class: 'group', role: 'group', 'aria-label': title }, h('h3', {}, title), children);
    root.append(
      group('Write', h('label', {}, 'movie', this.movie), button('Like', () => this.like(1), 'first'), button('100 likes', () => this.like(100)), button('The same again', () => this.again()),
        button('Record the time', () => this.write('The time', '/app', {})), button('Order', () => this.write('The order', '/orders', { body: ORDER })),
        button('Greet', () => this.run(requestOf('GET', '/current_time', { name: 'Paul' })))),
      local.available ? group('Provoke', fault('A poison record', 'poison'), fault('A slow function', 'slow-function'), fault('Stop the broker', 'broker-stop', 'danger'), fault('Start the broker', 'broker-start'))
        : h('p', { class: 'empty' }, 'Faults can be provoked where the whole stack is local: make run.'),
      this.counted, this.output);
  }

  async run(request) {
    const answer = await send(request);
    this.output.replaceChildren(...shown(request, answer));
    return answer;
  }

  /** Each click has a key of its own, so that it counts once from the button to the table. */
  async write(what, path, fields) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
    this.last = requestOf('POST', path, { ...fields, key });
    const answer = await this.run(this.last);
    this.said(`${what}: ${answer.ok ? `accepted in ${ms(answer.took)}` : `refused, ${answer.head}`}.`);
    return answer.ok;
  }

  async like(n) {
    const movieId = this.movie.value;
    if (!this.accepted.has(movieId)) this.accepted.set(movieId, { n: 0, before: await this.likes(movieId) });
    const good = n === 1 ? Number(await this.write(`Like of ${movieId}`, '/likes', { movieId })) : await this.many(n, movieId);
    this.accepted.get(movieId).n += good;
    if (good) await this.count(movieId);
  }

  async many(n, movieId) {
    const request = requestOf('POST', '/likes', { movieId });
    let [left, good] = [n, 0];
    await Promise.all(Array.from({ length: 8 }, async () => {
      while (left-- > 0) good += Number((await send(request)).ok);
    }));
    this.said(`${good} of ${n} likes of ${movieId} accepted.`);
    this.output.replaceChildren(...shown(request, { ok: good === n, head: `${good} × 202` }, 'without Idempotency-Key: one write for all of a batch'));
    return good;
  }

  async again() {
    if (!this.last) return this.said('Nothing was written yet: click Like first.');
    const answer = await this.run(this.last);
    this.said(`The same again, with the same Idempotency-Key: ${answer.ok ? 'accepted, and it counts once' : answer.head}.`);
  }

  async likes(movieId) {
    return ((await this.read('/likes/' + encodeURIComponent(movieId))) || { likes: 0 }).likes;
  }

  // Accepted = counted: what this page had accepted for a movie, and by how much the table has risen since.
  async count(movieId) {
    const known = this.accepted.get(movieId);
    for (let tries = 0; tries < 25; tries++) {
      const likes = await this.likes(movieId);
      this.counted.textContent = `${movieId}: accepted here ${known.n}, counted since ${likes - known.before}, in the table ${likes}.`;
      this.counted.className = likes - known.before === known.n ? 'good' : '';
      if (likes - known.before >= known.n) return;
      await new Promise(done => setTimeout(done, 300));
    }
  }

  async provoke(what) {
    const answer = await this.local.post('/faults/' + what);
    this.said(answer.ok ? answer.text.trim() : `${what}: ${answer.head}`);
  }
}
