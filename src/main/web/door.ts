// The door page: lets people in and out with a line and without. Decides nothing that counts; docs/doors.md.
import './look/door.scss'
import * as clock from './door/clock'
import { houseKey, personal, verified } from './door/codes'
import * as line from './door/line'
import { Camera, hearTyping } from './door/scanner'
import * as sound from './door/sound'
import * as store from './door/store'
import { language, t, use } from './door/words'

type Person = { member: string; serial: number; memberNo: string; name: string; cell: string; born: number; folded: string }
type Snapshot = {
    door: string
    trusted: boolean
    session: { id: string; title: string; startsAt: string; endsAt: string; opensAt: string; closed: boolean }
    site: { id: string; name: string; unit: string; main: boolean }
    codes: { publicKey: string; hallKey: string | null; seconds: number; address: string }
    kiosk: boolean
    expected: number
    people: [string, number, string, string, string, number][]
}
type Shown = { kind: sound.Kind; big: string; name: string; note: string; choices?: { words: string; act: () => void }[] }

const refresh = 60_000
const again = 3_000
const keptDays = 2
const good = ['recorded', 'already', 'back', 'not-in']

const byMember = new Map<string, Person>()
const byNumber = new Map<string, Person>()
const history: store.Scan[] = []
let people: Person[] = []
let snapshot: Snapshot | null = null
let key: CryptoKey | null = null
let mode: 'in' | 'out' = 'in'
let figures: line.Figures | null = null
let lastRead = ''
let lastReadAt = 0
let camera: Camera | null = null
let resting = 0
let ready = ''

const at = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

void begin()

async function begin(): Promise<void> {
    navigator.serviceWorker?.register('/sw.js').catch(() => undefined)
    use(localStorage.getItem('door-language') ?? document.documentElement.lang)
    dress()
    const device = await store.device()
    if (!device) {
        at('door-none').hidden = false
        return
    }
    await clock.begin()
    history.push(...(await store.scans()))
    const sealed = await store.unseal()
    if (sealed) await open(sealed.text)
    at('door').hidden = false
    listen()
    line.begin(device, () => void paint(), fresh => {
        figures = fresh
        void paint()
    })
    await renew(sealed?.tag ?? '')
    setInterval(() => void renew(tagNow), refresh)
    setInterval(() => void paint(), 15_000)
    void keepAwake()
    await paint()
}

let tagNow = ''

/** Fetches the snapshot where it changed, and says whether everything is here that an off-line door needs. */
async function renew(tag: string): Promise<void> {
    tagNow = tag
    try {
        const fresh = await line.snapshot(snapshot ? tag : '')
        if (fresh) {
            await store.seal(fresh.text, fresh.tag)
            await open(fresh.text)
            tagNow = fresh.tag
        }
    } catch {
        // the line says so itself; the snapshot kept is as good as it was
    }
    if (snapshot && Date.now() > Date.parse(snapshot.session.endsAt) + keptDays * 86_400_000 && !(await store.unsentCount())) {
        await store.wipe()
        location.reload()
        return
    }
    await check()
    await paint()
}

async function open(text: string): Promise<void> {
    snapshot = JSON.parse(text) as Snapshot
    people = snapshot.people.map(([member, serial, memberNo, name, cell, born]) => ({ member, serial, memberNo, name, cell, born, folded: fold(`${name} ${memberNo} ${cell}`) }))
    byMember.clear()
    byNumber.clear()
    for (const person of people) {
        byMember.set(person.member, person)
        byNumber.set(person.memberNo, person)
    }
    key = await houseKey(snapshot.codes.publicKey)
    document.body.toggleAttribute('data-kiosk', snapshot.kiosk)
}

/** "Ready off line" is said only when the page itself, its snapshot and the key are really kept. */
async function check(): Promise<void> {
    const sealed = await store.unseal()
    const page = 'caches' in window && (await caches.match('/doors')) !== undefined
    const held = sealed ? (JSON.parse(sealed.text) as Snapshot).people.length : 0
    ready = sealed && page && key ? t('ready', held, snapshot?.expected ?? 0) : ''
}

function listen(): void {
    document.addEventListener('pointerdown', sound.wake, { once: true })
    document.addEventListener('keydown', sound.wake, { once: true })
    hearTyping(text => void readCode(text))
    camera = new Camera(at<HTMLVideoElement>('video'), document.body.dataset.reader ?? '', text => void readCode(text))
    at('camera').addEventListener('click', () => void switchCamera())
    at('lamp').addEventListener('click', () => void switchLamp())
    at('undo').addEventListener('click', () => void undoLast())
    at('find').addEventListener('click', () => openPanel('search-panel', 'words'))
    at('more').addEventListener('click', () => openPanel('more-panel', 'more-close'))
    for (const button of document.querySelectorAll<HTMLElement>('[data-close]')) button.addEventListener('click', () => button.closest('dialog')?.close())
    for (const choice of document.querySelectorAll<HTMLInputElement>('input[name="mode"]')) {
        choice.addEventListener('change', () => {
            mode = choice.value as 'in' | 'out'
            document.body.dataset.mode = mode
        })
    }
    at('words').addEventListener('input', () => void look())
    at('search-form').addEventListener('submit', event => event.preventDefault())
    at('guest-form').addEventListener('submit', event => {
        event.preventDefault()
        void welcome()
    })
    at('export').addEventListener('click', () => void exportQueue())
    at('wipe').addEventListener('click', () => void wipe())
    at('leave-all').addEventListener('click', () => void leaveAll())
    at('large').addEventListener('click', () => {
        const large = document.documentElement.toggleAttribute('data-large')
        localStorage.setItem('door-large', String(large))
    })
    document.documentElement.toggleAttribute('data-large', localStorage.getItem('door-large') === 'true')
    for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
        button.addEventListener('click', () => {
            use(button.dataset.language ?? 'vi')
            localStorage.setItem('door-language', language())
            dress()
            void check().then(paint)
        })
    }
    at('kiosk-form').addEventListener('submit', event => {
        event.preventDefault()
        void kiosk()
    })
    for (const keycap of document.querySelectorAll<HTMLElement>('[data-digit]')) {
        keycap.addEventListener('click', () => {
            const field = at<HTMLInputElement>('kiosk-number')
            field.value = keycap.dataset.digit === 'back' ? field.value.slice(0, -1) : field.value + keycap.dataset.digit
        })
    }
}

/** A code or number that was read: tells whose it is, and takes it as a scan. */
async function readCode(text: string): Promise<void> {
    const said = text.trim()
    const moment = performance.now()
    if (!said || (said === lastRead && moment - lastReadAt < again)) {
        lastReadAt = said === lastRead ? moment : lastReadAt
        return
    }
    lastRead = said
    lastReadAt = moment
    const way = snapshot?.kiosk ? 'kiosk' : 'code'
    if (!personal(said)) {
        const person = byNumber.get(said)
        await take({ way, code: said, member: undefined }, person ?? null, person ? 'known' : 'unknown')
        return
    }
    const code = key ? await verified(said, key) : null
    const person = code ? byMember.get(code.member) ?? null : null
    const known = !code ? 'forged' : person && person.serial !== code.serial ? 'replaced' : person ? 'known' : 'elsewhere'
    await take({ way, code: said, member: code?.member }, person, known)
}

type Known = 'known' | 'elsewhere' | 'forged' | 'replaced' | 'unknown'

/** Keeps the scan first, then asks the server, then shows what came of it. */
async function take(read: Pick<store.Scan, 'way' | 'code' | 'member'>, person: Person | null, known: Known, admit = false): Promise<void> {
    const scan = await store.keep({
        nonce: crypto.randomUUID(),
        kind: mode,
        way: read.way,
        ...(read.code ? { code: read.code } : { member: read.member }),
        at: new Date().toISOString(),
        offset: clock.offset(),
        offline: line.line() !== 'on' || !navigator.onLine,
        admit,
        name: person?.name ?? '',
        cell: person?.cell ?? '',
        sent: 0,
    })
    const before = inside(person?.member ?? read.member)
    history.push(scan)
    const answer = await line.send(scan)
    if (answer) {
        remember(scan, answer)
        show(answered(scan, answer, read, person, known))
    } else show(guessed(scan, read, person, known, before))
    await paint()
}

function remember(scan: store.Scan, answer: store.Answer): void {
    scan.answer = answer
    scan.sent = 1
    scan.name = answer.name ?? scan.name
    scan.cell = answer.cell ?? scan.cell
    if (answer.member) scan.member = answer.member
}

/** When this device let the person in and not out again; null where it did not. */
function inside(member: string | undefined): string | null {
    if (!member) return null
    const undone = new Set(history.filter(scan => scan.kind === 'undo').map(scan => scan.undoes))
    const own = history.filter(scan => scan.kind !== 'undo' && !undone.has(scan.nonce) && (scan.member ?? scan.answer?.member) === member && (!scan.answer || good.includes(scan.answer.outcome)))
    const last = own.at(-1)
    return last?.kind === 'in' ? last.at : null
}

function answered(scan: store.Scan, answer: store.Answer, read: Pick<store.Scan, 'way' | 'code' | 'member'>, person: Person | null, known: Known): Shown {
    const name = answer.name ?? person?.name ?? ''
    const note = answer.cell ?? person?.cell ?? ''
    const since = answer.since ? hour(answer.since) : ''
    const admit = { words: t('admit'), act: () => void take(read, person, known, true) }
    switch (answer.outcome) {
        case 'recorded':
            return { kind: 'good', big: t(scan.kind === 'out' ? 'left' : 'admitted'), name, note }
        case 'back':
            return { kind: 'good', big: t('back'), name, note }
        case 'already':
            return { kind: 'know', big: scan.kind === 'out' ? t('left-already') : t('already', since), name, note: answer.siteId && answer.siteId !== snapshot?.site.id ? `${note} · ${answer.site ?? ''}` : note }
        case 'not-in':
            return { kind: 'know', big: t('not-in'), name, note }
        case 'other-site':
            return { kind: 'know', big: since ? t('elsewhere-since', answer.site ?? '', since) : t('elsewhere', answer.site ?? ''), name, note, choices: [admit] }
        case 'not-on-roster':
            return { kind: 'bad', big: t('not-on-roster'), name, note: t('not-on-roster-note'), choices: [{ words: t('as-guest'), act: () => openGuest(name) }] }
        case 'unknown-code':
            return { kind: 'bad', big: t(known === 'replaced' ? 'replaced' : 'unknown'), name, note: known === 'forged' ? t('forged-note') : t('unknown-note') }
        case 'session-closed':
            return { kind: 'bad', big: t('closed'), name, note: t('closed-note') }
        case 'undone':
            return { kind: 'know', big: t('undone'), name, note }
        default:
            return { kind: 'bad', big: t('kept-for-person'), name, note: t('kept-note') }
    }
}

/** What can be told without the server: the snapshot knows who it is, this device whom it let in. */
function guessed(scan: store.Scan, read: Pick<store.Scan, 'way' | 'code' | 'member'>, person: Person | null, known: Known, before: string | null): Shown {
    const name = person?.name ?? ''
    const kept = t('kept')
    if (known === 'forged') return { kind: 'bad', big: t('unknown'), name, note: t('forged-note') }
    if (known === 'replaced') return { kind: 'bad', big: t('replaced'), name, note: kept }
    if (known === 'unknown') return { kind: 'bad', big: t('unknown'), name: scan.code ?? '', note: kept }
    if (known === 'elsewhere') {
        if (scan.admit) return { kind: 'good', big: t('admitted'), name: scan.name || t('signed'), note: kept }
        return { kind: 'know', big: t('not-here'), name: scan.name || t('signed'), note: kept, choices: [{ words: t('admit'), act: () => void take(read, person, known, true) }] }
    }
    if (scan.kind === 'out') return { kind: 'good', big: t('left'), name, note: `${person?.cell ?? ''} · ${kept}` }
    if (before) return { kind: 'know', big: t('already', hour(before)), name, note: `${person?.cell ?? ''} · ${kept}` }
    return { kind: 'good', big: t('admitted'), name, note: `${person?.cell ?? ''} · ${kept}` }
}

function show(shown: Shown): void {
    const card = at('result')
    clearTimeout(resting)
    card.dataset.kind = shown.kind
    at('result-big').textContent = shown.big
    at('result-name').textContent = shown.name
    at('result-note').textContent = shown.note
    const choices = at('result-choices')
    choices.replaceChildren(...(shown.choices ?? []).map(choice => {
        const button = document.createElement('button')
        button.type = 'button'
        button.className = 'key key-wide'
        button.textContent = choice.words
        button.addEventListener('click', choice.act, { once: true })
        return button
    }))
    for (const drawing of card.querySelectorAll<HTMLElement>('[data-when]')) drawing.hidden = drawing.dataset.when !== shown.kind
    card.classList.remove('fresh')
    void card.offsetWidth
    card.classList.add('fresh')
    sound.play(shown.kind)
    if (snapshot?.kiosk) resting = window.setTimeout(rest, 4_000)
}

function rest(): void {
    const card = at('result')
    card.dataset.kind = 'none'
    at('result-big').textContent = t('waiting')
    at('result-name').textContent = ''
    at('result-note').textContent = ''
    at('result-choices').replaceChildren()
    for (const drawing of card.querySelectorAll<HTMLElement>('[data-when]')) drawing.hidden = true
}

async function undoLast(): Promise<void> {
    const undone = new Set(history.filter(scan => scan.kind === 'undo').map(scan => scan.undoes))
    const last = history.filter(scan => scan.kind !== 'undo' && !undone.has(scan.nonce)).at(-1)
    if (last) await undo(last)
}

async function undo(scan: store.Scan): Promise<void> {
    const taken = await store.keep({
        nonce: crypto.randomUUID(),
        kind: 'undo',
        way: 'search',
        undoes: scan.nonce,
        at: new Date().toISOString(),
        offset: clock.offset(),
        offline: line.line() !== 'on' || !navigator.onLine,
        admit: false,
        name: scan.name,
        cell: scan.cell,
        sent: 0,
    })
    history.push(taken)
    lastRead = ''
    const answer = await line.send(taken)
    if (answer) remember(taken, answer)
    show({ kind: answer && answer.outcome !== 'undone' ? 'bad' : 'know', big: t(answer && answer.outcome !== 'undone' ? 'closed' : 'undone'), name: scan.name, note: answer ? scan.cell : t('kept') })
    await paint()
}

/** Finds by name, number or cell: first among those expected here, then, with a line, among the whole roster. */
async function look(): Promise<void> {
    const words = at<HTMLInputElement>('words').value
    const asked = fold(words).split(/\s+/).filter(Boolean)
    const list = at('found')
    if (fold(words).length < 2) {
        list.replaceChildren()
        return
    }
    const here = people.filter(person => asked.every(word => person.folded.includes(word))).slice(0, 30)
    const rows = here.map(person => foundRow(person.name, `${person.cell} · ${person.memberNo}`, () => void take({ way: 'search', code: undefined, member: person.member }, person, 'known')))
    list.replaceChildren(...rows)
    if (here.length >= 10 || line.line() !== 'on') {
        if (!rows.length) list.replaceChildren(sentence(t('nobody')))
        return
    }
    try {
        const more = await line.search(words, '')
        if (at<HTMLInputElement>('words').value !== words) return
        for (const found of more) {
            if (byMember.has(found.member)) continue
            const person: Person = { member: found.member, serial: 1, memberNo: found.memberNo, name: found.name, cell: found.cell, born: 0, folded: '' }
            list.append(foundRow(found.name, `${found.cell} · ${found.memberNo}${found.site ? ` · ${found.site}` : ''}`, () => void take({ way: 'search', code: undefined, member: found.member }, person, 'elsewhere')))
        }
    } catch {
        // what is known here is shown already
    }
    if (!list.childElementCount) list.replaceChildren(sentence(t('nobody')))
}

function foundRow(name: string, note: string, act: () => void): HTMLElement {
    const row = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'found'
    const strong = document.createElement('strong')
    strong.textContent = name
    const small = document.createElement('span')
    small.textContent = note
    button.append(strong, small)
    button.addEventListener('click', () => {
        act()
        at<HTMLDialogElement>('search-panel').close()
        at<HTMLInputElement>('words').value = ''
        at('found').replaceChildren()
    })
    row.append(button)
    return row
}

function sentence(words: string): HTMLElement {
    const row = document.createElement('li')
    row.className = 'quiet'
    row.textContent = words
    return row
}

function openGuest(name: string): void {
    at<HTMLInputElement>('guest-name').value = name
    openPanel('more-panel', 'guest-name')
}

async function welcome(): Promise<void> {
    const name = at<HTMLInputElement>('guest-name').value.trim()
    if (!name) return
    await store.keepGuest({ nonce: crypto.randomUUID(), name, of: at<HTMLInputElement>('guest-of').value.trim(), at: new Date().toISOString(), offset: clock.offset(), offline: line.line() !== 'on', sent: 0 })
    at<HTMLFormElement>('guest-form').reset()
    at<HTMLDialogElement>('more-panel').close()
    show({ kind: 'good', big: t('guest-in'), name, note: '' })
    await line.flush()
}

async function kiosk(): Promise<void> {
    const number = at<HTMLInputElement>('kiosk-number').value.trim()
    const name = at<HTMLInputElement>('kiosk-name').value.trim()
    const year = at<HTMLInputElement>('kiosk-year').value.trim()
    const matches = number ? people.filter(person => person.memberNo === number || digits(person.memberNo) === digits(number)) : people.filter(person => fold(person.name) === fold(name) && String(person.born) === year)
    at<HTMLFormElement>('kiosk-form').reset()
    if (matches.length === 1) return take({ way: 'kiosk', code: undefined, member: matches[0].member }, matches[0], 'known')
    if (!matches.length && line.line() === 'on' && (number || (name && year))) {
        try {
            const found = await line.search(number || name, year)
            if (found.length === 1) {
                const person: Person = { ...found[0], serial: 1, born: 0, folded: '' }
                return take({ way: 'kiosk', code: undefined, member: person.member }, person, 'elsewhere')
            }
        } catch {
            // told below
        }
    }
    show({ kind: 'bad', big: t('kiosk-nobody'), name: number || name, note: t('kiosk-ask') })
}

async function paint(): Promise<void> {
    const waiting = await store.unsentCount()
    if (waiting === 0 || line.line() === 'on') {
        const kept = new Map((await store.scans()).map(scan => [scan.nonce, scan]))
        for (const scan of history) {
            const stored = kept.get(scan.nonce)
            if (stored?.answer && !scan.answer) remember(scan, stored.answer)
        }
    }
    const chip = at('line')
    const state = line.line()
    chip.dataset.state = state === 'on' && waiting ? 'off' : state
    at('line-words').textContent = state === 'closed' ? t('line-closed') : waiting ? t('line-waiting', waiting) : t(state === 'on' ? 'line-on' : 'line-off')
    if (snapshot) {
        at('site').textContent = snapshot.site.name
        at('when').textContent = `${snapshot.session.title} · ${hour(snapshot.session.startsAt)}`
        document.title = `${snapshot.site.name} – Lan Tỏa`
    }
    const trouble = at('trouble')
    trouble.hidden = state !== 'closed' && snapshot?.trusted !== false
    trouble.textContent = state === 'closed' ? t('device-closed') : t('device-untrusted')
    at('ready').textContent = ready
    const counted = counts()
    at('figure-in').textContent = String(counted.in)
    at('figure-expected').textContent = String(counted.expected)
    at('figure-missing').textContent = String(Math.max(0, counted.expected - counted.in - counted.left))
    at<HTMLButtonElement>('undo').disabled = !history.some(scan => scan.kind !== 'undo')
    listHistory()
}

/** As the server says, plus what this device let in meanwhile and has not sent. */
function counts(): { in: number; expected: number; left: number } {
    const base = figures ?? { expected: snapshot?.expected ?? 0, in: 0, left: 0 }
    const undone = new Set(history.filter(scan => scan.kind === 'undo' && !scan.sent).map(scan => scan.undoes))
    const fresh = new Set(history.filter(scan => !scan.sent && scan.kind === 'in' && !undone.has(scan.nonce)).map(scan => scan.member ?? scan.code))
    return { in: base.in + fresh.size, expected: base.expected || (snapshot?.expected ?? 0), left: base.left }
}

function listHistory(): void {
    const undone = new Set(history.filter(scan => scan.kind === 'undo').map(scan => scan.undoes))
    const rows = history.filter(scan => scan.kind !== 'undo').slice(-20).reverse().map(scan => {
        const row = document.createElement('li')
        const who = document.createElement('span')
        who.textContent = `${hour(scan.at)} · ${scan.name || scan.code || t('signed')}`
        const state = document.createElement('small')
        state.textContent = undone.has(scan.nonce) ? t('undone') : scan.answer ? t(`outcome-${scan.answer.outcome}`) : t('kept')
        row.append(who, state)
        if (!undone.has(scan.nonce)) {
            const button = document.createElement('button')
            button.type = 'button'
            button.className = 'key'
            button.textContent = t('undo')
            button.setAttribute('aria-label', `${t('undo')}: ${scan.name}`)
            button.addEventListener('click', () => void undo(scan))
            row.append(button)
        }
        return row
    })
    at('history').replaceChildren(...rows)
}

async function exportQueue(): Promise<void> {
    const device = await store.device()
    if (!device) return
    const scans = (await store.scans()).map(({ seq: _s, sent: _t, answer: _a, answeredAt: _w, name: _n, cell: _c, ...scan }) => ({ ...scan, offline: true }))
    const guests = (await store.guests()).map(({ sent: _, ...guest }) => ({ ...guest, offline: true }))
    const file = new Blob([JSON.stringify({ door: device.door, token: device.token, scans, guests })], { type: 'application/json' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `cua-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    document.body.dataset.exported = 'true'
    at('more-words').textContent = t('exported')
}

async function wipe(): Promise<void> {
    if ((await store.unsentCount()) > 0 && document.body.dataset.exported !== 'true') {
        at('more-words').textContent = t('wipe-unsent')
        return
    }
    if (at('wipe').dataset.sure !== 'true') {
        at('wipe').dataset.sure = 'true'
        at('wipe').textContent = t('wipe-sure')
        return
    }
    await store.wipe()
    location.reload()
}

async function leaveAll(): Promise<void> {
    const button = at('leave-all')
    if (button.dataset.sure !== 'true') {
        button.dataset.sure = 'true'
        button.textContent = t('leave-all-sure', counts().in)
        return
    }
    delete button.dataset.sure
    try {
        await line.flush()
        await line.everybodyLeaves()
        at('more-words').textContent = t('leave-all-done')
    } catch {
        at('more-words').textContent = t('leave-all-line')
    }
    button.textContent = t('leave-all')
    await paint()
}

async function switchCamera(): Promise<void> {
    const button = at('camera')
    if (camera?.on) {
        camera.stop()
        document.body.removeAttribute('data-camera')
        button.textContent = t('camera-on')
        return
    }
    try {
        await camera?.start()
        document.body.setAttribute('data-camera', '')
        button.textContent = t('camera-off')
        at('camera-words').textContent = ''
    } catch {
        at('camera-words').textContent = t('camera-refused')
    }
}

async function switchLamp(): Promise<void> {
    const on = at('lamp').getAttribute('aria-pressed') !== 'true'
    if (await camera?.lamp(on)) at('lamp').setAttribute('aria-pressed', String(on))
}

function openPanel(id: string, focus: string): void {
    const panel = at<HTMLDialogElement>(id)
    if (!panel.open) panel.showModal()
    at(focus)?.focus()
}

async function keepAwake(): Promise<void> {
    const ask = () => { if (!document.hidden) void navigator.wakeLock?.request('screen').catch(() => undefined) }
    document.addEventListener('visibilitychange', ask)
    ask()
}

/** Puts the words of the chosen language where the page wants them. */
function dress(): void {
    document.documentElement.lang = language()
    for (const place of document.querySelectorAll<HTMLElement>('[data-word]')) place.textContent = t(place.dataset.word ?? '')
    for (const place of document.querySelectorAll<HTMLInputElement>('[data-hint]')) place.placeholder = t(place.dataset.hint ?? '')
    for (const place of document.querySelectorAll<HTMLElement>('[data-label]')) place.setAttribute('aria-label', t(place.dataset.label ?? ''))
    for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === language()))
    if (at('result').dataset.kind === 'none') rest()
}

function hour(moment: string): string {
    return new Date(moment).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })
}

function digits(text: string): string {
    return text.replace(/\D/g, '')
}

function fold(text: string): string {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/đ/g, 'd').trim()
}
