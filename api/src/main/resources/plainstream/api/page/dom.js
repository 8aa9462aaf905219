// Elements from plain values. Whatever comes from outside becomes a text node: it can never be markup.
const SVG = 'http://www.w3.org/2000/svg';

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);
export const byId = id => document.getElementById(id);

/** Milliseconds for people: three digits that matter. */
export function ms(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 10000) return (value / 1000).toFixed(1) + ' s';
  return (size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2)) + ' ms';
}

export const count = value => Math.round(value).toLocaleString('en');
export const clock = at => new Date(at).toISOString().slice(11, 23);
export const bytes = n => n >= 1e6 ? (n / 1e6).toFixed(1) + ' MB' : n >= 1e3 ? (n / 1e3).toFixed(1) + ' kB' : n + ' B';
export const plural = (n, one) => `${count(n)} ${one}${n === 1 ? '' : 's'}`;

export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch (e) {
    return text;
  }
}

/** A table; says why it is empty when it is. */
export function table(caption, heads, rows, empty) {
  if (!rows.length) return h('p', { class: 'empty' }, empty);
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption),
      h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell => cell instanceof Node && cell.nodeName === 'TD' ? cell : h('td', {}, cell)))))));
}
