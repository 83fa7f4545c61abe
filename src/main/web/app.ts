import htmx from 'htmx.org'
import './app.scss'
import { announce } from './announce'
import { keepTime } from './moments'
import { keepTables } from './stacked'
import { warnOfUnsent } from './unsent'

const root = document.documentElement
root.dataset.script = 'on'

// A refused form (422) or a conflict (409) comes back as a page piece; other troubles are told, not swapped in.
htmx.config.noSwap.push(401, 403, 404)

document.addEventListener('htmx:before:swap', event => {
    const answer = (event as CustomEvent).detail.ctx.response?.raw as Response | undefined
    if (answer && answer.status >= 500) event.preventDefault()
    if (answer?.redirected && new URL(answer.url).pathname === '/sign-in') {
        event.preventDefault()
        location.assign('/sign-in')
    }
})
for (const trouble of ['htmx:error', 'htmx:response:error']) {
    document.addEventListener(trouble, event => {
        const { ctx } = (event as CustomEvent).detail
        if (ctx?.response?.status === 404) return
        announce(root.dataset.lost ?? '')
    })
}

// The first page says so when no module had anything to say.
function settleHome(): void {
    const home = document.getElementById('home')
    if (!home) return
    for (const piece of home.querySelectorAll('.piece')) {
        if (piece.querySelector('.loading')) continue
        if (!piece.firstElementChild) piece.remove()
    }
    document.getElementById('home-empty')!.hidden = home.childElementCount > 0
}
document.addEventListener('htmx:finally:request', event => {
    const piece = event.target as HTMLElement
    if (piece.classList?.contains('piece')) piece.querySelector(':scope > .loading')?.parentElement?.replaceChildren()
    settleHome()
})
settleHome()

// Menus close when somebody turns elsewhere.
const menus = () => document.querySelectorAll<HTMLDetailsElement>('details.account[open], .tabbar details[open]')
document.addEventListener('click', event => {
    for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false
})
document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
        for (const menu of menus()) {
            menu.open = false
            menu.querySelector('summary')?.focus()
        }
    }
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && document.getElementById('palette')) {
        event.preventDefault()
        void openPalette()
    }
})
document.querySelector('[data-palette]')?.addEventListener('click', () => void openPalette())

async function openPalette(): Promise<void> {
    const { open } = await import('./palette')
    open()
}

const wakeLive = () => { if (document.querySelector('live-region')) void import('./live') }
document.addEventListener('htmx:after:swap', wakeLive)
wakeLive()

document.addEventListener('htmx:after:swap', keepTables)
keepTables()

warnOfUnsent()
keepTime()

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
