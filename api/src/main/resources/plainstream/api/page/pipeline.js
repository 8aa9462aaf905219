// The pipeline as a picture, and each record as a dot that moves from stage to stage at the times that really passed.
import { s, count, ms } from './dom.js';
import { ending, failedIn, startOf, target } from './model.js';
import { layout, lanesOf } from './layout.js';

const MOST_DOTS = 160;
const MOST_WAITING = 400;
const BEHIND_LIVE_MS = 250;
const MOST_BEHIND_MS = 120000;
const LINGER_MS = 700;
const WIDE_PX = 820;
const LABEL = 'Client, load balancer, API, topics with their partitions, mappings, functions, tables, dead letters and archive, joined by arrows. The list of the last events says in words what moves.';

/** The place where a record stands at a time. */
export function placeOf(record, at) {
  if (at < Math.max(record.appended ?? 0, record.accepted && record.type !== 'order-enriched' ? record.accepted : 0)) return 'api';
  const first = record.attempts[0];
  if (!(record.polled <= at) && !(first && first.invoked <= at)) return `lane:${record.topic}-${record.partition}`;
  let place = 'map:' + (record.topic === 'orders' ? 'enrichment' : 'events');
  for (const batch of record.attempts.filter(b => b.invoked <= at)) {
    place = (batch.answered <= at && failedIn(batch, record) ? 'map:' : 'fn:') + batch.function;
  }
  const end = ending(record);
  return end && end.answered <= at ? 'end:' + target(record) : place;
}

export class Pipeline {
  constructor(root, model, chosen) {
    Object.assign(this, { root, model, chosen, slower: 10, paused: false, at: 0, frame: 0, dots: new Map(), waiting: [], values: new Map() });
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    new ResizeObserver(() => root.clientWidth >= WIDE_PX !== this.wide && this.draw()).observe(root);
    document.addEventListener('visibilitychange', () => this.catchUp());
    this.draw();
  }

  draw() {
    this.wide = this.root.clientWidth >= WIDE_PX;
    this.plan = layout(this.wide, lanesOf(this.model.world));
    this.dots.clear();
    this.texts = new Map();
    const paths = [...this.plan.edges.values()].map(edge => s('path', { d: edge.d, class: 'edge ' + edge.kind }));
    this.batches = new Map(this.plan.boxes.filter(b => b.kind.startsWith('work')).map(b => [b.id, s('rect', { class: 'batch', rx: 7 })]));
    this.over = s('g');
    this.root.replaceChildren(s('svg', { viewBox: `0 0 ${this.plan.width} ${this.plan.height}`, role: 'img', class: this.wide ? 'wide' : 'tall', 'aria-label': LABEL },
      paths, this.plan.boxes.map(b => this.box(b)), this.plan.lanes.map(lane => this.lane(lane)), [...this.batches.values()], this.over));
    this.plan.edges.measure(paths);
    this.show();
  }

  text(id, attributes) {
    this.texts.set(id, s('text', attributes, this.values.get(id)));
    return this.texts.get(id);
  }

  box({ id, label, x, y, w, h, kind }) {
    const first = kind.startsWith('work') ? y + 18 : y + h / 2 + (kind && (kind !== 'store' || this.values.has(id)) ? -2 : 4);
    return s('g', { class: 'box ' + kind, 'data-id': id }, s('rect', { x, y, width: w, height: h, rx: 9 }), s('text', { x: x + w / 2, y: first }, label),
      this.text(id, { x: x + w / 2, y: first + 16, class: 'value' }));
  }

  lane({ id, topic, partition, x, y, w, h, head }) {
    const [number, offset] = this.wide ? [[x + 12, y + 14], [x + w - 24, y + 14]] : [[x + w / 2, y + 14], [x + w / 2, y + h - 8]];
    return s('g', { class: 'lane topic-' + topic }, head && s('text', { x: head[0], y: head[1], class: 'topic' }, topic), s('rect', { x, y, width: w, height: h, rx: 5 }),
      s('text', { x: number[0], y: number[1], class: 'value' }, String(partition)), this.text(id, { x: offset[0], y: offset[1], class: 'value' }));
  }

  say(id, text) {
    const isNew = !this.values.has(id);
    this.values.set(id, text);
    if (this.texts.has(id)) this.texts.get(id).textContent = text;
    return isNew;
  }

  /** What a table was last seen to hold. */
  tell(table, text) {
    if (this.say('end:' + table, text)) this.draw();
  }

  /** The numbers in the boxes, and which parts do not run. */
  show() {
    const world = this.model.world;
    if (!world) return;
    if (lanesOf(world).length !== this.plan.lanes.length) return this.draw();
    for (const topic of world.topics) for (const p of topic.partitions) this.say(`lane:${topic.name}-${p.partition}`, count(p.latest));
    for (const mapping of world.mappings) {
      const lag = mapping.lag.reduce((sum, l) => sum + l.lag, 0);
      this.say('map:' + mapping.name, lag ? `lag ${count(lag)}` : 'up to date');
    }
    for (const f of world.functions) {
      this.say('fn:' + f.name, f.busy ? 'at work' : f.lastMs === null ? 'waits' : ms(f.lastMs));
      this.root.querySelector(`[data-id="fn:${f.name}"]`)?.classList.toggle('busy', f.busy);
    }
    this.say('end:dead letters', count(world.deadLetters));
    if (this.say('archive', `${count(world.archive.count)} files`)) this.draw();
    this.root.classList.toggle('away', !world.broker.alive);
  }

  /** A record was touched: it becomes a dot, if something may move. */
  add(record) {
    if (record.dot || this.still.matches || document.hidden) return;
    if (this.waiting.length >= MOST_WAITING) return this.catchUp();
    record.dot = true;
    this.waiting.push(record);
    this.wake(performance.now());
  }

  /** Too many for dots, or nobody looks: from here on live, and the numbers tell. */
  catchUp() {
    this.waiting = [];
    for (const dot of this.dots.values()) this.remove(dot);
    this.at = this.model.now() - BEHIND_LIVE_MS;
  }

  wake(last) {
    this.frame = this.frame || requestAnimationFrame(time => {
      this.frame = 0;
      const passed = Math.max(0, Math.min(time - last, 100));
      this.advance(passed);
      this.arrive();
      this.move(passed / 1000);
      if (this.dots.size || this.waiting.length) this.wake(time);
    });
  }

  // Slow motion falls behind what happens; where nothing moves it catches up.
  advance(passed) {
    const live = this.model.now() - BEHIND_LIVE_MS;
    if (this.paused) return;
    if (this.slower === 1 || live - this.at > MOST_BEHIND_MS) this.at = live;
    if (!this.dots.size) this.at = Math.max(this.at, Math.min(live, ...this.waiting.map(startOf)));
    this.at = Math.min(live, this.at + passed / this.slower);
  }

  arrive() {
    this.waiting = this.waiting.filter(record => {
      if (startOf(record) > this.at) return true;
      if (!record.gone && this.dots.size < MOST_DOTS) this.create(record);
      return false;
    });
  }

  create(record) {
    const where = record.type === 'order-enriched' ? 'fn:enrichment' : record.request ? 'client' : 'api';
    const circle = s('circle', { r: 5.5, class: 'dot topic-' + record.topic, onclick: () => this.chosen(record) });
    const [x, y] = this.plan.slot(where, 0);
    this.over.append(circle);
    this.dots.set(record.key, { record, circle, x, y, route: [], where, ended: 0 });
  }

  remove(dot) {
    dot.circle.remove();
    this.dots.delete(dot.record.key);
  }

  move(seconds) {
    const filled = new Map();
    for (const dot of [...this.dots.values()].sort((a, b) => a.record.offset - b.record.offset)) {
      const place = placeOf(dot.record, this.at);
      const slot = filled.get(place) || 0;
      filled.set(place, slot + 1);
      if (place !== dot.where) dot.route.push(...this.plan.edges.between(dot.where, place));
      dot.where = place;
      this.glide(dot, this.plan.slot(place, slot), seconds);
      const ended = place.startsWith('end');
      const again = place.startsWith('map') && dot.record.attempts.some(b => b.invoked < this.at);
      dot.circle.classList.toggle('bad', again || ended && place === 'end:dead letters');
      if (ended && !dot.route.length) dot.ended += seconds * 1000;
      if (dot.ended > LINGER_MS) this.remove(dot);
    }
    for (const [id, rect] of this.batches) {
      for (const [name, value] of Object.entries(this.plan.around(id, filled.get(id) || 0))) rect.setAttribute(name, value);
    }
  }

  // The longer the way still to go, the faster.
  glide(dot, end, seconds) {
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
}
