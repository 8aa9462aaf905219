// What stands where: rates and times, the live tail, topics and lag, batches, functions, dead letters, the archive.
import { h, s, bytes, clock, count, ms, plural, table } from './dom.js';
import { percentile, rate, title } from './model.js';

const TAIL_ROWS = 200;
const SHOWN_ROWS = 60;

const panel = (id, heading, ...children) => h('section', { id, 'aria-labelledby': id + '-title' }, h('h3', { id: id + '-title' }, heading), ...children);
const pairs = headers => h('small', {}, (headers || []).map(pair => pair.join('=')).join('  '));
const long = (...children) => h('td', { class: 'long' }, ...children);
const marked = (text, bad) => h('td', { class: bad ? 'bad' : null }, text);

/** Where to look when nothing is local. */
export function elsewhere(root, links) {
  for (const [link, heading, text] of [
    ['dashboard', 'Rates, times and lag', 'The dashboard draws requests, latency, lag and errors.'], ['mappings', 'Mappings', 'Their state and last result.'],
    ['logs', 'Functions', 'Every part writes one JSON object a line: search it for a traceparent.'], ['deadLetters', 'Dead letters', 'The table keeps each record whole, with its reason.'],
    ['archive', 'Archive', 'The bucket keeps every record.']]) {
    root.append(panel(link, heading, h('p', {}, text), links[link] ? h('a', { href: links[link] }, 'Open it') : h('p', { class: 'empty' }, `No link is set: PAGE_LINKS, “${link}”.`)));
  }
}

export class Panels {
  constructor(root, model, local, said, chosen) {
    Object.assign(this, { model, local, said, chosen, tail: [], paused: false, filter: '', bodies: {} });
    for (const [id, heading, ...tools] of [['times', 'Rates and times of the last five minutes'], ['tail', 'Live tail', this.tools()], ['topics', 'Topics'], ['functions', 'Functions'],
      ['mappings', 'Mappings and their last batches'], ['dead', 'Dead letters'], ['archive', 'Archive']]) {
      this.bodies[id] = h('div');
      root.append(panel(id, heading, ...tools, this.bodies[id]));
    }
  }

  tools() {
    const pause = h('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false', onclick: () => {
      this.paused = !this.paused;
      pause.setAttribute('aria-pressed', String(this.paused));
      this.drawTail();
    } }, 'Pause');
    const filter = h('input', { type: 'search', name: 'filter', autocomplete: 'off', oninput: () => {
      this.filter = filter.value.toLowerCase();
      this.drawTail();
    } });
    return h('div', { class: 'bar' }, h('label', {}, 'Filter', filter), pause);
  }

  appended(record) {
    this.tail = [record, ...this.tail].slice(0, TAIL_ROWS);
  }

  draw() {
    if (!this.paused) this.drawTail();
    const world = this.model.world;
    if (!world) return;
    this.times();
    this.topics(world);
    this.mappings(world);
    this.functions(world);
    this.put('archive', table('The newest files', ['file', 'size', 'written'], world.archive.files.map(f => [long(f.name), bytes(f.bytes), clock(f.at)]), 'Empty: an object is written for each batch of a partition.'));
    if (world.deadLetters !== this.buried) this.dead(world.deadLetters);
  }

  // What somebody reads or points at stays until they leave it.
  put(name, ...children) {
    const old = this.bodies[name];
    if (old.contains(document.activeElement)) return;
    const scrolled = [...old.querySelectorAll('.scroll')].map(node => node.scrollTop);
    old.replaceChildren(...children.filter(Boolean));
    old.querySelectorAll('.scroll').forEach((node, i) => { node.scrollTop = scrolled[i] || 0; });
  }

  drawTail() {
    const rows = this.tail.filter(r => !this.filter || [r.key, r.keyText, r.value, r.headers].join(' ').toLowerCase().includes(this.filter)).slice(0, SHOWN_ROWS)
      .map(r => [h('button', { type: 'button', class: 'quiet', onclick: () => this.chosen(r) }, r.key), clock(r.appended), r.keyText ?? 'none', long(r.value ?? 'none: a tombstone', pairs(r.headers))]);
    this.put('tail', table('The records last appended, newest first', ['record', 'appended', 'key', 'value and headers'], rows,
      this.tail.length ? 'No record matches the filter.' : 'Empty: nothing was appended since this page opened.'));
  }

  topics(world) {
    this.put('topics', !world.broker.alive && h('p', { class: 'bad' }, 'The broker is stopped: these are the last figures that it gave.'),
      table('Partitions and their offsets', ['topic', 'partition', 'earliest', 'latest'], world.topics.flatMap(t => t.partitions.map(p => [t.name, p.partition, count(p.earliest), count(p.latest)])),
        'Empty: the API makes the topics when it first reaches the broker.'));
  }

  mappings({ mappings }) {
    this.put('mappings', h('ul', {}, mappings.map(m => h('li', {}, h('strong', {}, m.name), `: ${m.state}; up to ${count(m.batchSize)} records, or what came within ${m.windowMs} ms`))),
      table('Lag', ['mapping', 'partition', 'committed', 'latest', 'lag'], mappings.flatMap(m => m.lag.map(l => [m.name, `${l.topic}-${l.partition}`, l.committed === null ? 'none: from its start' : count(l.committed), count(l.latest), marked(count(l.lag), l.lag)])),
        'Empty: no topic is there yet.'),
      table('The last batches', ['batch', 'function', 'records', 'size', 'attempt', 'result', 'took'], this.model.batches.slice(0, 20).map(b => [b.batch, b.function, count(b.records), bytes(b.bytes), b.attempt,
        marked([b.result, b.detail && b.detail.slice(0, 120)].filter(Boolean).join(': '), b.result === 'error' || b.result === 'partial'), ms(b.ms)]), 'Empty: no batch was given to a function since this page opened.'));
  }

  functions({ functions }) {
    const lines = this.model.logs.slice(0, 40).map(l => `${clock(l.at)} ${l.level.padEnd(5)} ${l.part}: ${[l.message, l.reason].filter(Boolean).join(': ')}${l.offset === undefined ? '' : ` [${l.topic}-${l.partition}@${l.offset}]`}`);
    this.put('functions', table('Invocations', ['function', 'invoked', 'cold starts', 'errors', 'p50', 'p99'], functions.map(f => [f.name, count(f.invocations), f.coldStarts, marked(f.errors, f.errors), ms(f.p50Ms), ms(f.p99Ms)]), 'Empty: no function runs.'),
      lines.length ? h('pre', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Log lines, newest first' }, lines.join('\n')) : h('p', { class: 'empty' }, 'No log line yet: functions log greetings, plain messages and what goes wrong.'));
  }

  async dead(known) {
    this.buried = known;
    try {
      const { items } = await this.local.json('/dead-letters');
      this.put('dead', table('Records that can take no effect as they are', ['record', 'reason', 'value and headers', 'again'], items.map(d => [`${d.topic}-${d.partition}@${d.offset}`, long(d.reason), long(d.value ?? 'none', pairs(d.headers)),
        h('button', { type: 'button', onclick: () => this.again(d) }, 'Send again')]), 'Empty: every record could be read. Provoke one with “A poison record”.'));
    } catch (e) {
      this.buried = null;
      this.put('dead', h('p', { class: 'bad' }, `The table cannot be read: ${e.message}`));
    }
  }

  async again({ source, offset }) {
    const answer = await this.local.post(`/dead-letters/send-again?source=${encodeURIComponent(source)}&offset=${offset}`);
    this.said(answer.ok ? answer.text.trim() : `Not sent: ${answer.head}`);
  }

  times() {
    const both = name => [0.5, 0.99].map(part => this.model.line(5, percentile(name, part)));
    this.put('times', h('div', { class: 'charts' }, chart('Requests a second', n => n.toFixed(1), [this.model.line(5, rate)]),
      chart('The API’s answer, p50 and p99', ms, both('answer')), chart('Accepted to effect, p50 and p99', ms, both('effect'))));
  }
}

/** Small lines; a gap is a time without any. */
function chart(name, unit, lines) {
  const top = Math.max(...lines.flat(), 0) || 1;
  const last = lines.map(line => line.findLast(value => value !== null));
  const said = last[0] === undefined ? 'nothing yet' : last.map(unit).join(', ');
  const path = line => line.map((value, i) => value === null ? '' : `${i && line[i - 1] !== null ? 'L' : 'M'}${(i * 298 / (line.length - 1)).toFixed(1)},${(49 - value / top * 46).toFixed(1)}h1`).join('');
  return h('figure', {}, h('figcaption', {}, name, h('strong', {}, said)),
    s('svg', { viewBox: '0 0 300 52', role: 'img', 'aria-label': `${name}: ${said}`, preserveAspectRatio: 'none' }, s('path', { d: 'M0,51H300', class: 'axis' }), lines.map((line, i) => s('path', { d: path(line), class: 'line line-' + i }))),
    h('small', {}, `highest ${unit(top)}`));
}

/** The last events in words: what the dots show, for reading, and for whom nothing should move. */
export function recent(records, chosen, current) {
  const rows = records.map(r => h('li', {}, h('button', { type: 'button', class: 'topic-' + r.topic, 'aria-current': current === r ? 'true' : null, onclick: () => chosen(r) }, title(r), ' ', h('small', {}, way(r)))));
  return rows.length ? h('ol', { class: 'recent', 'aria-label': 'The last events' }, rows) : h('p', { class: 'empty' }, 'No event yet. Each one that passes is listed here; choose one, or click its dot.');
}

function way(record) {
  const last = record.attempts[record.attempts.length - 1];
  if (!last) return `${record.key} · ${record.polled ? 'waits for its batch' : 'in its partition'}`;
  const end = record.dead ? 'dead letter' : last.answered ? `done, ${ms(last.answered - (record.accepted || record.appended || last.invoked))}` : 'at work';
  return `${record.key} · batch ${last.batch} of ${plural(last.records, 'record')} · ${end}`;
}
