import './app'

const QUIET = 10_000
const LONGEST = 60_000

/** Makes `old` look like `fresh` without replacing what did not change, so that focus, selection and place stay. */
function morph(old: Node, fresh: Node): void {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
        old.parentNode?.replaceChild(fresh.cloneNode(true), old)
        return
    }
    if (!(old instanceof Element) || !(fresh instanceof Element)) {
        if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue
        return
    }
    for (const { name, value } of Array.from(fresh.attributes)) {
        if (old.getAttribute(name) !== value) old.setAttribute(name, value)
    }
    for (const { name } of Array.from(old.attributes)) {
        if (!fresh.hasAttribute(name) && !(old instanceof HTMLDetailsElement && name === 'open')) old.removeAttribute(name)
    }
    const before = Array.from(old.childNodes)
    const after = Array.from(fresh.childNodes)
    after.forEach((child, index) => {
        const present = before[index]
        if (present) morph(present, child)
        else old.appendChild(child.cloneNode(true))
    })
    before.slice(after.length).forEach(child => child.remove())
}

/** A board that follows its figures: told by the server's events that they changed, it fetches them; without events it asks now and then. */
class LiveBoard extends HTMLElement {
    private source?: EventSource
    private timer = 0
    private wait = QUIET
    private busy = false
    private again = false

    connectedCallback(): void {
        this.addEventListener('focusin', this.caption)
        this.addEventListener('pointerover', this.caption)
        document.addEventListener('visibilitychange', this.turn)
        if (this.dataset.stream) this.listen()
    }

    disconnectedCallback(): void {
        document.removeEventListener('visibilitychange', this.turn)
        this.stop()
    }

    private get board(): HTMLElement | null {
        return this.querySelector('#board')
    }

    private get version(): string {
        return this.board?.dataset.version ?? ''
    }

    private turn = (): void => {
        this.stop()
        if (document.visibilityState === 'visible' && this.dataset.stream) {
            this.listen()
            void this.refresh()
        }
    }

    private stop(): void {
        this.source?.close()
        this.source = undefined
        window.clearTimeout(this.timer)
    }

    private listen(): void {
        const source = new EventSource(`${this.dataset.stream}&version=${encodeURIComponent(this.version)}`)
        source.addEventListener('open', () => this.say('live'))
        source.addEventListener('changed', () => void this.refresh())
        source.addEventListener('error', () => {
            if (source.readyState !== EventSource.CLOSED) return this.say('lost')
            this.say('polling')
            this.poll()
        })
        this.source = source
    }

    private poll(): void {
        window.clearTimeout(this.timer)
        this.timer = window.setTimeout(async () => {
            await this.refresh()
            if (this.dataset.state !== 'ended') this.poll()
        }, this.wait)
    }

    /** Fetches the figures and shows them; one fetch at a time, the newest wish wins. */
    private async refresh(): Promise<void> {
        if (this.busy) {
            this.again = true
            return
        }
        this.busy = true
        try {
            const answer = await fetch(`${this.dataset.fetch}&version=${encodeURIComponent(this.version)}`, { headers: { 'HX-Request': 'true' } })
            this.wait = QUIET
            if (answer.status === 200 && !answer.redirected) this.show(await answer.text())
            else if (answer.status !== 204) this.end()
        } catch {
            this.wait = Math.min(this.wait * 2, LONGEST)
            this.say('lost')
        } finally {
            this.busy = false
            if (this.again) {
                this.again = false
                window.setTimeout(() => void this.refresh(), 300)
            }
        }
    }

    private show(html: string): void {
        const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('#board')
        if (!this.board || !fresh) return
        const state = this.dataset.state
        morph(this.board, fresh)
        if (state) this.say(state)
        this.announce()
    }

    /** Says the new figures politely, at most twice a minute. */
    private announced = 0
    private announce(): void {
        const at = Date.now()
        if (at - this.announced < 30_000) return
        this.announced = at
        const figures = Array.from(this.querySelectorAll('.figure-label')).slice(0, 3)
            .map(label => `${label.textContent?.trim()}: ${label.nextElementSibling?.textContent?.trim()}`)
        const announcer = document.getElementById('announcer')
        if (announcer) announcer.textContent = figures.join('. ')
    }

    /** The session or the right has ended: the figures stay as they were and say so. */
    private end(): void {
        this.stop()
        this.say('ended')
    }

    private say(state: string): void {
        this.dataset.state = state
        const words = this.querySelector('[data-state-words]')
        const sentence = this.dataset[state]
        if (words && sentence && words.textContent !== sentence) words.textContent = sentence
    }

    private caption = (event: Event): void => {
        const tile = (event.target as Element).closest?.('.treemap a')
        const caption = this.querySelector('[data-caption]')
        if (tile && caption) caption.textContent = tile.getAttribute('aria-label')
    }
}

customElements.define('live-board', LiveBoard)
