// Makes this browser a device at a door, and goes to the door page.
import './app'
import { announce } from './announce'
import * as store from './door/store'

const form = document.querySelector<HTMLFormElement>('form[data-door-install]')
form?.addEventListener('submit', event => {
    event.preventDefault()
    void install(form)
})

async function install(form: HTMLFormElement): Promise<void> {
    const trouble = document.getElementById('door-trouble')
    const tell = (words: string) => {
        if (trouble) {
            trouble.hidden = false
            trouble.textContent = words
        }
        announce(words)
    }
    if (await store.device() && (await store.unsentCount()) > 0) {
        tell(form.dataset.unsent ?? '')
        return
    }
    const button = form.querySelector('button')
    if (button) button.disabled = true
    try {
        const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>), headers: { Accept: 'application/json' } })
        if (!answer.ok) throw new Error(`${answer.status}`)
        await store.install((await answer.json()) as store.Device)
        location.assign('/doors')
    } catch {
        tell(document.documentElement.dataset.lost ?? '')
        if (button) button.disabled = false
    }
}
