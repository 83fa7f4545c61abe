import { announce } from './announce'

const restMillis = 1_000
const announceEveryMillis = 20_000

/**
 * `<live-region src="/fragment" events="/stream" every="15">`: keeps its content as fresh as the server's. It fetches
 * `src` when the stream says that something changed (any message), and every `every` seconds while the stream cannot be
 * had or none is named. Rests while nobody looks. Text of a `[data-announce]` inside is told to those who listen, when
 * it changed, at most every 20 seconds. Fires `live:updated` after each change.
 */
class LiveRegion extends HTMLElement {
    private stream: EventSource | null = null
    private timer = 0
    private fetching = false
    private again = false
    private tag = ''
    private told = ''
    private toldAt = 0

    connectedCallback(): void {
        this.told = this.sentence()
        document.addEventListener('visibilitychange', this.look)
        this.look()
    }

    disconnectedCallback(): void {
        document.removeEventListener('visibilitychange', this.look)
        this.rest()
    }

    private readonly look = (): void => {
        this.rest()
        if (document.hidden) return
        this.listen()
        if (this.tag) void this.refresh()
    }

    private rest(): void {
        this.stream?.close()
        this.stream = null
        clearInterval(this.timer)
        this.timer = 0
    }

    private listen(): void {
        const events = this.getAttribute('events')
        if (!events || !('EventSource' in window)) return this.poll()
        const stream = new EventSource(events)
        this.stream = stream
        const changed = () => void this.refresh()
        stream.onmessage = changed
        stream.addEventListener('changed', changed)
        stream.onopen = () => {
            clearInterval(this.timer)
            this.timer = 0
            changed()
        }
        stream.onerror = () => this.poll()
    }

    private poll(): void {
        if (this.timer) return
        const seconds = Math.max(2, Number(this.getAttribute('every') ?? 15))
        this.timer = window.setInterval(() => {
            void this.refresh()
            if (this.stream?.readyState === EventSource.CLOSED) {
                this.rest()
                this.listen()
            }
        }, seconds * 1000)
    }

    private async refresh(): Promise<void> {
        if (this.fetching) {
            this.again = true
            return
        }
        this.fetching = true
        try {
            const headers: Record<string, string> = { 'HX-Request': 'true' }
            if (this.tag) headers['If-None-Match'] = this.tag
            const answer = await fetch(this.getAttribute('src') ?? '', { headers, cache: 'no-store', redirect: 'error' })
            this.toggleAttribute('stale', !answer.ok && answer.status !== 304)
            if (answer.status === 200) this.show(await answer.text(), answer.headers.get('ETag') ?? '')
        } catch {
            this.toggleAttribute('stale', true)
        } finally {
            setTimeout(() => {
                this.fetching = false
                if (!this.again) return
                this.again = false
                void this.refresh()
            }, restMillis)
        }
    }

    private show(html: string, tag: string): void {
        this.tag = tag || this.tag || 'seen'
        const focused = this.contains(document.activeElement) ? document.activeElement?.id : ''
        const open = [...this.querySelectorAll('details[open][id]')].map(details => details.id)
        const template = document.createElement('template')
        template.innerHTML = html
        this.replaceChildren(template.content)
        for (const id of open) document.getElementById(id)?.setAttribute('open', '')
        if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
        this.tell()
        this.dispatchEvent(new CustomEvent('live:updated', { bubbles: true }))
    }

    private tell(): void {
        const sentence = this.sentence()
        if (sentence === this.told || Date.now() - this.toldAt < announceEveryMillis) return
        this.told = sentence
        this.toldAt = Date.now()
        announce(sentence)
    }

    private sentence(): string {
        return this.querySelector('[data-announce]')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    }
}

if (!customElements.get('live-region')) customElements.define('live-region', LiveRegion)
