import type { Card } from './card'
import { at, type Door } from './door'
import { play } from './sound'
import type { Entry } from './store'
import { t } from './words'

/** The big card that says what became of the last scan: by colour, picture, words, sound and to who only listens. */
export class Result {
    private entry?: Entry
    private card?: () => Card
    private timer = 0

    constructor(private readonly door: Door) {
        at('act-admit').addEventListener('click', () => { if (this.entry) void door.admit(this.entry) })
        at('act-guest').addEventListener('click', () => door.lists.guest(this.entry?.name ?? ''))
        at('act-ask').addEventListener('click', () => { if (this.entry) door.lists.ask(this.entry) })
    }

    /** @param made the card, made anew when the page changes its language */
    show(made: () => Card, entry?: Entry): void {
        this.card = made
        this.entry = entry
        const card = this.draw()
        const place = at('result')
        place.dataset.nonce = entry?.nonce ?? ''
        if (!calm.matches) place.animate([{ opacity: 0.4, scale: 0.98 }, { opacity: 1, scale: 1 }], { duration: 180, easing: 'ease-out' })
        const announcer = at('announcer')
        announcer.textContent = ''
        setTimeout(() => { announcer.textContent = [card.word, card.name, card.cell, card.note].filter(Boolean).join('. ') }, 30)
        play(card.tone, this.door.loud)
        clearTimeout(this.timer)
        if (this.door.isKiosk) this.timer = window.setTimeout(() => this.clear(), card.tone === 'bad' ? 8_000 : 4_000)
    }

    /** Ready for the next. */
    clear(): void {
        this.card = undefined
        this.entry = undefined
        at('result').dataset.tone = 'none'
        icon(at('result').querySelector('use')!, 'qrcode')
        at('result-word').textContent = t(at('result-word').dataset.t!)
        for (const part of ['name', 'cell', 'note']) at(`result-${part}`).textContent = ''
        for (const act of ['admit', 'guest', 'ask']) at(`act-${act}`).hidden = true
        if (this.door.isKiosk) this.door.turn('in')
    }

    /** The same in another language. */
    again(): void {
        if (this.card) this.draw()
        else this.clear()
    }

    private draw(): Card {
        const card = this.card!()
        const place = at('result')
        place.dataset.tone = card.tone
        icon(place.querySelector('use')!, card.icon)
        at('result-word').textContent = card.word
        at('result-name').textContent = card.name ?? ''
        at('result-cell').textContent = card.cell ?? ''
        at('result-note').textContent = card.note ?? ''
        for (const act of ['admit', 'guest', 'ask'] as const) at(`act-${act}`).hidden = this.door.isKiosk || !card.acts.includes(act)
        return card
    }
}

const calm = matchMedia('(prefers-reduced-motion: reduce)')

export function icon(use: SVGUseElement, name: string): void {
    use.setAttribute('href', `${document.body.dataset.icons}#${name}`)
}
