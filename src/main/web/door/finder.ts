import { at, found, type Door, type Found } from './door'
import { number, t } from './words'

/** Finds people by name, number or cell: at once those of this site, shortly after those whom the house knows besides. */
export class Finder {
    private readonly dialog = at<HTMLDialogElement>('find-dialog')
    private readonly field = at<HTMLInputElement>('find-words')
    private readonly list = at('find-list')
    private timer = 0
    private turn = 0

    constructor(private readonly door: Door) {
        at('find').addEventListener('click', () => this.open())
        this.field.addEventListener('input', () => void this.search())
        this.field.form!.addEventListener('submit', event => {
            event.preventDefault()
            const only = this.list.querySelectorAll('button')
            if (only.length === 1) only[0].click()
            else only[0]?.focus()
        })
        this.list.addEventListener('keydown', event => {
            const buttons = [...this.list.querySelectorAll('button')]
            const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
            if (event.key === 'ArrowDown') buttons[Math.min(here + 1, buttons.length - 1)]?.focus()
            else if (event.key === 'ArrowUp') (here > 0 ? buttons[here - 1] : this.field).focus()
            else return
            event.preventDefault()
        })
        this.field.addEventListener('keydown', event => {
            if (event.key === 'ArrowDown') this.list.querySelector('button')?.focus()
            if (event.key === 'Escape') this.dialog.close()    // not first the words, as browsers do
        })
        window.addEventListener('keydown', event => {
            if (event.key === '/' && !document.querySelector('dialog[open]') && !(event.target instanceof HTMLInputElement)) {
                event.preventDefault()
                this.open()
            }
        })
        at('find-guest').addEventListener('click', () => {
            this.dialog.close()
            door.lists.guest(this.field.value)
        })
    }

    private open(): void {
        this.field.value = ''
        this.list.replaceChildren()
        at('find-state').textContent = t('find-hint')
        this.dialog.showModal()
        this.field.focus()
    }

    private async search(): Promise<void> {
        const turn = ++this.turn
        clearTimeout(this.timer)
        const words = this.field.value
        const here = this.door.snapshot.people.search(words).map(found)
        this.show(here, [])
        const state = at('find-state')
        if (words.trim().length < 2) {
            state.textContent = here.length ? t('find-count', number(here.length)) : t('find-hint')
            return
        }
        state.textContent = here.length ? t('find-count', number(here.length)) : t('find-asking')
        if (here.length >= 20) return
        this.timer = window.setTimeout(async () => {
            try {
                const others = (await this.door.lookUp(words)).filter(one => !here.some(own => own.member === one.member))
                if (turn !== this.turn) return
                this.show(here, others)
                const count = here.length + others.length
                state.textContent = count ? t('find-count', number(count)) : t('find-none')
            } catch {
                if (turn === this.turn && !here.length) state.textContent = t('find-none-offline')
            }
        }, 250)
    }

    private show(here: Found[], others: Found[]): void {
        this.list.replaceChildren(...[...here, ...others].map(one => {
            const row = document.createElement('li')
            const button = document.createElement('button')
            button.type = 'button'
            button.className = 'door-person'
            button.append(piece('strong', one.name), piece('span', `${one.number} · ${one.cell}`))
            const since = this.door.log.since(one.member)
            if (since) button.append(piece('em', t('find-in')))
            else if (!one.here) button.append(piece('em', one.site ? t('find-elsewhere', one.site) : t('find-not-expected')))
            button.addEventListener('click', () => {
                this.dialog.close()
                void this.door.person(one)
            })
            row.append(button)
            return row
        }))
    }
}

export function piece(tag: string, words: string): HTMLElement {
    const made = document.createElement(tag)
    made.textContent = words
    return made
}
