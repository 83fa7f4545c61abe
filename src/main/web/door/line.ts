import * as clock from './clock'
import * as store from './store'
import type { Answer, Device, Scan } from './store'

/** The line to the server: sends what is kept, at once where there is a line, and again until it is acknowledged. */
export type Figures = { expected: number; in: number; left: number; guests: number; closed: boolean }
export type State = 'on' | 'off' | 'closed'

const batch = 500
const patience = 1_500

let state: State = 'on'
let wait = 1_000
let timer = 0
let device: Device
let changed: () => void = () => undefined
let told: (figures: Figures) => void = () => undefined

export function begin(of: Device, onChange: () => void, onFigures: (figures: Figures) => void): void {
    device = of
    changed = onChange
    told = onFigures
    window.addEventListener('online', () => void flush())
    window.addEventListener('offline', () => become('off'))
    document.addEventListener('visibilitychange', () => { if (!document.hidden) void flush() })
    void flush()
}

export function line(): State {
    return state
}

/** Sends one scan at once. Null where no answer came in time: it stays kept and is sent later. */
export async function send(scan: Scan): Promise<Answer | null> {
    if (state === 'closed' || !navigator.onLine) {
        become(state === 'closed' ? 'closed' : 'off')
        return null
    }
    try {
        const answers = await post([scan], patience)
        return answers[0] ?? null
    } catch {
        await store.markOffline(scan.seq === undefined ? [] : [scan.seq])
        later()
        return null
    }
}

/** Sends everything kept, in order; one page of this device at a time. */
export async function flush(): Promise<void> {
    clearTimeout(timer)
    const work = async () => {
        try {
            for (let waiting = await store.unsent(batch); waiting.length; waiting = await store.unsent(batch)) {
                const old = waiting.filter(scan => Date.now() - Date.parse(scan.at) > patience)
                await store.markOffline(old.map(scan => scan.seq ?? -1))
                await post(waiting.map(scan => (old.includes(scan) ? { ...scan, offline: true } : scan)), 20_000)
            }
            for (const guest of await store.unsentGuests()) {
                const { sent: _, ...body } = guest
                await call('guests', { method: 'POST', body: JSON.stringify(body) }, 10_000)
                await store.acknowledgeGuest(guest.nonce)
            }
            if (state !== 'closed') {
                await figures()
                become('on')
                wait = 1_000
            }
        } catch {
            later()
        }
    }
    if (navigator.locks) await navigator.locks.request('door-line', work)
    else await work()
    changed()
}

export async function figures(): Promise<void> {
    const answer = await call('figures', {}, 8_000)
    told((await answer.json()) as Figures)
}

export async function search(words: string, year: string): Promise<{ member: string; memberNo: string; name: string; cell: string; site: string | null }[]> {
    const query = new URLSearchParams(year ? { q: words, year } : { q: words })
    const answer = await call(`search?${query}`, {}, 4_000)
    return (await answer.json()).people
}

export async function everybodyLeaves(): Promise<void> {
    const answer = await call('departures', { method: 'POST', body: '{}' }, 20_000)
    told((await answer.json()).figures)
}

/** The snapshot, or null where it has not changed since `tag`. */
export async function snapshot(tag: string): Promise<{ text: string; tag: string } | null> {
    const answer = await call('snapshot', { headers: tag ? { 'If-None-Match': tag } : {} }, 20_000)
    return answer.status === 304 ? null : { text: await answer.text(), tag: answer.headers.get('ETag') ?? '' }
}

async function post(scans: Scan[], millis: number): Promise<Answer[]> {
    const sent = scans.map(({ seq: _s, sent: _t, answer: _a, answeredAt: _w, name: _n, cell: _c, ...scan }) => scan)
    const left = await store.unsentCount()
    const body = JSON.stringify({ unsent: Math.max(0, left - scans.length), scans: sent })
    const answer = await call('scans', { method: 'POST', body }, millis)
    const taken = (await answer.json()) as { answers: Answer[]; figures: Figures }
    await store.acknowledge(taken.answers)
    told(taken.figures)
    become('on')
    return taken.answers
}

async function call(what: string, how: RequestInit, millis: number): Promise<Response> {
    const stop = new AbortController()
    const late = setTimeout(() => stop.abort(), millis)
    const sentAt = Date.now()
    try {
        const answer = await fetch(`/doors/${device.door}/${what}`, {
            ...how,
            cache: 'no-store',
            credentials: 'omit',
            signal: stop.signal,
            headers: { ...how.headers, Authorization: `Door ${device.token}`, 'Content-Type': 'application/json' },
        })
        const said = answer.headers.get('Door-Now')
        if (said) clock.learn(sentAt, Date.now(), said)
        if (answer.status === 401) {
            become('closed')
            throw new Error('this device is not known any more')
        }
        if (!answer.ok && answer.status !== 304) throw new Error(`${answer.status}`)
        return answer
    } finally {
        clearTimeout(late)
    }
}

function later(): void {
    if (state !== 'closed') become('off')
    clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, 30_000)
}

function become(next: State): void {
    if (state === next) return
    state = next
    changed()
}
