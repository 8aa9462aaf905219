// Elements from plain values. Whatever comes from outside becomes a text node: it can never be markup.
function build(element, attributes, children) {
	for (const [name, value] of Object.entries(attributes || {})) {
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
	}
	element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
	return element;
}

export const h = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
export const byId = id => document.getElementById(id);
export const button = (label, onclick, kind) => h('button', { type: 'button', class: kind, onclick }, label);

/** Makes a button one that stays pressed, and tells when it changes. */
export function toggle(node, changed) {
	node.setAttribute('aria-pressed', 'false');
	node.addEventListener('click', () => {
		const on = node.getAttribute('aria-pressed') === 'false';
		node.setAttribute('aria-pressed', String(on));
		changed(on);
	});
	return node;
}

/** Milliseconds for people: three digits that matter. */
export function ms(value) {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	return size >= 10000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)} ms`;
}

export const count = (value, notation) => value.toLocaleString('en', { notation });
export const clock = at => new Date(at).toISOString().slice(11, 23);
export const bytes = n => n >= 1e6 ? `${(n / 1e6).toFixed(1)} MB` : n >= 1e3 ? `${(n / 1e3).toFixed(1)} kB` : `${n} B`;
export const plural = (n, one) => `${count(n)} ${one}${n === 1 ? '' : 's'}`;
export const empty = text => h('p', { class: 'empty' }, text);

export function pretty(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 1);
	} catch (e) {
		return text;
	}
}

export const table = (caption, heads, rows, why) => rows.length ? h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
	h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
		h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell => cell.nodeName === 'TD' ? cell : h('td', {}, cell))))))) : empty(why);
