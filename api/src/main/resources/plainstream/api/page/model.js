// What is known of the events that pass, bounded.
const MOST_RECORDS = 3000;
const MOST_OF_A_RANGE = 500;
const SECONDS = 300;
// Reads beside the others: no step of an event's way.
const ARCHIVE = 'archive';

export const isoMs = iso => Date.parse(iso) + Number('0.' + (/\.\d{3}(\d+)/.exec(iso || '') || [0, 0])[1]);

export class Model {
	constructor() {
		Object.assign(this, { records: new Map(), byId: new Map(), batches: [], logs: [], seconds: new Map(), world: null, offset: 0 });
	}

	/** Now, by the server's clock. */
	now() {
		return Date.now() + this.offset;
	}

	record(topic, partition, offset) {
		const key = `${topic}-${partition}@${offset}`;
		if (!this.records.has(key)) {
			this.records.set(key, { key, topic, partition, offset, attempts: [] });
			if (this.records.size > MOST_RECORDS) this.forget(this.records.values().next().value);
		}
		return this.records.get(key);
	}

	forget(record) {
		record.gone = true;
		this.records.delete(record.key);
		const same = (this.byId.get(record.id) || []).filter(other => other !== record);
		if (same.length) this.byId.set(record.id, same);
		else this.byId.delete(record.id);
	}

	/** Takes one event of the stream; returns what it is about. */
	apply(kind, data) {
		return this[kind]?.(data);
	}

	state(data) {
		this.offset = data.now - Date.now();
		this.world = data;
	}

	request(data) {
		this.note(data.at, 'answer', data.ms, 1);
		if (data.topic === undefined) return null;
		return Object.assign(this.record(data.topic, data.partition, data.offset), { request: data });
	}

	appended(data) {
		const header = name => (data.headers.find(([n]) => n === name) || [])[1];
		const record = Object.assign(this.record(data.topic, data.partition, data.offset), {
			keyText: data.key, value: data.value, bytes: data.bytes, headers: data.headers, appended: data.at, id: header('ce_id'),
			type: (header('ce_type') || '').replace(/^plainstream\.|\.v1$/g, ''), traceparent: header('ce_traceparent'), accepted: isoMs(header('ce_time')),
		});
		if (record.id) this.byId.set(record.id, [...(this.byId.get(record.id) || []).filter(r => r !== record), record]);
		return record;
	}

	// Every known record of some ranges, or a new one where the range is small enough to be drawn.
	each(ranges, visit) {
		for (const { topic, partition, first, last } of ranges) {
			for (let offset = first; offset <= last; offset++) {
				const known = this.records.get(`${topic}-${partition}@${offset}`);
				if (known || last - first < MOST_OF_A_RANGE) visit(known || this.record(topic, partition, offset));
			}
		}
	}

	polled(data) {
		if (data.function !== ARCHIVE) this.each(data.ranges, record => { record.polled = record.polled ?? data.at; });
	}

	invoked(data) {
		const batch = { ...data, ranges: data.function === ARCHIVE ? [] : data.ranges, invoked: data.at, result: 'runs', failed: [] };
		this.batches = [batch, ...this.batches].slice(0, 60);
		this.each(batch.ranges, record => record.attempts.push(batch));
	}

	answered(data) {
		const batch = this.batches.find(b => b.batch === data.batch && b.result === 'runs');
		if (!batch) return null;
		Object.assign(batch, data, { answered: data.at });
		this.each(batch.ranges, record => {
			if (!failedIn(batch, record) && record.accepted) this.note(data.at, 'effect', data.at - record.accepted, 0);
		});
		return batch;
	}

	givenup(data) {
		this.each(data.ranges, record => { record.givenUp = data.condition; });
	}

	log(data) {
		this.logs = [data, ...this.logs].slice(0, 100);
		if (data.offset === undefined) return null;
		const record = this.record(data.topic, data.partition, data.offset);
		if (data.level === 'ERROR') record.dead = data.reason;
		return record;
	}

	skipped(data) {
		if (data.kind === 'request') this.note(data.at, 'answer', null, data.count);
	}

	note(at, name, value, requests) {
		const second = Math.floor(at / 1000);
		if (!this.seconds.has(second)) this.seconds.set(second, { requests: 0, answer: [], effect: [] });
		const bucket = this.seconds.get(second);
		bucket.requests += requests;
		if (value !== null && bucket[name].length < 500) bucket[name].push(value);
		for (const old of this.seconds.keys()) if (old < second - SECONDS) this.seconds.delete(old);
	}

	line(step, point) {
		const end = Math.floor(this.now() / 1000);
		return Array.from({ length: SECONDS / step }, (none, i) => point([...this.seconds].filter(([at]) => at >= end - SECONDS + i * step && at < end - SECONDS + (i + 1) * step).map(([, b]) => b), step));
	}
}

export const rate = (buckets, step) => buckets.reduce((sum, b) => sum + b.requests, 0) / step;
export const percentile = (name, part) => buckets => {
	const all = buckets.flatMap(b => b[name]).sort((a, b) => a - b);
	return all.length ? all[Math.floor((all.length - 1) * part)] : null;
};

export const startOf = ({ request, accepted, appended, polled }) => Math.min(...[request && request.at - request.ms, accepted, appended, polled].filter(Number.isFinite));

/** Whether a batch's answer sends this record back. */
export const failedIn = (batch, record) => batch.result === 'error'
	|| batch.failed.some(f => f.topic === record.topic && f.partition === record.partition && record.offset >= f.offset);

/** The answer that ended a record's way, if there is one. */
export function ending(record) {
	const last = record.attempts.at(-1);
	return last?.answered && (record.givenUp || !failedIn(last, record)) ? last : null;
}

export function target(record) {
	if (record.dead || record.givenUp) return 'dead letters';
	if ((record.type || 'greeting') === 'greeting') return 'log';
	return record.topic === 'orders' ? 'orders-enriched' : record.type.replace('-enriched', '') + 's';
}

export const title = record => record.headers ? [record.type || 'plain message', record.keyText].filter(Boolean).join(' ') : 'a record';
