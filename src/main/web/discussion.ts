// The minutes of a group: kept on the server while they are typed, and on the device while there is no line.
import './conference'

type Fields = Record<string, string>
/** `present`: the number of people that another wrote meanwhile; it stands, and `said` tells of both. */
interface Kept { said: string, marks: Fields, beside: string[], present?: { stands: string, said: string } }

const restMillis = 1_500
const retryMillis = 8_000

/**
 * Sends a form `data-keeps="/address"` as it is, shortly after each change. Everything typed since the last answer also
 * lies in the browser's storage under `data-key`, with the marks of what it was typed upon, so that neither a lost line
 * nor a closed tab loses a word. The server decides what becomes of two who write at once.
 */
class Draft {
    private timer = 0
    private sending = false
    private dirty = false
    private readonly state: HTMLElement
    private readonly other: HTMLElement

    constructor(private readonly form: HTMLFormElement) {
        this.state = form.querySelector<HTMLElement>('.draft-state')!
        this.other = form.querySelector<HTMLElement>('[data-present-other]')!
        this.field('present')!.addEventListener('input', () => { this.other.hidden = true })
        this.tell(this.state.dataset.on ?? '')
        this.restore()
        form.addEventListener('input', () => this.changed())
        form.addEventListener('submit', () => clearTimeout(this.timer))
        addEventListener('online', () => void this.send())
        document.addEventListener('visibilitychange', () => { if (document.hidden) void this.send() })
    }

    private changed(): void {
        this.dirty = true
        this.keep()
        this.tell(this.state.dataset.writing ?? '')
        this.again(restMillis)
    }

    private again(millis: number): void {
        clearTimeout(this.timer)
        this.timer = window.setTimeout(() => void this.send(), millis)
    }

    private async send(): Promise<void> {
        if (this.sending || !this.dirty) return
        this.sending = true
        this.dirty = false
        const sent = new URLSearchParams(new FormData(this.form) as unknown as Fields)
        try {
            const answer = await fetch(this.form.dataset.keeps ?? '', {
                method: 'POST',
                body: sent,
                redirect: 'manual',
                keepalive: document.hidden,
                signal: AbortSignal.timeout(15_000),
            })
            if (answer.status >= 500) throw new Error('not kept')
            if (answer.ok) this.kept(await answer.json() as Kept, sent.get('present') ?? '')
            else await this.refused(answer)
        } catch {
            this.dirty = true
            this.tell(this.state.dataset.lost ?? '')
            this.again(retryMillis)
        } finally {
            this.sending = false
        }
    }

    /** What stands as it was sent is typed upon from now on. Where another's text stands the old mark stays. */
    private kept({ said, marks, beside, present }: Kept, sent: string): void {
        for (const [matter, mark] of Object.entries(marks)) {
            const base = this.field(`base-${matter}`)
            if (base) base.value = mark
        }
        if (present) this.overtaken(present, sent)
        else this.field('presentBase')!.value = sent.trim()
        this.tell(said)
        if (this.dirty) {
            this.keep()
            this.again(restMillis)
        } else if (!beside.length) {
            this.forget()
            this.form.dispatchEvent(new CustomEvent('kept', { bubbles: true }))
        }
    }

    /** Shows the number that stands, unless another is being typed: that one is sent next, and told of again. */
    private overtaken({ stands, said }: NonNullable<Kept['present']>, sent: string): void {
        const field = this.field('present')!
        if (field.value !== sent) return
        field.value = this.field('presentBase')!.value = stands
        this.other.textContent = said
        this.other.hidden = false
    }

    private async refused(answer: Response): Promise<void> {
        const json = answer.headers.get('Content-Type')?.includes('json')
        this.tell(json ? (await answer.json() as Kept).said : this.state.dataset.away ?? '')
    }

    private tell(words: string): void {
        if (words && this.state.textContent !== words) this.state.textContent = words
    }

    private field(name: string): HTMLInputElement | HTMLTextAreaElement | null {
        return this.form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null
    }

    private keep(): void {
        const fields: Fields = {}
        for (const [name, value] of new FormData(this.form)) if (name !== '_csrf') fields[name] = String(value)
        try {
            localStorage.setItem(this.form.dataset.key ?? '', JSON.stringify(fields))
        } catch {
            // no storage on this device: the server's copy is the only one
        }
    }

    private forget(): void {
        forget(this.form.dataset.key ?? '')
    }

    /** Puts back what never arrived. A page that follows on what was sent says so: then all of it did. */
    private restore(): void {
        if (this.form.dataset.arrived) return this.forget()
        const kept = stored(this.form.dataset.key ?? '')
        if (!kept) return
        for (const [name, value] of Object.entries(kept)) {
            const field = this.field(name)
            if (field) field.value = value
        }
        this.dirty = true
        this.tell(this.state.dataset.restored ?? '')
        this.again(restMillis)
    }
}

function stored(key: string): Fields | null {
    try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as Fields | null
    } catch {
        return null
    }
}

function forget(key: string): void {
    try {
        localStorage.removeItem(key)
    } catch {
        // nothing was kept there
    }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keeps]')) new Draft(form)
for (const page of document.querySelectorAll<HTMLElement>('[data-arrived][data-key]')) forget(page.dataset.key ?? '')
