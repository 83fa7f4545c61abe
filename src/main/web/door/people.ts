export interface Person {
    member: string
    serial: number
    number: string
    name: string
    cell: string
    /** 0: unknown */
    born: number
    folded: string
}

/** Text as it is compared: lower case, without accents, đ as d. */
export function fold(text: string): string {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/đ/g, 'd').replace(/\s+/g, ' ').trim()
}

/** The people whom a site expects. */
export class People {
    private readonly byMember = new Map<string, Person>()
    private readonly byNumber = new Map<string, Person>()
    private readonly all: Person[]

    constructor(rows: [string, number, string, string, string, number][]) {
        this.all = rows.map(([member, serial, number, name, cell, born]) => ({
            member, serial, number, name, cell, born, folded: fold(`${name} ${number} ${cell}`),
        }))
        for (const person of this.all) {
            this.byMember.set(person.member, person)
            this.byNumber.set(person.number, person)
        }
    }

    member(id: string | null | undefined): Person | undefined {
        return id ? this.byMember.get(id) : undefined
    }

    numbered(number: string): Person | undefined {
        return this.byNumber.get(number.trim())
    }

    /** By the digits of the number alone, where that is one person's. */
    digits(digits: string): Person | undefined {
        if (digits.length < 4) return undefined
        const found = this.all.filter(person => person.number.replace(/\D/g, '') === digits)
        return found.length === 1 ? found[0] : undefined
    }

    /** Whoever's name, number or cell has all words, accents ignored; by given name first where that is what was typed. */
    search(words: string, most = 20): Person[] {
        const asked = fold(words).split(' ').filter(Boolean)
        if (!asked.length) return []
        const found = this.all.filter(person => asked.every(word => person.folded.includes(word)))
        const whole = asked.join(' ')
        const near = (person: Person) => fold(person.name).endsWith(whole) ? 0 : fold(person.name).includes(whole) ? 1 : 2
        return found.map(person => ({ person, near: near(person) }))
            .sort((one, other) => one.near - other.near)
            .slice(0, most)
            .map(({ person }) => person)
    }

    /** Exactly these, for a kiosk that may not let anybody leaf through names. */
    exactly(name: string, born: number): Person[] {
        const asked = fold(name)
        return this.all.filter(person => person.born === born && fold(person.name) === asked)
    }
}
