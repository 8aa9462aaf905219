// One event's way: each stage with its time, what happened there, and the file that did it.
import { h, ms, plural, pretty } from './dom.js';
import { ending, failedIn, isoMs, target, title } from './model.js';

const API = 'api/src/main/java/plainstream/api/';
const FUNCTIONS = 'consumer/src/main/java/plainstream/consumer/';
const MAPPING = 'scripts/esm/src/main/java/plainstream/esm/';
const STORE = { like: 'LikeRun', timestamp: 'TimestampRun', 'order-enriched': 'Puts' };

/** Two clocks may differ by what the coarser one cannot tell: the broker writes whole milliseconds. */
const RESOLUTION_MS = 1;

const stage = (kind, label, from, to, text, file) => ({ kind, label, from, to, text, file: file + '.java' });
const known = list => list.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));

/** The stages of one record, in order; what is not known yet is left out. */
function stages(record) {
	const { request, accepted, appended, polled, attempts } = record;
	const list = [];
	if (record.type !== 'order-enriched') {
		if (request) list.push(stage('api', 'accepted', request.at - request.ms, accepted, `The API read and checked ${request.method} ${request.path}.`, API + (record.type === 'greeting' ? 'routes/Greetings' : 'routes/Writes')));
		list.push(stage('broker', 'appended', accepted, appended, `The producer sent it; the broker appended it to ${record.topic}, partition ${record.partition}, offset ${record.offset}.`, API + 'kafka/KafkaPublisher'));
		if (request) list.push(stage('api', 'answered', appended, request.at, `Every in-sync replica had it: the API answered ${request.status}.`, API + 'http/Boundary'));
	}
	list.push(stage('kafka', 'in Kafka', appended, polled, 'It lay in its partition until the mapping fetched it.', MAPPING + 'Poller'));
	attempts.forEach((batch, i) => {
		list.push(i ? stage('retry', 'pause', attempts[i - 1].answered, batch.invoked, 'The mapping paused before it gave the records again.', MAPPING + 'Delivery')
			: stage('batch', 'batched', polled, batch.invoked, `The mapping “${batch.mapping}” waited for company: a batch of ${batch.records}.`, MAPPING + 'Buffer'));
		const failed = failedIn(batch, record);
		list.push(stage(failed || record.dead ? 'bad' : 'function', attempts.length > 1 ? `processed, ${i + 1}.` : 'processed', batch.invoked, batch.answered,
			`The function “${batch.function}” ${failed ? `failed: ${batch.detail}` : record.dead ? `kept it as a dead letter: ${record.dead}` : effect(target(record))}.`,
			FUNCTIONS + (record.topic === 'orders' ? 'enrich/EnrichmentRun' : 'store/' + (STORE[record.type] || 'Classifier'))));
	});
	return known(list);
}

const effect = where => where === 'log' ? 'logged it, which is all of its effect'
	: where === 'orders-enriched' ? 'added what is known of the customer and published it anew' : `wrote it to the table ${where}`;

function storedStages(row) {
	const [accepted, appended, processed] = [row.acceptedAt, row.appendedAt, row.processedAt].map(isoMs);
	return known([stage('broker', 'appended', accepted, appended, 'From the API’s clock to the broker’s.', API + 'kafka/KafkaPublisher'),
		stage('kafka', 'in Kafka', appended, processed, 'Until the function began the batch that stored it (processedAt).', FUNCTIONS + 'store/Journey')]);
}

const contradicts = stage => stage.to - stage.from < -RESOLUTION_MS;

function length(stage) {
	const took = stage.to - stage.from;
	if (contradicts(stage)) return `${ms(took)} ⚠`;
	return took < 0 ? '< 1 ms' : ms(took);
}

// Bars on one scale, none thinner than can be seen.
function bars(list, source) {
	const start = Math.min(...list.map(one => Math.min(one.from, one.to)));
	const span = Math.max(...list.map(one => Math.max(one.from, one.to))) - start || 1;
	return h('ol', { class: 'waterfall' }, list.map(one => {
		const bar = h('i', { class: `bar-${one.kind}${contradicts(one) ? ' contradicts' : ''}`, 'aria-hidden': 'true' });
		const left = (Math.min(one.from, one.to) - start) / span * 100;
		bar.style.left = Math.min(left, 99.4) + '%';
		bar.style.width = Math.max(Math.abs(one.to - one.from) / span * 100, 0.6) + '%';
		return h('li', {},
			h('b', {}, one.label), h('span', { class: 'track' }, bar), h('span', { class: 'took' }, length(one)),
			h('p', {}, one.text, contradicts(one) ? ' These two clocks contradict each other; both times are shown as they were written.' : '', ' ', source(one.file)));
	}));
}

const facts = pairs => h('dl', {}, Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null && value !== '')
	.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, String(value)))));

/** Everything of one event: its records in order, its answer, and the row if it was read. */
export function draw(records, row, source) {
	const list = records.flatMap(stages);
	const end = ending(records.at(-1));
	const request = records[0].request;
	return [
		h('h3', {}, `${title(records[0])}: ${end && list.length ? `${ms(end.answered - list[0].from)} from the request to its effect` : 'on its way'}`),
		list.length ? bars(list, source) : h('p', { class: 'empty' }, 'Too many came at once: no times of this one.'),
		request && h('p', {}, `The answer: ${request.status} after ${ms(request.ms)}, request ${request.requestId}.`),
		...records.map(record => h('details', { open: true }, h('summary', {}, `The record ${record.key}`),
			facts({ topic: record.topic, partition: record.partition, offset: record.offset, key: record.keyText, bytes: record.bytes, traceparent: record.traceparent,
				batch: record.attempts.map(b => `${b.batch}, ${plural(b.records, 'record')}, attempt ${b.attempt}`).join('; ') }),
			record.headers && h('pre', { tabindex: 0 }, record.headers.map(pair => pair.join(': ')).join('\n') + '\n\n' + pretty(record.value ?? 'no value: a tombstone')))),
		row && rowOf(row.path, row.found),
	].filter(Boolean);
}

export const drawStored = (path, row, source) => [h('h3', {}, 'From the stored times'), bars(storedStages(row), source), rowOf(path, row)];

const rowOf = (path, row) => h('details', { open: true }, h('summary', {}, `The row ${path}`), h('pre', { tabindex: 0 }, JSON.stringify(row, null, 1)));
