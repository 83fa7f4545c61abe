// The screen of a hall: a code that changes with time, made here from the site's secret (docs/doors.md).
import './look/screen.scss'
import { renderSVG } from 'uqr'

const { key = '', session = '', site = '', seconds = '15', address = '', now = '0' } = document.body.dataset
const every = Number(seconds) * 1_000
const ahead = Number(now) - Date.now()
const at = (id: string) => document.getElementById(id) as HTMLElement

let shown = -1
let secret: CryptoKey | null = null

void begin()

async function begin(): Promise<void> {
    secret = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    await tick()
    setInterval(() => void tick(), 250)
    void refresh()
    setInterval(() => void refresh(), 5_000)
    void navigator.wakeLock?.request('screen').catch(() => undefined)
}

async function tick(): Promise<void> {
    const time = Date.now() + ahead
    const slot = Math.floor(time / every)
    at('clock').textContent = new Date(time).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })
    at('bar').style.setProperty('width', `${100 - ((time % every) / every) * 100}%`)
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
        const answer = await fetch(place.dataset.src ?? '', { headers: { 'HX-Request': 'true' }, cache: 'no-store' })
        if (answer.ok) place.innerHTML = await answer.text()
    } catch {
        // the code goes on without a line
    }
}

function text(raw: Uint8Array): string {
    return btoa(String.fromCharCode(...raw)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

function bytes(written: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(written.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
}
