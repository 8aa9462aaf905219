// The local stack's own routes; on AWS there are none.

export class Local {
	constructor(base) {
		this.base = base;
		this.available = Boolean(base);
	}

	async json(path) {
		const answer = await fetch(this.base + path);
		if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
		return answer.json();
	}

	/** A write carries the page's own token, which no other site can read. */
	async post(path) {
		try {
			this.token = this.token || (await this.json('/token')).token;
			const answer = await fetch(this.base + path, { method: 'POST', headers: { 'X-Page-Token': this.token } });
			if (answer.status === 403) this.token = null;
			return { ok: answer.ok, head: `${answer.status}, ${await answer.text()}` };
		} catch (e) {
			return { ok: false, head: e.message };
		}
	}

	/** Events as they come; the browser reconnects by itself and says what it had last. */
	follow(kinds, tell, link) {
		const source = new EventSource(this.base + '/stream');
		source.onopen = () => link('live', true);
		source.onerror = () => link('the stack does not answer; trying again', false);
		for (const kind of kinds) source.addEventListener(kind, event => tell(kind, JSON.parse(event.data)));
	}
}
