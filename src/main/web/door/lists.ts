import { named, outcome } from './card'
import { at, type Door } from './door'
import { piece } from './finder'
import { undoable } from './log'
import { note, type Entry } from './store'
import { t, time } from './words'

/** What was recorded lately, what a person must look at, and the small forms for guests and requests. */
export class Lists {
    private asked?: Entry

    constructor(private readonly door: Door) {
        at('refused').addEventListener('click', () => this.recent())
        at('guest-dialog').querySelector('form')!.addEventListener('submit', event => {
            const form = event.target as HTMLFormElement
            if ((event as SubmitEvent).submitter?.getAttribute('value') !== 'yes') return
            const [name, of] = [...form.querySelectorAll('input')].map(field => field.value.trim())
            if (name) void door.welcome(name, of)
        })
        at('ask-dialog').querySelector('form')!.addEventListener('submit', event => {
            if ((event as SubmitEvent).submitter?.getAttribute('value') !== 'yes') return
            const reason = at<HTMLInputElement>('ask-reason').value.trim()
            if (reason && this.asked) void door.ask(this.asked, reason)
        })
        for (const dialog of document.querySelectorAll('dialog')) {
            dialog.querySelectorAll('[data-close]').forEach(button => button.addEventListener('click', () => dialog.close()))
        }
    }

    guest(name: string): void {
        at<HTMLInputElement>('guest-name').value = name
        at<HTMLInputElement>('guest-of').value = ''
        at<HTMLDialogElement>('guest-dialog').showModal()
        at('guest-name').focus()
    }

    ask(entry: Entry): void {
        this.asked = entry
        at<HTMLInputElement>('ask-reason').value = ''
        at<HTMLDialogElement>('ask-dialog').showModal()
        at('ask-reason').focus()
    }

    recent(): void {
        this.draw()
        const dialog = at<HTMLDialogElement>('recent-dialog')
        if (!dialog.open) dialog.showModal()
    }

    private draw(): void {
        const { log } = this.door
        const refused = [...log.decided, ...log.refused]
        at('refused-part').hidden = refused.length === 0
        at('refused-list').replaceChildren(...refused.map(entry => this.row(entry, t('seen'), async () => {
            entry.seen = true
            await note([entry.nonce], () => ({ seen: true }))
            this.draw()
            void this.door.figures.draw()
        })))
        const recent = log.recent(20)
        at('recent-none').hidden = recent.length > 0
        at('recent-list').replaceChildren(...recent.map(entry => this.row(entry, undoable(entry) ? t('undo') : null, async () => {
            at<HTMLDialogElement>('recent-dialog').close()
            await this.door.undo(entry)
        })))
    }

    private row(entry: Entry, act: string | null, run: () => Promise<void>): HTMLElement {
        const row = document.createElement('li')
        const text = document.createElement('div')
        const name = named(entry) || t('nobody')
        const when = time(new Date(Date.parse(entry.at) + (entry.offset ?? 0)))
        text.append(piece('strong', name), piece('span', `${when} · ${entry.kind === 'out' ? `${t('out')} · ` : ''}${outcome(entry)}`))
        row.append(text)
        if (act) {
            const button = piece('button', act) as HTMLButtonElement
            button.type = 'button'
            button.className = 'door-button small'
            button.setAttribute('aria-label', `${act}: ${name}`)
            button.addEventListener('click', () => void run())
            row.append(button)
        }
        return row
    }
}
