import type { Clock } from './clock'
import { call, Down, Never, Unknown } from './line'
import * as store from './store'
import type { Answer, Device, Entry } from './store'

const atOnce = 500
const patience = 1_500
const glance = 250

export type Line = 'on' | 'off' | 'slow'

/** A line of the queue before it is written. */
export type Fresh = Omit<Entry, 'door' | 'nonce' | 'at' | 'offset' | 'offline' | 'state'>

/**
 * The append-only queue of a door. Everything is on the disk before it is shown, goes to the house in order and as often as
 * needed, and stays until the house has said what became of it. Several tabs share one queue: whoever sends holds a lock.
 */
export class Queue extends EventTarget {
    line: Line = navigator.onLine ? 'on' : 'off'
    figures: any = null
    private tries = 0
    private timer = 0
    private running: Promise<void> | null = null
    private again = false
    private hurried = false
    private readonly born = new Map<string, number>()    // made on this page, by performance.now()
    private readonly tabs = 'BroadcastChannel' in self ? new BroadcastChannel('lantoa-door') : null

    constructor(private readonly clock: Clock, private readonly device: Device) {
        super()
        window.addEventListener('online', () => this.hurry())
        window.addEventListener('offline', () => this.turn('off'))
        document.addEventListener('visibilitychange', () => { if (!document.hidden) this.hurry() })
        this.tabs?.addEventListener('message', () => this.tell('elsewhere'))
    }

    /**
     * Writes lines down; when this resolves they are safe.
     *
     * @param late whether the house shall treat them as having waited, so that what it cannot take is left to a person
     */
    async add(fresh: Fresh[], late = false): Promise<Entry[]> {
        const at = new Date().toISOString()
        const entries = fresh.map(one => ({
            ...one,
            door: this.device.door,
            nonce: nonce(),
            at,
            offset: this.clock.offset,
            offline: late || this.line !== 'on',
            state: 'waiting',
        } satisfies Entry))
        await store.add(entries)
        for (const entry of entries) if (!entry.offline) this.born.set(entry.nonce, performance.now())
        this.changed()
        return entries
    }

    /** Sends now and waits a moment for what became of `entry`; null: it is kept and will be sent. */
    async settle(entry: Entry): Promise<Answer | null> {
        const sending = this.flush()
        const late = new Promise<'late'>(resolve => setTimeout(() => resolve('late'), entry.offline ? glance : patience))
        if (await Promise.race([sending, late]) === 'late' && !entry.offline) this.turn('slow')
        const now = await store.find(entry.nonce)
        if (now?.answer) return now.answer
        this.born.delete(entry.nonce)
        await store.note([entry.nonce], line => line.state === 'waiting' ? { offline: true } : {})
        return null
    }

    /** Sends whatever waits; one run at a time, and once more if something came meanwhile. */
    flush(): Promise<void> {
        if (this.running) {
            this.again = true
            return this.running
        }
        clearTimeout(this.timer)
        this.running = (async () => {
            do {
                this.again = false
                this.hurried = false
                await this.turnByTurn()
            } while (this.hurried || (this.again && this.line !== 'off'))
        })().finally(() => {
            this.running = null
            this.plan()
        })
        return this.running
    }

    /** Tries at once, whatever the back-off says; where a try is just failing, right after it. */
    hurry(): void {
        this.tries = 0
        this.hurried = true
        void this.flush()
    }

    private async turnByTurn(): Promise<void> {
        const send = () => this.send()
        try {
            if (navigator.locks) await navigator.locks.request('lantoa-door-send', send)
            else await send()
            this.tries = 0
            this.turn('on')
        } catch (failed) {
            if (!(failed instanceof Down)) console.error(failed)
            this.tries++
            this.turn('off')
        }
    }

    private async send(): Promise<void> {
        for (const device of await store.devices()) {
            if (device.unknown) continue
            let size = atOnce
            for (;;) {
                const waits = (await store.waiting()).filter(entry => entry.door === device.door)
                if (!waits.length) break
                const batch = together(waits, size)
                try {
                    await this.deliver(device, batch, waits.length - batch.length)
                    size = atOnce
                } catch (failed) {
                    if (failed instanceof Unknown) {
                        await store.disown(device.door)
                        this.tell('unknown')
                        break
                    }
                    if (!(failed instanceof Never)) throw failed
                    // One of them cannot be read; the others must not wait for it.
                    if (batch.length === 1) {
                        await store.note([batch[0].nonce], () => ({ state: 'stuck' }))
                        this.dispatchEvent(new CustomEvent('stuck', { detail: batch[0].nonce }))
                    }
                    size = Math.max(1, batch.length >> 1)
                }
                this.changed()
            }
        }
    }

    private async deliver(device: Device, batch: Entry[], rest: number): Promise<void> {
        const [first] = batch
        if (first.kind === 'guest' || first.kind === 'guest-undo') {
            const told = first.kind === 'guest'
                ? await call(this.clock, device, 'POST', 'guests', guest(first, this.late(first)))
                : await call(this.clock, device, 'DELETE', `guests/${encodeURIComponent(first.undoes!)}`)
            await store.note([first.nonce], () => ({ state: 'sent', answer: { outcome: told!.body.outcome, name: first.guest?.name, cell: first.guest?.of } }))
            return
        }
        const told = await call(this.clock, device, 'POST', 'scans', {
            sentAt: new Date().toISOString(),
            unsent: rest,
            scans: batch.map(entry => scan(entry, this.late(entry))),
        }, { timeout: 10_000 + 40 * batch.length })
        const answers = new Map((told!.body.answers as (Answer & { nonce: string })[]).map(answer => [answer.nonce, answer]))
        if (batch.some(entry => !answers.has(entry.nonce))) throw new Down('no answer to a scan')
        await store.note(answers.keys(), entry => ({ state: 'sent', answer: answers.get(entry.nonce)! }))
        if (device.door === this.device.door) {
            this.figures = told!.body.figures
            this.tell('figures')
        }
        for (const [name, answer] of answers) this.dispatchEvent(new CustomEvent('answer', { detail: { nonce: name, answer } }))
    }

    /** Whether the server must go by the device's clock: not for what is sent at once. */
    private late(entry: Entry): boolean {
        const born = this.born.get(entry.nonce)
        this.born.delete(entry.nonce)    // a second try is late
        return entry.offline || born === undefined || performance.now() - born > patience
    }

    private plan(): void {
        clearTimeout(this.timer)
        const wait = this.line === 'on' ? 15_000 : Math.min(30_000, 1_000 * 2 ** Math.min(this.tries, 5))
        this.timer = window.setTimeout(() => { this.tell('pulse'); void this.flush() }, wait * (0.7 + Math.random() * 0.6))
    }

    private turn(line: Line): void {
        if (this.line === line) return
        this.line = line
        this.tell('line')
    }

    private changed(): void {
        this.tell('changed')
        this.tabs?.postMessage('changed')
    }

    private tell(what: string): void {
        this.dispatchEvent(new Event(what))
    }
}

/** The first lines that may go in one call. */
function together(waits: Entry[], size: number): Entry[] {
    const alone = (entry: Entry) => entry.kind === 'guest' || entry.kind === 'guest-undo'
    if (alone(waits[0])) return waits.slice(0, 1)
    const end = waits.findIndex(alone)
    return waits.slice(0, Math.min(size, end < 0 ? waits.length : end))
}

function scan(entry: Entry, offline: boolean): object {
    const { nonce, kind, way, code, member, memberNo, undoes, at, offset, admit, note } = entry
    return { nonce, kind, way, code, member, memberNo, undoes, at, offset, offline, admit, note }
}

function guest(entry: Entry, offline: boolean): object {
    return { nonce: entry.nonce, name: entry.guest!.name, of: entry.guest!.of, at: entry.at, offset: entry.offset, offline }
}

/** What is not acknowledged, as a file that whoever keeps the door can hand in elsewhere. */
export async function exported(): Promise<{ files: { device: Device; text: string }[]; nonces: string[] }> {
    const open = (await store.everything()).filter(entry => entry.state !== 'sent')
    const files = (await store.devices()).map(device => {
        const own = open.filter(entry => entry.door === device.door)
        return {
            device, count: own.length,
            text: JSON.stringify({
                door: device.door,
                token: device.token,
                scans: own.filter(entry => !entry.kind.startsWith('guest')).map(entry => scan(entry, true)),
                guests: own.filter(entry => entry.kind === 'guest').map(entry => guest(entry, true)),
                gone: own.filter(entry => entry.kind === 'guest-undo').map(entry => entry.undoes),
            }, null, 1),
        }
    }).filter(file => file.count)
    return { files, nonces: open.map(entry => entry.nonce) }
}

function nonce(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
