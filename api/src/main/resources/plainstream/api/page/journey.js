// One event's way as a waterfall: each stage with its milliseconds, what happened there, and the file that did it.
import { h, ms, plural, pretty } from './dom.js';
import { ending, failedIn, isoMs, target, title } from './model.js';

const API = 'api/src/main/java/plainstream/api/';
const FUNCTIONS = 'consumer/src/main/java/plainstream/consumer/';
const MAPPING = 'scripts/esm/src/main/java/plainstream/esm/';
const ROUTE = { greeting: 'Greetings', timestamp: 'Writes', like: 'Writes', order: 'Writes' };
const STORE = { like: 'LikeRun', timestamp: 'TimestampRun', 'order-enriched': 'Puts', greeting: 'Classifier' };

/** Two clocks may differ by what the coarser one cannot tell: the broker writes whole milliseconds. */
const RESOLUTION_MS = 1;

const handler = record => record.topic === 'orders'
  ? FUNCTIONS + 'enrich/EnrichmentRun.java'
  : FUNCTIONS + 'store/' + (STORE[record.type] || 'Classifier') + '.java';

/** The stages of one record, in order; what is not known yet is left out. */
function stages(record) {
  const list = [];
  const add = (kind, label, from, to, text, file) => {
    if (Number.isFinite(from) && Number.isFinite(to)) list.push({ kind, label, from, to, text, file });
  };
  const request = record.request;
  const first = record.type !== 'order-enriched';
  if (first && request) {
    add('api', 'accepted', request.at - request.ms, record.accepted, `The API read and checked ${request.method} ${request.path}.`,
      API + 'routes/' + (ROUTE[record.type] || 'Routes') + '.java');
  }
  if (first) {
    add('broker', 'appended', record.accepted, record.appended,
      `The producer sent it; the broker appended it to ${record.topic}, partition ${record.partition}, offset ${record.offset}.`,
      API + 'kafka/KafkaPublisher.java');
  }
  if (first && request && record.appended) {
    add('api', 'answered', record.appended, request.at, `Every in-sync replica had it, so the API answered ${request.status}.`,
      API + 'http/Boundary.java');
  }
  const attempts = record.attempts;
  add('kafka', 'in Kafka', record.appended, record.polled, 'It lay in its partition until the mapping fetched it.', MAPPING + 'Poller.java');
  if (attempts.length) {
    add('batch', 'batched', record.polled, attempts[0].invoked,
      `The mapping “${attempts[0].mapping}” waited for company: a batch of ${attempts[0].records}.`, MAPPING + 'Buffer.java');
  }
  attempts.forEach((batch, i) => {
    if (i > 0) add('retry', 'pause', attempts[i - 1].answered, batch.invoked, 'The mapping paused before it gave the records again.', MAPPING + 'Delivery.java');
    const failed = batch.answered && failedIn(batch, record);
    const what = failed ? `failed: ${batch.detail}` : record.dead ? `kept it as a dead letter: ${record.dead}` : effect(record);
    add(failed || record.dead ? 'bad' : 'function', attempts.length > 1 ? `processed, ${i + 1}.` : 'processed', batch.invoked, batch.answered,
      `The function “${batch.function}” ${what}.`, handler(record));
  });
  return list;
}

function effect(record) {
  const where = target(record);
  if (where === 'log') return 'logged it, which is all of its effect';
  return where === 'orders-enriched' ? 'added what is known of the customer and published it anew' : `wrote it to the table ${where}`;
}

function storedStages(row) {
  const [accepted, appended, processed] = [row.acceptedAt, row.appendedAt, row.processedAt].map(isoMs);
  return [
    { kind: 'broker', label: 'appended', from: accepted, to: appended, text: 'From the API’s clock to the broker’s.', file: API + 'kafka/KafkaPublisher.java' },
    { kind: 'kafka', label: 'in Kafka', from: appended, to: processed, text: 'Until the function began the batch that stored it (processedAt).', file: FUNCTIONS + 'store/Journey.java' },
  ].filter(stage => Number.isFinite(stage.from) && Number.isFinite(stage.to));
}

const contradicts = stage => stage.to - stage.from < -RESOLUTION_MS;

function length(stage) {
  const took = stage.to - stage.from;
  if (contradicts(stage)) return `${ms(took)} ⚠`;
  return took < 0 ? '< 1 ms' : ms(took);
}

/** Bars on one common scale. A place is (at − start) ÷ span in per cent; a bar is never thinner than can be seen. */
function bars(list, source) {
  const start = Math.min(...list.map(stage => Math.min(stage.from, stage.to)));
  const span = Math.max(...list.map(stage => Math.max(stage.from, stage.to))) - start || 1;
  return h('ol', { class: 'waterfall' }, list.map(stage => {
    const bar = h('i', { class: `bar-${stage.kind}${contradicts(stage) ? ' contradicts' : ''}`, 'aria-hidden': 'true' });
    const left = (Math.min(stage.from, stage.to) - start) / span * 100;
    bar.style.left = Math.min(left, 99.4) + '%';
    bar.style.width = Math.max(Math.abs(stage.to - stage.from) / span * 100, 0.6) + '%';
    return h('li', {},
      h('b', {}, stage.label), h('span', { class: 'track' }, bar), h('span', { class: 'took' }, length(stage)),
      h('p', {}, stage.text, contradicts(stage) ? ' These two clocks contradict each other; both times are shown as they were written.' : '', ' ', source(stage.file)));
  }));
}

const facts = pairs => h('dl', {}, Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null && value !== '')
  .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, String(value)))));

/** Everything of one event: its records in order, its answer, and the row if it was read. */
export function draw(records, row, source) {
  const list = records.flatMap(stages);
  const end = ending(records[records.length - 1]);
  const request = records[0].request;
  return [
    h('h3', {}, `${title(records[0])}: ${end && list.length ? `${ms(end.answered - list[0].from)} from the request to its effect` : 'on its way'}`),
    list.length ? bars(list, source) : h('p', { class: 'empty' }, 'Too many came at once to keep the times of this one.'),
    request && h('p', {}, `The answer: ${request.status} after ${ms(request.ms)}, request ${request.requestId}.`),
    ...records.map(record => h('details', { open: true }, h('summary', {}, `The record ${record.key}`),
      facts({ topic: record.topic, partition: record.partition, offset: record.offset, key: record.keyText, bytes: record.bytes, traceparent: record.traceparent,
        batch: record.attempts.map(b => `${b.batch}, ${plural(b.records, 'record')}, attempt ${b.attempt}`).join('; ') }),
      record.headers && h('pre', { tabindex: 0 }, record.headers.map(pair => pair.join(': ')).join('\n') + '\n\n' + pretty(record.value ?? 'no value: a tombstone')))),
    row && rowOf(row.path, row.found),
  ].filter(Boolean);
}

/** What a row alone can tell, as on AWS. */
export const drawStored = (path, row, source) => [h('h3', {}, 'From the stored times'), bars(storedStages(row), source), rowOf(path, row)];

const rowOf = (path, row) => h('details', { open: true }, h('summary', {}, `The row ${path}`), h('pre', { tabindex: 0 }, JSON.stringify(row, null, 1)));
