// The screen of a hall: a code that changes with time, made here from the site's secret (docs/doors.md).
import './look/screen.scss'
import { renderSVG } from 'uqr'

const { key = '', session = '', site = '', seconds = '15', address = '', now = '0', lost = '', signedOut = '', insecure = '' } = document.body.dataset
const every = Number(seconds) * 1_000
// milliseconds that the house is ahead of this clock, which may be set while the screen is on
let ahead = Number(now) - Date.now()
const at = (id: string) => document.getElementById(id) as HTMLElement

let shown = -1
let secret: CryptoKey | null = null

void begin()

async function begin(): Promise<void> {
    if (!crypto.subtle) return trouble(insecure)
    secret = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    await tick()
    setInterval(() => void tick(), 250)
    void refresh()
    setInterval(() => void refresh(), 5_000)
    full()
    void navigator.wakeLock?.request('screen').catch(() => undefined)
}

async function tick(): Promise<void> {
    const time = Date.now() + ahead
    const slot = Math.floor(time / every)
    at('clock').textContent = new Date(time).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })
    at('bar').style.setProperty('width', `${100 - ((time % every) / every) * 100}%`)
    at('left').textContent = String(Math.ceil((every - (time % every)) / 1_000))
    if (slot === shown || !secret) return
    shown = slot
    const said = new TextEncoder().encode(`hall/${session}/${site}/${slot}`)
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', secret, said)).slice(0, 12)
    const hex = site.replace(/-/g, '')
    const id = Uint8Array.from({ length: 16 }, (_, place) => parseInt(hex.slice(place * 2, place * 2 + 2), 16))
    const code = `${address}${text(id)}.${slot}.${text(mac)}`
    at('code').innerHTML = renderSVG(code, { border: 4, ecc: 'M' })
    at('code').dataset.code = code
}

async function refresh(): Promise<void> {
    const place = at('state')
    try {
        const asked = Date.now()
        const answer = await fetch(place.dataset.src ?? '', { headers: { 'HX-Request': 'true' }, cache: 'no-store' })
        const told = Date.parse(answer.headers.get('Door-Now') ?? answer.headers.get('Date') ?? '')
        if (!Number.isNaN(told)) ahead = told - (asked + Date.now()) / 2
        if (answer.ok && answer.headers.has('Door-Now')) {
            const words = await answer.text()
            if (place.innerHTML !== words) place.innerHTML = words
            trouble('')
        } else trouble(answer.ok || answer.status === 401 || answer.status === 403 ? signedOut : lost)
    } catch {
        trouble(lost) // the code goes on without a line
    }
}

function trouble(words: string): void {
    at('trouble').textContent = words
    at('trouble').hidden = words === ''
}

function full(): void {
    const button = at('full')
    const show = () => { button.hidden = !document.fullscreenEnabled || document.fullscreenElement !== null }
    button.addEventListener('click', () => void document.documentElement.requestFullscreen().catch(() => undefined))
    document.addEventListener('fullscreenchange', show)
    show()
}

function text(raw: Uint8Array): string {
    return btoa(String.fromCharCode(...raw)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

function bytes(written: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(written.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
}
