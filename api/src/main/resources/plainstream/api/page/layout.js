// Where each part stands: from left to right where there is room, else from top to bottom.
const TOPICS = ['events', 'orders-enriched', 'orders'];
const TABLES = ['likes', 'timestamps', 'orders', 'log', 'dead letters'];
const DOT = 12;

export function lanesOf(world) {
	const known = new Map((world ? world.topics : []).map(topic => [topic.name, topic.partitions.length]));
	return TOPICS.flatMap(topic => Array.from({ length: Math.min(known.get(topic) || 3, 12) }, (none, partition) => ({ topic, partition, id: `lane:${topic}-${partition}` })));
}

const box = (id, label, x, y, w, h, kind = '', two = 0) => ({ id, label, x, y, w, h, kind, two });
const store = (name, x, y, w) => box('end:' + name, name, x, y, w, 46, name === 'dead letters' ? 'store dead' : 'store', name === 'likes' || name === 'dead letters');

function leftToRight(lanes) {
	let y = 16;
	const centre = {};
	for (const topic of TOPICS) {
		const mine = lanes.filter(lane => lane.topic === topic);
		mine.forEach((lane, i) => Object.assign(lane, { x: 424, y: y + 20 + i * 25, w: 226, h: 20, head: i ? null : [424, y + 12] }));
		centre[topic] = y + 18 + mine.length * 12.5;
		y += 36 + mine.length * 25;
	}
	const shared = (centre.events + centre['orders-enriched']) / 2 - 48;
	const own = Math.max(centre.orders - 48, shared + 124);
	const low = Math.max(y, own + 96) + 24;
	const work = (id, label, x, at, w, kind) => box(id, label, x, at, w, 96, 'work ' + kind);
	return {
		width: 1180, height: low + 52, lanes,
		boxes: [box('client', 'client', 8, y / 2 - 10, 84, 48), box('balancer', 'load balancer', 124, y / 2 - 10, 112, 48), box('api', 'API', 268, y / 2 - 10, 84, 48),
			work('map:events', 'mapping', 722, shared, 132, ''), work('map:enrichment', 'mapping', 722, own, 132, ''),
			work('fn:events', 'events', 896, shared, 116, 'function'), work('fn:enrichment', 'enrichment', 896, own, 116, 'function'),
			box('archive', 'archive', 722, low, 132, 46, 'store', 1), box('fn:queries', 'queries', 124, low, 112, 46, 'function', 1),
			...TABLES.map((name, i) => store(name, 1062, 14 + i * 62 + (i === 4 ? 14 : 0), 110))],
	};
}

function topToBottom(lanes) {
	const w = (306 - lanes.length * 4) / lanes.length;
	let x = 15;
	const span = {};
	for (const topic of TOPICS) {
		const left = x;
		for (const lane of lanes.filter(l => l.topic === topic)) {
			Object.assign(lane, { x, y: 208, w, h: 130, head: x === left ? [left, 200] : null });
			x += w + 4;
		}
		span[topic] = [left, x - 4];
		x += 14;
	}
	const work = (id, label, y, [left, right], kind) => box(id, label, left, y, right - left, 92, 'work ' + kind);
	const both = [span.events[0], span['orders-enriched'][1]];
	return {
		width: 360, height: 776, lanes,
		boxes: [box('client', 'client', 125, 6, 110, 40), box('balancer', 'load balancer', 125, 66, 110, 40), box('api', 'API', 125, 126, 110, 40),
			work('map:events', 'mapping', 384, both, ''), work('map:enrichment', 'mapping', 384, span.orders, ''),
			work('fn:events', 'events', 514, both, 'function'), work('fn:enrichment', 'enrichment', 514, span.orders, 'function'),
			...TABLES.map((name, i) => store(name, [15, 126, 237, 15, 59][i], i > 2 ? 716 : 652, [107, 107, 108, 40, 90][i])),
			box('archive', 'archive', 153, 716, 88, 46, 'store', 1), box('fn:queries', 'queries', 249, 716, 96, 46, 'function', 1)],
	};
}

export function layout(wide, lanes) {
	const plan = wide ? leftToRight(lanes) : topToBottom(lanes);
	const all = new Map([...plan.boxes, ...plan.lanes].map(place => [place.id, place]));
	plan.box = id => all.get(id) || all.get(id === 'end:orders-enriched' ? 'fn:enrichment' : id.startsWith('end') ? 'fn:events' : 'api');
	plan.edges = edges(plan, wide);
	const columns = place => Math.floor((place.w - 20) / DOT);
	// In a lane a queue before its end, in a working box rows from the left, else the middle.
	plan.slot = (id, i) => {
		const place = plan.box(id);
		const [cx, cy] = [place.x + place.w / 2, place.y + place.h / 2];
		if (id.startsWith('lane')) return wide ? [place.x + place.w - 56 - Math.min(i * DOT, 140), cy] : [cx, place.y + 104 - Math.min(i * DOT, 80)];
		if (!place.kind.startsWith('work')) return [cx, cy];
		const n = Math.min(i, columns(place) * 3 - 1);
		return [place.x + 16 + (n % columns(place)) * DOT, place.y + 50 + Math.floor(n / columns(place)) * DOT];
	};
	plan.around = (id, n) => {
		const place = plan.box(id);
		const rows = Math.min(3, Math.ceil(n / columns(place)));
		return { x: place.x + 7, y: place.y + 41, width: n && Math.min(n, columns(place)) * DOT + 6, height: n && rows * DOT + 6 };
	};
	return plan;
}

class Edges extends Map {
	add(from, to, d, kind = '') {
		this.set(`${from}>${to}`, { d, kind, points: [] });
	}

	measure(paths) {
		[...this.values()].forEach((edge, i) => {
			const length = paths[i].getTotalLength();
			edge.points = Array.from({ length: 11 }, (none, n) => paths[i].getPointAtLength(length * n / 10)).map(point => [point.x, point.y]);
		});
	}

	/** The points from one place to another, along the fewest arrows. */
	between(from, to) {
		const ways = [[from, []]];
		for (const [place, points] of ways) {
			if (place === to) return points;
			for (const [name, edge] of this) {
				const next = name.slice(place.length + 1);
				if (name.startsWith(place + '>') && edge.kind !== 'read' && !ways.some(([known]) => known === next)) ways.push([next, points.concat(edge.points)]);
			}
		}
		return [];
	}
}

function edges(plan, wide) {
	const all = new Edges();
	const link = (from, to, kind) => {
		const [a, b] = [plan.box(from), plan.box(to)];
		const [x, y, u, v] = wide && kind !== 'read' ? [a.x + a.w, a.y + a.h / 2, b.x, b.y + b.h / 2] : [a.x + a.w / 2, a.y + a.h, b.x + b.w / 2, b.y];
		const [mx, my] = [(x + u) / 2, (y + v) / 2];
		all.add(from, to, wide && kind !== 'read' ? `M${x},${y}C${mx},${y} ${mx},${v} ${u},${v}` : `M${x},${y}C${x},${my} ${u},${my} ${u},${v}`, kind);
	};
	link('client', 'balancer');
	link('balancer', 'api');
	for (const { id, topic } of plan.lanes) {
		if (topic !== 'orders-enriched') link('api', id);
		link(id, topic === 'orders' ? 'map:enrichment' : 'map:events');
	}
	for (const name of ['events', 'enrichment']) {
		const [fn, map] = [plan.box('fn:' + name), plan.box('map:' + name)];
		link(map.id, fn.id);
		all.add(fn.id, map.id, wide ? `M${fn.x + 20},${fn.y + fn.h}q-4,18 -46,18T${map.x + map.w - 20},${map.y + map.h}` : `M${fn.x + 8},${fn.y}q-14,-19 0,-38`, 'again');
		link(fn.id, 'end:dead letters', 'to-dead');
	}
	for (const name of TABLES.slice(0, 4)) link('fn:events', 'end:' + name);
	back(plan, wide, all);
	const queries = plan.box('fn:queries');
	if (wide) link('balancer', queries.id, 'read');
	all.add('balancer', 'reads', wide ? `M${queries.x + queries.w},${queries.y + 23}H1107Q1117,${queries.y + 23} 1117,${queries.y + 13}V310` : 'M235,86H346Q354,86 354,94V731Q354,739 346,739H345', 'read');
	return all;
}

// From the function back to the topic that it writes, round the topic's lanes.
function back(plan, wide, all) {
	const fn = plan.box('fn:enrichment');
	const mine = plan.lanes.filter(lane => lane.topic === 'orders-enriched');
	const last = mine.at(-1);
	for (const lane of mine) {
		const [x, y] = [last.x + last.w + 7, last.y + last.h + 8];
		all.add(fn.id, lane.id, wide ? `M${fn.x + 30},${fn.y}Q${fn.x + 26},${y + 2} ${fn.x - 40},${y}H412Q400,${y} 400,${y - 10}V${lane.y + 20}Q400,${lane.y + 10} 412,${lane.y + 10}H424`
			: `M${fn.x + 12},${fn.y}C${fn.x - 4},490 ${x},500 ${x},460V196Q${x},180 ${x - 12},180H${lane.x + lane.w / 2 + 8}q-8,0 -8,8V208`);
	}
}
