// The roll call: a tap counts at once, is sent shortly after, and survives a reload or a dead network until it has been.
import './app'
import './look/rollcall.scss'

type Change = { was: string; value: string }

const form = document.querySelector<HTMLFormElement>('form[data-rollcall="true"]')
if (form) run(form)

function run(form: HTMLFormElement) {
    const key = `rollcall:${form.getAttribute('action')}`
    const state = document.querySelector<HTMLElement>('.rollcall-state')
    const changes: Record<string, Change> = read(key)
    let timer = 0
    let sending: Promise<boolean> | null = null
    let signedOut = false
    let refused = false

    for (const [member, change] of Object.entries(changes)) {
        const radio = find(member, change.value)
        if (radio) {
            radio.checked = true
            paint(radio)
        } else delete changes[member]
    }
    keep()
    count()
    if (size()) send()

    form.addEventListener('change', (event) => {
        const radio = event.target as HTMLInputElement
        if (radio.type === 'radio' && radio.name.startsWith('o.')) choose(radio)
    })
    form.addEventListener('submit', (event) => {
        event.preventDefault()
        const all = (event as SubmitEvent).submitter?.getAttribute('name') === 'all'
        if (all) {
            form.querySelectorAll<HTMLElement>('li[data-part="unrecorded"]:not([data-attached])').forEach((row) => {
                const radio = row.querySelector<HTMLInputElement>('input[value="STUDIED"]')
                if (radio && !radio.checked) {
                    radio.checked = true
                    choose(radio)
                }
            })
        }
        send()
    })
    document.querySelector<HTMLFormElement>('form[data-closure]')?.addEventListener('submit', async (event) => {
        if (!size()) return
        event.preventDefault()
        const closing = event.target as HTMLFormElement
        if (await send()) closing.submit()
    })
    window.addEventListener('online', () => send())
    window.addEventListener('beforeunload', (event) => {
        if (size()) event.preventDefault()
    })

    function choose(radio: HTMLInputElement) {
        const [, member, was] = split(radio.name)
        if (radio.value === was) delete changes[member]
        else changes[member] = { was, value: radio.value }
        paint(radio)
        if (radio.value !== 'STUDIED') radio.closest('li')?.querySelector('details')?.removeAttribute('open')
        keep()
        count()
        window.clearTimeout(timer)
        timer = window.setTimeout(send, 700)
    }

    async function send(): Promise<boolean> {
        window.clearTimeout(timer)
        if (sending) {
            await sending
            return size() ? send() : true
        }
        if (!size()) return true
        const sent = { ...changes }
        sending = post(sent)
        const done = await sending
        sending = null
        if (done) {
            for (const [member, change] of Object.entries(sent)) {
                rename(member, change)
                if (changes[member]?.value === change.value) delete changes[member]
                else if (changes[member]) changes[member].was = change.value
            }
            keep()
        } else timer = window.setTimeout(send, 10_000)
        tell(done)
        return done && !size()
    }

    async function post(sent: Record<string, Change>): Promise<boolean> {
        const body = new URLSearchParams()
        for (const field of new FormData(form)) if (!field[0].startsWith('o.')) body.append(field[0], String(field[1]))
        for (const [member, change] of Object.entries(sent)) body.append(`o.${member}.${change.was}`, change.value)
        try {
            const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } })
            // a redirect leads to the sign-in page, which answers 200 though nothing was taken; 403: the form is of a session gone
            signedOut = answer.redirected || answer.status === 401 || answer.status === 403
            refused = !signedOut && answer.status >= 400 && answer.status < 500
            return answer.ok && !signedOut
        } catch {
            signedOut = refused = false
            return false
        }
    }

    // What is recorded now is what the next change starts from.
    function rename(member: string, change: Change) {
        document.querySelectorAll<HTMLInputElement>(`input[name="o.${member}.${change.was}"]`).forEach((radio) => {
            const checked = radio.checked
            radio.name = `o.${member}.${change.value}`
            if (checked) radio.checked = true
        })
    }

    function paint(radio: HTMLInputElement) {
        const row = radio.closest('li')
        if (!row) return
        const exempt = row.dataset.exempt === 'true'
        row.dataset.part = radio.value === 'STUDIED' ? (exempt ? 'studied-exempt' : 'studied') : exempt ? 'exempt' : radio.value === '' ? 'unrecorded' : radio.value === 'ABSENT' ? 'absent' : 'excused'
        const why = row.querySelector<HTMLElement>('[data-why]')
        if (!why) return
        const away = radio.value !== '' && radio.value !== 'STUDIED'
        why.textContent = away ? ` · ${radio.nextElementSibling?.textContent ?? ''}` : ''
        why.classList.toggle('rollcall-why', away)
    }

    function count() {
        const parts = ['studied', 'studied-exempt', 'exempt', 'excused', 'absent', 'unrecorded']
        const rows = [...form.querySelectorAll<HTMLElement>('li[data-part]:not([data-attached])')]
        const counts = Object.fromEntries(parts.map((part) => [part, rows.filter((row) => row.dataset.part === part).length]))
        let before = 0
        for (const part of parts) {
            const rect = document.querySelector(`.rollcall-foot .part-${part}`)
            rect?.setAttribute('x', String((before * 10_000) / rows.length))
            rect?.setAttribute('width', String((counts[part] * 10_000) / rows.length))
            before += counts[part]
        }
        document.querySelectorAll<HTMLElement>('[data-count]').forEach((place) => {
            const people = (place.dataset.count ?? '').split(' ').reduce((sum, part) => sum + counts[part], 0)
            place.textContent = String(people)
            if (place.parentElement?.dataset.none) place.parentElement.dataset.none = String(people === 0)
        })
    }

    function tell(done: boolean) {
        if (!state) return
        state.hidden = false
        const words = signedOut ? form.dataset.signedOut : refused ? form.dataset.refused : done && !size() ? form.dataset.saved : form.dataset.waiting
        state.textContent = (words ?? '').replace('#', String(size()))
    }

    function keep() {
        if (size()) localStorage.setItem(key, JSON.stringify(changes))
        else localStorage.removeItem(key)
    }

    function size() {
        return Object.keys(changes).length
    }

    function find(member: string, value: string) {
        return document.querySelector<HTMLInputElement>(`#member-${CSS.escape(member)} input[value="${value}"]`)
    }
}

function split(name: string): [string, string, string] {
    const parts = name.split('.')
    return [parts[0], parts[1], parts[2] ?? '']
}

function read(key: string): Record<string, Change> {
    try {
        return JSON.parse(localStorage.getItem(key) ?? '{}')
    } catch {
        return {}
    }
}
