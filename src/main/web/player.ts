import './conference'
import Hls from 'hls.js/light'

const ASK_EVERY = 3_000
const STALLED_AFTER = 9_000
const LONGEST_PAUSE = 15_000

/**
 * `<live-player src="master.m3u8">` around a `<video>`: plays a stream wherever the browser can. With `state="address"`
 * it asks every three seconds how the stream does, says so in `[data-words]` (the sentences are its `data-on`,
 * `data-lost` …), begins when there is something to show and begins anew when the player cannot go on. Notes in
 * `data-first-picture` after how many milliseconds the first picture stood, in `data-fatal` how often the player gave up.
 */
class LivePlayer extends HTMLElement {
    private hls: Hls | null = null
    private timer = 0
    private pause = 1_000
    private wanted = false
    private moved = 0
    private place = -1

    private get video(): HTMLVideoElement {
        return this.querySelector('video')!
    }

    connectedCallback(): void {
        this.video.addEventListener('loadeddata', () => {
            this.dataset.firstPicture ??= String(Math.round(performance.now()))
        })
        this.video.addEventListener('error', () => {
            if (this.hls || !this.wanted) return
            this.wanted = false
            window.setTimeout(() => { if (!this.wanted) this.begin() }, this.pause)
            this.pause = Math.min(this.pause * 2, LONGEST_PAUSE)
        })
        this.querySelector('[data-unmute]')?.addEventListener('click', event => {
            this.video.muted = false
            ;(event.currentTarget as HTMLElement).hidden = true
        })
        if (this.hasAttribute('state')) void this.ask()
        else this.begin()
    }

    disconnectedCallback(): void {
        clearTimeout(this.timer)
        this.stop()
    }

    private async ask(): Promise<void> {
        try {
            const answer = await fetch(this.getAttribute('state')!, { credentials: 'omit' })
            if (answer.ok) this.follow(await answer.json() as { reception: string, playable: boolean })
            else if (answer.status === 404) return this.gone()
        } catch {
            this.say('unknown')
        }
        this.timer = window.setTimeout(() => void this.ask(), ASK_EVERY)
    }

    private follow({ reception, playable }: { reception: string, playable: boolean }): void {
        this.say(reception.toLowerCase())
        if (playable && !this.wanted) this.begin()
        if (reception === 'ON') this.watch()
    }

    /** The address has changed, or the broadcast is long over: the page knows better. */
    private gone(): void {
        this.stop()
        this.say('moved')
    }

    private say(reception: string): void {
        if (this.dataset.reception === reception) return
        this.dataset.reception = reception
        const words = this.querySelector('[data-words]')
        const sentence = this.getAttribute(`data-${reception}`)
        if (words && sentence) words.textContent = sentence
    }

    private begin(): void {
        this.wanted = true
        this.moved = Date.now()
        const src = this.getAttribute('src')!
        if (!Hls.isSupported()) {
            this.video.src = src
            this.play()
            return
        }
        const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 3, liveMaxLatencyDurationCount: 8, backBufferLength: 30 })
        hls.on(Hls.Events.ERROR, (_event, trouble) => {
            if (trouble.fatal) this.mend(hls, trouble.type === Hls.ErrorTypes.MEDIA_ERROR)
        })
        hls.on(Hls.Events.MANIFEST_PARSED, () => {
            // the player empties all text tracks when it loads; captions are fetched anew after it has
            this.video.querySelectorAll('track').forEach((track) => track.replaceWith(track.cloneNode()))
            this.play()
        })
        hls.on(Hls.Events.FRAG_BUFFERED, () => { this.pause = 1_000 })
        hls.loadSource(src)
        hls.attachMedia(this.video)
        this.hls = hls
    }

    private mend(hls: Hls, media: boolean): void {
        this.dataset.fatal = String(Number(this.dataset.fatal ?? 0) + 1)
        if (media && this.dataset.fatal === '1') return hls.recoverMediaError()
        this.stop()
        window.setTimeout(() => { if (!this.wanted) this.begin() }, this.pause)
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE)
    }

    /** The stream comes in and the picture stands: what the player waits for will not come, so it begins anew at the edge. */
    private watch(): void {
        const { video } = this
        if (video.paused || video.currentTime !== this.place) {
            this.place = video.currentTime
            this.moved = Date.now()
        } else if (this.wanted && Date.now() - this.moved > STALLED_AFTER) {
            this.dataset.renewed = String(Number(this.dataset.renewed ?? 0) + 1)
            this.stop()
            this.begin()
        }
    }

    private stop(): void {
        this.wanted = false
        this.hls?.destroy()
        this.hls = null
    }

    /** Browsers let nothing sound before somebody touched the page; then the picture runs and a button gives the sound. */
    private play(): void {
        if (!this.hasAttribute('autoplay')) return
        this.video.play().catch((refused: DOMException) => {
            if (refused.name !== 'NotAllowedError') return
            this.video.muted = true
            const unmute = this.querySelector<HTMLElement>('[data-unmute]')
            if (unmute) unmute.hidden = false
            this.video.play().catch(() => undefined)
        })
    }
}

customElements.define('live-player', LivePlayer)
