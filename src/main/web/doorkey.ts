import './app'
import { announce } from './announce'
import { locked } from './door/pin'
import { become, device, unsent, type Lock } from './door/store'

/**
 * Makes this browser the device `door` and goes to the door, which speaks the language of whoever opened it. What an earlier
 * device here has not sent stays and is sent in its name.
 */
export async function install(door: string, token: string, kiosk = false, lock?: Lock, place?: string): Promise<void> {
    await become({ door, token, kiosk, lock, place, openedAt: new Date().toISOString() })
    localStorage.setItem('door-language', document.documentElement.lang === 'en' ? 'en' : 'vi')
    await navigator.storage?.persist?.().catch(() => false)
    location.assign('/doors')
}

const form = document.querySelector<HTMLFormElement>('form[data-door-install]')
if (form) {
    const trouble = form.querySelector<HTMLElement>('[data-trouble]')!
    const kiosk = form.querySelector<HTMLInputElement>('input[name=kiosk]')!
    const pin = form.querySelector<HTMLInputElement>('[data-pin] input')!
    const ask = () => {
        form.querySelector<HTMLElement>('[data-pin]')!.hidden = !kiosk.checked
        pin.required = kiosk.checked
    }
    kiosk.addEventListener('change', ask)
    ask()
    void unsent().then(held => {
        const words = form.querySelector<HTMLElement>('[data-held]')
        if (words && held) {
            words.hidden = false
            words.textContent = (words.dataset.held ?? '').replace('#', String(held))
        }
    })
    // who comes back after a pause goes on with the door that is open, and makes no second device of this browser
    const place = new URL(form.action).pathname
    void device().then(held => {
        if (held && !held.unknown && held.place === place) document.querySelector<HTMLElement>('[data-here]')!.hidden = false
    })
    form.addEventListener('submit', async event => {
        event.preventDefault()
        const button = form.querySelector<HTMLButtonElement>('button')!
        button.disabled = true
        trouble.hidden = true
        try {
            const lock = kiosk.checked ? await locked(pin.value) : undefined
            const answer = await fetch(form.action, {
                method: 'POST',
                body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
                headers: { Accept: 'application/json' },
                redirect: 'error',
            })
            if (!answer.ok) throw new Error(String(answer.status))
            const { door, token } = await answer.json() as { door: string; token: string }
            await install(door, token, kiosk.checked, lock, place)
        } catch (failed) {
            const lost = !navigator.onLine || failed instanceof TypeError
            trouble.textContent = (lost ? trouble.dataset.lost : trouble.dataset.refused) ?? ''
            trouble.hidden = false
            announce(trouble.textContent)
            button.disabled = false
        }
    })
}
