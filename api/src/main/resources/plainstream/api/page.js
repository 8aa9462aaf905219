'use strict';

// Every answer is shown as text, never as markup: what someone else stored cannot run here.
function show(output, good, text) {
  output.className = good ? 'good' : 'bad';
  output.textContent = text;
}

function pretty(text, type) {
  if (!/json/.test(type || '')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (e) {
    return text;
  }
}

// The request that a form stands for: its path with {fields} filled in, its other fields as query, body or Idempotency-Key.
function requestOf(form) {
  const fields = Object.fromEntries(new FormData(form));
  let path = form.dataset.path.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(fields[name] || ''));
  const query = (form.dataset.query || '').split(' ').filter(name => name && fields[name]);
  if (query.length) path += '?' + query.map(name => name + '=' + encodeURIComponent(fields[name])).join('&');
  const request = { method: form.dataset.method, headers: {} };
  if (fields.key) request.headers['Idempotency-Key'] = fields.key;
  if (form.dataset.body) {
    request.headers['Content-Type'] = 'application/json';
    request.body = form.dataset.body === 'raw' ? fields.body : JSON.stringify({ [form.dataset.body]: fields[form.dataset.body] });
  }
  return { path, request };
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const output = form.querySelector('output');
  const { path, request } = requestOf(form);
  const started = performance.now();
  try {
    const answer = await fetch(path, request);
    const text = pretty(await answer.text(), answer.headers.get('Content-Type'));
    const took = (performance.now() - started).toFixed(1);
    const head = `${answer.status} ${answer.statusText} in ${took} ms  ${request.method} ${path}`;
    const body = text.length > 4000 ? text.slice(0, 4000) + '\n…' : text;
    show(output, answer.ok, head + '\n' + body);
  } catch (e) {
    show(output, false, 'No answer: ' + e.message);
  }
}

for (const form of document.querySelectorAll('form')) form.addEventListener('submit', send);
