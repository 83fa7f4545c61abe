import { card, type Card, type Guess } from './card'
import { Clock } from './clock'
import { Codes } from './codes'
import { Figures } from './figures'
import { Finder } from './finder'
import { Kiosk } from './kiosk'
import { call, Unknown } from './line'
import { Lists } from './lists'
import { Log } from './log'
import { Menu } from './menu'
import type { Person } from './people'
import { Queue, type Fresh } from './queue'
import { Result } from './result'
import { Scanner } from './scanner'
import { Snapshot } from './snapshot'
import { another } from './pin'
import { disown, kept, keep, note, relock, tidy, unsent, type Answer, type Decision, type Device, type Entry } from './store'
import { listen } from './wedge'
import { number, t, translate } from './words'

const still = 3_000
const afresh = 5 * 60_000
const recent = 10_000

/** Who was found without a code, here or by the house. */
export interface Found { member: string; number: string; name: string; cell: string; site?: string | null; here: boolean }

export const at = <E extends HTMLElement>(id: string) => document.getElementById(id) as E

/** Everything that a person at this door can do. */
export class Door {
    readonly clock = new Clock()
    readonly snapshot = new Snapshot()
    readonly log = new Log()
    readonly queue: Queue
    readonly result: Result
    readonly figures: Figures
    readonly lists: Lists
    kind: 'in' | 'out' = 'in'
    loud = localStorage.getItem('door-sound') !== 'off'
    private readonly scanner: Scanner
    private asked = -Infinity    // when the snapshot was, and when figures came, by performance.now()
    private told = -Infinity
    private readonly seen = new Map<string, number>()
    private shown?: { nonce: string; guess: Guess; before?: string; kept: boolean; until: number }

    constructor(readonly device: Device) {
        this.queue = new Queue(this.clock, device)
        this.result = new Result(this)
        this.figures = new Figures(this)
        this.lists = new Lists(this)
        this.scanner = new Scanner(at<HTMLVideoElement>('camera'), document.body.dataset.reader!, text => void this.read([text]))
    }

    async open(): Promise<void> {
        await this.clock.remember()
        await tidy(this.clock.now())
        await this.snapshot.load(this.device, this.clock.now())
        await this.log.load(this.device.door)
        this.queue.figures = await kept('figures') ?? null
        this.figures.held = await unsent()
        at('nowhere').hidden = true
        at('door').hidden = false
        this.dress()
        this.listen()
        await this.figures.draw()
        void this.refresh(0)
        void this.queue.flush()
        void navigator.storage?.persist?.().catch(() => false)
    }

    get isKiosk(): boolean {
        return this.snapshot.held?.kiosk ?? this.device.kiosk === true
    }

    /** A code was read by a camera or typed by a scanner; several readings of the same keys. */
    async read(texts: string[]): Promise<void> {
        const text = texts.find(Codes.personal) ?? texts[0].trim()
        if (this.again(text)) return
        if (!Codes.personal(text)) {
            const person = this.snapshot.people.numbered(text)
            if (person) return void await this.person(found(person), this.isKiosk ? 'kiosk' : 'code')
            if (/^[0-9][0-9./ -]{3,29}$/.test(text)) return void await this.record({ kind: this.kind, way: 'code', memberNo: text }, 'unread')
            return this.show(() => ({ tone: 'bad', icon: 'x', word: t('unknown-code'), note: t('unknown-code-next'), acts: [] }))
        }
        let code = text
        let read = null
        for (const one of texts.filter(Codes.personal)) if (!read && (read = await this.snapshot.codes?.read(one) ?? null)) code = one
        const person = this.snapshot.people.member(read?.member)
        const guess: Guess = !this.snapshot.codes ? 'unread' : !read ? 'forged' : !person ? 'elsewhere' : read.serial < person.serial ? 'old' : 'known'
        const good = guess === 'known'
        await this.record({
            kind: this.kind, way: 'code', code,
            whose: good ? person!.member : undefined, name: person?.name, cell: person?.cell,
        }, guess)
    }

    /** Somebody was found and tapped. */
    async person(found: Found, way: 'search' | 'kiosk' | 'code' = 'search', admit = false): Promise<void> {
        await this.record({
            kind: this.kind, way, member: found.member, admit: admit || undefined, name: found.name, cell: found.cell,
        }, found.here ? 'known' : 'elsewhere')
    }

    /** Writes it down, sends it, shows what became of it. Nothing is shown green that is not on the disk. */
    async record(fresh: Fresh, guess: Guess): Promise<Answer | null> {
        const before = this.log.since(fresh.member ?? fresh.whose)?.at
        let entry: Entry
        try {
            [entry] = await this.queue.add([fresh])
        } catch {
            this.show(() => ({ tone: 'bad', icon: 'alert-triangle', word: t('disk'), note: t('disk-next'), acts: [] }))
            return null
        }
        this.log.add(entry)
        this.shown = { nonce: entry.nonce, guess, before: before && this.corrected(before, entry.offset), kept: false, until: performance.now() + 10_000 }
        const mine = this.shown
        const answer = await this.queue.settle(entry)
        if (answer) this.log.answer(entry.nonce, answer)
        mine.kept = !answer
        if (this.shown === mine) this.show(() => card(entry, answer, guess, mine.before), entry)
        return answer
    }

    async undo(entry: Entry): Promise<void> {
        await this.record({
            kind: entry.kind === 'guest' ? 'guest-undo' : 'undo', way: 'search', undoes: entry.nonce,
            name: entry.name ?? entry.guest?.name, cell: entry.cell ?? entry.guest?.of,
        }, 'known')
    }

    /** Lets in here whom another site expects: a new line, so that the first stays as it was. */
    async admit(entry: Entry): Promise<void> {
        const { code, member, memberNo, way, name, cell, whose } = entry
        await this.record({ kind: 'in', way, code, member, memberNo, name, cell, whose, admit: true }, 'elsewhere')
    }

    async welcome(name: string, of: string): Promise<void> {
        await this.record({ kind: 'guest', way: 'search', guest: { name, of }, name, cell: of }, 'known')
    }

    /** Leaves somebody who is on no roster to the officer, with the reason for an adjustment. */
    async ask(entry: Entry, reason: string): Promise<void> {
        const { code, member, memberNo, way, name, cell, whose, kind } = entry
        const [line] = await this.queue.add([{ kind, way, code, member: member ?? entry.answer?.member ?? undefined, memberNo, name, cell, whose, note: reason }], true)
        this.log.add(line)
        void this.queue.flush()
        this.show(() => ({ tone: 'back', icon: 'flag', word: t('asked'), name, cell, note: reason, acts: [] }), line)
    }

    /** Everybody who is in leaves: all whom the house knows, or without a line those whom this door let in. */
    async leaveAll(): Promise<void> {
        await this.queue.flush()
        if (this.queue.line === 'on') {
            try {
                const before = this.queue.figures?.in ?? 0
                const told = await call(this.clock, this.device, 'POST', 'departures', {}, { timeout: 60_000 })
                this.queue.figures = told!.body.figures
                await this.figures.draw()
                return this.show(() => ({ tone: 'good', icon: 'logout', word: t('all-left', number(before - told!.body.figures.in)), acts: [] }))
            } catch {
                return this.show(() => ({ tone: 'bad', icon: 'wifi-off', word: t('all-failed'), note: t('all-failed-next'), acts: [] }))
            }
        }
        const lines = await this.queue.add(this.log.present.map(({ member, entry }) => ({
            kind: 'out' as const, way: 'all' as const, member, name: entry.name, cell: entry.cell,
        })))
        for (const line of lines) this.log.add(line)
        this.show(() => ({ tone: 'good', icon: 'logout', word: t('all-left', number(lines.length)), note: t('kept'), acts: [] }))
    }

    show(made: () => Card, entry?: Entry): void {
        this.result.show(made, entry)
        void this.figures.draw()
    }

    turn(kind: 'in' | 'out'): void {
        this.kind = kind
        document.body.dataset.kind = kind
        for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=kind]')) radio.checked = radio.value === kind
    }

    /** Asks the house whom the snapshot does not know. */
    async lookUp(words: string, year?: number): Promise<Found[]> {
        const query = `search?q=${encodeURIComponent(words)}${year ? `&year=${year}` : ''}`
        const told = await call(this.clock, this.device, 'GET', query, undefined, { timeout: 4_000 })
        return (told!.body.people as { member: string; memberNo: string; name: string; cell: string; site: string | null }[])
            .map(one => ({ ...one, number: one.memberNo, here: this.snapshot.people.member(one.member) !== undefined }))
    }

    async camera(on: boolean): Promise<void> {
        const say = (key: string) => { const words = at('camera-words'); words.dataset.t = key; words.textContent = t(key); words.hidden = false }
        localStorage.setItem('door-camera', on ? 'on' : 'off')
        at('camera-off').hidden = !on
        at('camera-on').hidden = on
        document.body.dataset.camera = on ? 'on' : 'off'
        if (!on) {
            this.scanner.stop()
            say('camera-is-off')
        } else {
            say('camera-starts')
            try {
                await this.scanner.start()
                at('camera-words').hidden = true
            } catch (failed) {
                this.scanner.stop()
                document.body.dataset.camera = 'off'
                at('camera-off').hidden = true
                at('camera-on').hidden = false
                say((failed as DOMException).name === 'NotAllowedError' ? 'camera-forbidden' : 'camera-none')
            }
        }
        at('lamp').hidden = !this.scanner.lamp
    }

    /** Fetches what has changed at the house: the figures, and the snapshot when it is `old` milliseconds old. */
    private async refresh(old: number): Promise<void> {
        try {
            const kiosk = this.isKiosk
            if (performance.now() - this.asked >= old) {
                this.asked = performance.now()
                if (await this.snapshot.refresh(this.clock, this.device)) this.dress()
                await this.relock()
            }
            if (kiosk !== this.isKiosk) location.reload()
            if (performance.now() - this.told > recent) {
                const told = await call(this.clock, this.device, 'GET', 'figures')
                this.hear(told!.body)
            }
            await this.learn()
        } catch (failed) {
            if (failed instanceof Unknown) await this.unknown()
            else if (!this.snapshot.held) this.asked = -Infinity
        }
        await this.figures.draw()
    }

    /** Takes over the PIN that who keeps the door set for this kiosk. */
    private async relock(): Promise<void> {
        const told = this.snapshot.held?.pin
        const lock = told ? another(this.device.lock, told) : null
        if (!lock) return
        await relock(this.device.door, lock)
        this.device.lock = lock
    }

    /** Learns what people decided about lines of this door. */
    private async learn(): Promise<void> {
        const open = new Set(this.log.undecided.map(entry => entry.nonce))
        if (!open.size) return
        const told = await call(this.clock, this.device, 'GET', 'decisions')
        for (const { nonce, ...decision } of told!.body.decisions as (Decision & { nonce: string })[]) {
            if (!open.has(nonce)) continue
            await note([nonce], () => ({ decision, seen: false }))
            this.log.decide(nonce, decision)
        }
    }

    private hear(figures: any): void {
        this.told = performance.now()
        this.queue.figures = figures
        void keep('figures', figures).catch(() => undefined)
    }

    private async unknown(): Promise<void> {
        this.device.unknown = true
        await disown(this.device.door)
        await this.snapshot.forget()
        await this.figures.draw()
    }

    private dress(): void {
        const held = this.snapshot.held
        at('site').textContent = held?.site.name ?? t('door')
        at('hall').textContent = held?.site.unit ?? ''
        document.title = held?.site.name ?? t('door')
        document.body.classList.toggle('kiosk', this.isKiosk)
    }

    private listen(): void {
        this.queue.addEventListener('answer', event => this.heard((event as CustomEvent).detail))
        this.queue.addEventListener('stuck', event => { this.log.stick((event as CustomEvent).detail); void this.figures.draw() })
        this.queue.addEventListener('changed', () => void this.figures.draw())
        this.queue.addEventListener('figures', () => { this.hear(this.queue.figures); void this.figures.draw() })
        this.queue.addEventListener('line', () => { void this.figures.draw(); if (this.queue.line === 'on') void this.refresh(recent) })
        let timer = 0
        this.queue.addEventListener('elsewhere', () => {
            clearTimeout(timer)
            timer = window.setTimeout(() => void this.log.load(this.device.door).then(() => this.figures.draw()), 300)
        })
        this.queue.addEventListener('unknown', () => void this.unknown())
        this.queue.addEventListener('pulse', () => { if (!document.hidden && this.queue.line === 'on') void this.refresh(afresh) })
        window.setInterval(() => void this.figures.draw(), 10_000)
        document.addEventListener('door:language', () => { translate(); this.dress(); this.result.again(); void this.figures.draw() })

        listen(texts => void this.read(texts))
        for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=kind]')) {
            radio.addEventListener('change', () => this.turn(radio.value as 'in' | 'out'))
        }
        at('undo').addEventListener('click', () => {
            const last = this.log.last
            if (last) void this.undo(last)
            else this.show(() => ({ tone: 'back', icon: 'arrow-back-up', word: t('nothing-to-undo'), acts: [] }))
        })
        if (this.isKiosk) new Kiosk(this)
        else {
            new Finder(this)
            at('camera-on').addEventListener('click', () => void this.camera(true))
            at('camera-off').addEventListener('click', () => void this.camera(false))
            let lit = false
            at('lamp').addEventListener('click', () => {
                lit = !lit
                at('lamp').setAttribute('aria-pressed', String(lit))
                void this.scanner.light(lit).catch(() => undefined)
            })
            void this.camera(localStorage.getItem('door-camera') !== 'off')
        }
        new Menu(this)
        void this.stayAwake()
        document.addEventListener('visibilitychange', () => void this.stayAwake())
    }

    /** An answer came after its scan was shown as kept, or was never shown on this page. */
    private heard({ nonce, answer }: { nonce: string; answer: Answer }): void {
        const entry = this.log.answer(nonce, answer)
        if (!entry) return
        if (answer.outcome === 'keeper-gone' && this.snapshot.held?.trusted) void this.refresh(0)
        const mine = this.shown
        if (mine?.nonce !== nonce || !mine.kept || performance.now() > mine.until) return
        if (entry.kind === 'undo') return
        mine.kept = false
        this.show(() => card(entry, answer, mine.guess, mine.before), entry)
    }

    /** The camera still sees the code that it has just read. */
    private again(text: string): boolean {
        const now = performance.now()
        for (const [one, last] of this.seen) if (now - last > still) this.seen.delete(one)
        const known = this.seen.has(text)
        this.seen.set(text, now)
        return known
    }

    private corrected(at: string, offset: number | null): string {
        return new Date(Date.parse(at) + (offset ?? 0)).toISOString()
    }

    private async stayAwake(): Promise<void> {
        if (document.hidden) return
        await navigator.wakeLock?.request('screen').catch(() => undefined)
    }
}

export function found(person: Person): Found {
    return { member: person.member, number: person.number, name: person.name, cell: person.cell, here: true }
}
