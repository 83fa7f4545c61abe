import { everything, type Answer, type Decision, type Entry } from './store'

const good = ['recorded', 'already', 'back', 'not-in', 'undone']

/** Whether the server took a scan for what it was. */
export function taken(answer: Answer): boolean {
    return good.includes(answer.outcome)
}

/** What this browser has recorded, newest last, and whom it therefore believes to be in. It believes only; the server knows. */
export class Log {
    entries: Entry[] = []
    private readonly byNonce = new Map<string, Entry>()
    private readonly inside = new Map<string, Entry>()

    async load(door: string): Promise<void> {
        const stored = (await everything()).filter(entry => entry.door === door)
        const known = new Set(stored.map(entry => entry.nonce))
        // What this page learnt while the disk was read is newer.
        this.entries = stored.map(entry => !entry.answer && this.byNonce.get(entry.nonce)?.answer ? this.byNonce.get(entry.nonce)! : entry)
            .concat(this.entries.filter(entry => !known.has(entry.nonce)))
        this.byNonce.clear()
        for (const entry of this.entries) this.byNonce.set(entry.nonce, entry)
        this.recount()
    }

    add(entry: Entry): void {
        this.entries.push(entry)
        this.byNonce.set(entry.nonce, entry)
        const back = entry.undoes && this.byNonce.get(entry.undoes)
        if (back) {
            back.undone = entry.nonce
            this.recount()
        } else this.count(entry)
    }

    answer(nonce: string, answer: Answer): Entry | undefined {
        const entry = this.byNonce.get(nonce)
        if (!entry) return undefined
        const untold = !who(entry)
        Object.assign(entry, { answer, state: 'sent', name: entry.name ?? answer.name ?? undefined, cell: entry.cell ?? answer.cell ?? undefined })
        if (!taken(answer) || untold) this.recount()
        return entry
    }

    /** A person has decided about a line; it is to be read again. */
    decide(nonce: string, decision: Decision): void {
        const entry = this.byNonce.get(nonce)
        if (!entry) return
        Object.assign(entry, { decision, seen: false, name: entry.name ?? decision.name ?? undefined })
        this.recount()
    }

    /** The house cannot read it. */
    stick(nonce: string): void {
        const entry = this.byNonce.get(nonce)
        if (entry) entry.state = 'stuck'
    }

    /** The line by which `member` came in at this door and is still in. */
    since(member: string | undefined): Entry | undefined {
        return member ? this.inside.get(member) : undefined
    }

    /** Members let in at this door who have not left by it. */
    get present(): { member: string; entry: Entry }[] {
        return [...this.inside].map(([member, entry]) => ({ member, entry }))
    }

    /** How the figures of the house change by what it has not heard yet. */
    get unheard(): number {
        const last = new Map<string, number>()
        for (const entry of this.entries) {
            const member = who(entry)
            if (member && entry.state === 'waiting' && !entry.undone && (entry.kind === 'in' || entry.kind === 'out')) {
                last.set(member, entry.kind === 'in' ? 1 : -1)
            }
        }
        return [...last.values()].reduce((sum, one) => sum + one, 0)
    }

    /** The newest lines that a person made. */
    recent(most: number): Entry[] {
        return this.entries.filter(entry => !entry.undoes).slice(-most).reverse()
    }

    /** What may be taken back by one tap. */
    get last(): Entry | undefined {
        return this.recent(20).find(undoable)
    }

    /** What waited for a line and was then not taken, or cannot be read at all; a person must look at it. */
    get refused(): Entry[] {
        return this.entries.filter(entry => !entry.seen && !entry.decision && !entry.undone && (entry.state === 'stuck' || left(entry)))
    }

    /** What a person has yet to decide, whether it was looked at here or not. */
    get undecided(): Entry[] {
        return this.entries.filter(entry => !entry.decision && !entry.undone && left(entry))
    }

    /** What a person has decided and nobody at this door has read. */
    get decided(): Entry[] {
        return this.entries.filter(entry => entry.decision && !entry.seen)
    }

    private recount(): void {
        this.inside.clear()
        for (const entry of this.entries) this.count(entry)
    }

    private count(entry: Entry): void {
        const member = who(entry)
        if (!member || entry.undone || entry.answer && !taken(entry.answer) && entry.decision?.decision !== 'admitted') return
        if (entry.kind === 'in' && !this.inside.has(member)) this.inside.set(member, entry)
        if (entry.kind === 'out') this.inside.delete(member)
    }
}

/** Whether the server left it to a person. */
function left(entry: Entry): boolean {
    return entry.answer !== undefined && !taken(entry.answer) && (entry.offline || ['keeper-gone', 'clash'].includes(entry.answer.outcome))
}

export function undoable(entry: Entry): boolean {
    return !entry.undoes && !entry.undone && (!entry.answer || taken(entry.answer))
}

/** Whose line it is, as far as it is known: `whose` is noted beside a code that was read. */
export function who(entry: Entry): string | undefined {
    return entry.answer?.member ?? entry.member ?? entry.whose
}
