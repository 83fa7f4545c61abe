import { at, found, type Door, type Found } from './door'
import { t } from './words'

/** The tablet at which people let themselves in: number, or name and year of birth; no names to leaf through. */
export class Kiosk {
    private readonly number = at<HTMLInputElement>('kiosk-number')

    constructor(private readonly door: Door) {
        at('kiosk').hidden = false
        at('result-word').dataset.t = 'kiosk-ready'
        at('result-word').textContent = t('kiosk-ready')
        for (const key of at('kiosk-pad').querySelectorAll<HTMLButtonElement>('button[data-key]')) {
            key.addEventListener('click', () => {
                const typed = key.dataset.key!
                this.number.value = typed === 'back' ? this.number.value.slice(0, -1) : this.number.value + typed
            })
        }
        at('kiosk-by-number').addEventListener('submit', event => {
            event.preventDefault()
            void this.byNumber(this.number.value.trim())
        })
        at('kiosk-by-name').addEventListener('submit', event => {
            event.preventDefault()
            const [name, born] = [at<HTMLInputElement>('kiosk-name').value, Number(at<HTMLInputElement>('kiosk-born').value)]
            void this.byName(name, born)
        })
    }

    private async byNumber(number: string): Promise<void> {
        if (!number) return
        const digits = number.replace(/\D/g, '')
        const person = this.door.snapshot.people.numbered(number) ?? this.door.snapshot.people.digits(digits)
        if (person) await this.enter(found(person))
        else await this.ask(number, undefined, () => this.door.record({ kind: this.door.kind, way: 'kiosk', memberNo: number }, 'unread'))
    }

    private async byName(name: string, born: number): Promise<void> {
        if (!name.trim() || !born) return
        const people = this.door.snapshot.people.exactly(name, born)
        if (people.length === 1) await this.enter(found(people[0]))
        else if (people.length) this.say('kiosk-many')
        else await this.ask(name, born, async () => { this.say('kiosk-nobody') })
    }

    private async ask(words: string, born: number | undefined, otherwise: () => Promise<unknown>): Promise<void> {
        let people: Found[]
        try {
            people = await this.door.lookUp(words, born)
        } catch {
            this.clear()
            await otherwise()
            return
        }
        if (people.length === 1) await this.enter(people[0])
        else this.say(people.length ? 'kiosk-many' : 'kiosk-nobody')
    }

    private async enter(one: Found): Promise<void> {
        this.clear()
        await this.door.person(one, 'kiosk')
    }

    private say(key: string): void {
        this.clear()
        this.door.show(() => ({ tone: 'bad', icon: 'user-off', word: t(key), note: t('kiosk-next'), acts: [] }))
    }

    private clear(): void {
        for (const field of document.querySelectorAll<HTMLInputElement>('#kiosk input:not([type=radio])')) field.value = ''
    }
}
