import { at, type Door } from './door'
import { icon } from './result'
import { unsent } from './store'
import { number, t, time } from './words'

/** What the door says of itself: who is in, what is not sent, whether it could do without network. */
export class Figures {
    held = 0
    private missing = 1
    private asked = 0

    private drawing: Promise<void> | null = null

    constructor(private readonly door: Door) {}

    /** Soon, and once for all who asked meanwhile. */
    draw(): Promise<void> {
        this.drawing ??= new Promise<void>(resolve => setTimeout(resolve, 50)).then(() => {
            this.drawing = null
            return this.redraw()
        })
        return this.drawing
    }

    private async redraw(): Promise<void> {
        const { door } = this
        this.held = await unsent()
        const figures = door.queue.figures
        const expected = figures?.expected ?? door.snapshot.held?.expected ?? 0
        const inside = figures ? Math.max(0, figures.in + door.log.unheard) : door.log.present.length
        write('figure-in', number(inside))
        write('figure-expected', number(expected))
        write('figure-missing', number(Math.max(0, expected - inside - (figures?.left ?? 0))))
        write('clock', time(door.clock.now()))

        const pill = at('line')
        const state = door.device.unknown || door.snapshot.held?.trusted === false ? 'gone' : this.held ? 'waiting' : door.queue.line === 'on' ? 'on' : 'off'
        pill.dataset.state = state
        icon(pill.querySelector('use')!, state === 'gone' ? 'lock' : door.queue.line === 'on' ? 'wifi' : 'wifi-off')
        write('line-words', state === 'gone' && !this.held ? t('line-gone') : this.held ? t('line-waiting', number(this.held)) : t(`line-${state}`))
        const [refused, decided] = [door.log.refused.length, door.log.decided.length]
        at('refused').hidden = refused + decided === 0 || door.isKiosk
        write('refused-words', [refused ? t('refused-count', number(refused)) : '', decided ? t('decided-count', number(decided)) : ''].filter(Boolean).join(' · '))

        await this.assets()
        const people = door.snapshot.counted
        const whole = door.snapshot.held?.expected ?? 0
        const ready = this.missing === 0 && door.snapshot.held !== null && door.snapshot.codes !== null && people >= whole
        const words = at('ready')
        words.dataset.ready = String(ready)
        write('ready', t(ready ? 'ready' : 'not-ready', number(people), number(whole)))
        const closed = door.snapshot.held?.session.closed || figures?.closed
        at('banner').hidden = !(state === 'gone' || closed)
        if (state === 'gone') write('banner', t('banner-gone'))
        else if (closed) write('banner', t('banner-closed'))
    }

    /** How much of the page itself the service worker really has on the disk; asked for again until it is all. */
    private async assets(): Promise<void> {
        if (!this.missing || Date.now() - this.asked < 2_000) return
        this.asked = Date.now()
        const worker = (await navigator.serviceWorker?.getRegistration())?.active
        if (!worker) return
        const line = new MessageChannel()
        line.port1.onmessage = event => {
            this.missing = event.data.missing
            if (!this.missing) void this.draw()
        }
        worker.postMessage('kept?', [line.port2])
    }
}

function write(id: string, words: string): void {
    const place = at(id)
    if (place.textContent !== words) place.textContent = words
}
