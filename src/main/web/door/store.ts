import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** What one scan, guest or taking back became, as the server tells it. */
export interface Answer {
    outcome: string
    member?: string | null
    memberNo?: string | null
    name?: string | null
    cell?: string | null
    since?: string | null
    site?: string | null
}

/** What a person decided about a line that the server could not take. */
export interface Decision {
    decision: 'admitted' | 'guest' | 'dismissed'
    reason: string
    at: string
    name?: string | null
}

export type Kind = 'in' | 'out' | 'undo' | 'guest' | 'guest-undo'
export type Way = 'code' | 'search' | 'kiosk' | 'all'

/** One line of the queue. It is only ever added and answered; what was read, and when, never changes. */
export interface Entry {
    seq?: number
    door: string
    nonce: string
    kind: Kind
    way: Way
    code?: string
    member?: string
    memberNo?: string
    undoes?: string
    admit?: boolean
    note?: string
    guest?: { name: string; of: string }
    /** By this device's clock. */
    at: string
    /** Milliseconds that the server was ahead of this device when the two last met; null if they never did. */
    offset: number | null
    /** It waited for a line: the server then goes by `at` and `offset`. */
    offline: boolean
    /** Whom the snapshot knows behind it: the member, where a code was read and decides for the server. */
    whose?: string
    name?: string
    cell?: string
    /** stuck: the server cannot read it; it stays for the file. */
    state: 'waiting' | 'stuck' | 'sent'
    answer?: Answer
    decision?: Decision
    /** Nonce of the line that took this one back. */
    undone?: string
    exported?: boolean
    /** A person at this door has read what the server said of it. */
    seen?: boolean
}

/** A PIN as only its derivation is kept (PBKDF2, SHA-256). */
export interface Lock {
    salt: Uint8Array<ArrayBuffer>
    hash: ArrayBuffer
    rounds: number
}

export interface Device {
    door: string
    token: string
    openedAt: string
    /** Where it was made a device: the address of the form, which names the site or the link. */
    place?: string
    kiosk?: boolean
    /** Opens the operator's part of a kiosk. */
    lock?: Lock
    /** The server no longer knows its token. */
    unknown?: boolean
}

export interface Sealed {
    iv: Uint8Array<ArrayBuffer>
    data: ArrayBuffer
    tag: string
    endsAt: string
}

interface Shelves extends DBSchema {
    devices: { key: string; value: Device }
    entries: { key: number; value: Entry; indexes: { nonce: string; state: string } }
    kept: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined

export function shelves(): Promise<IDBPDatabase<Shelves>> {
    opened ??= openDB<Shelves>('lantoa-door', 1, {
        upgrade(db) {
            db.createObjectStore('devices', { keyPath: 'door' })
            db.createObjectStore('kept')
            const entries = db.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true })
            entries.createIndex('nonce', 'nonce', { unique: true })
            entries.createIndex('state', 'state')
        },
        terminated() { opened = undefined },
    })
    return opened
}

const strict = { durability: 'strict' } as const

/** Adds lines; when this resolves they are on the disk, not in a cache that a dead battery takes along. */
export async function add(entries: Entry[]): Promise<void> {
    const db = await shelves()
    const work = db.transaction('entries', 'readwrite', strict)
    for (const entry of entries) {
        await work.store.add(entry)
        if (entry.undoes) {
            const taken = await work.store.index('nonce').get(entry.undoes)
            if (taken) await work.store.put({ ...taken, undone: entry.nonce })
        }
    }
    await work.done
}

/** Changes what is known about lines, never the lines themselves. */
export async function note(nonces: Iterable<string>, change: (entry: Entry) => Partial<Pick<Entry, 'state' | 'answer' | 'decision' | 'offline' | 'exported' | 'seen' | 'undone'>>): Promise<void> {
    const db = await shelves()
    const work = db.transaction('entries', 'readwrite', strict)
    const index = work.store.index('nonce')
    for (const nonce of nonces) {
        const entry = await index.get(nonce)
        if (entry) await work.store.put({ ...entry, ...change(entry) })
    }
    await work.done
}

export async function find(nonce: string): Promise<Entry | undefined> {
    return (await shelves()).getFromIndex('entries', 'nonce', nonce)
}

/** The lines that wait to be sent, in the order in which they were made. */
export async function waiting(most = 5_000): Promise<Entry[]> {
    const found = await (await shelves()).getAllFromIndex('entries', 'state', 'waiting', most)
    return found.sort((one, other) => one.seq! - other.seq!)
}

export async function unsent(): Promise<number> {
    const index = (await shelves()).transaction('entries').store.index('state')
    const [waiting, stuck] = await Promise.all([index.count('waiting'), index.count('stuck')])
    return waiting + stuck
}

export async function everything(): Promise<Entry[]> {
    return (await shelves()).getAll('entries')
}

/** Forgets lines that the server acknowledged on an earlier day; nothing else is ever deleted before the device is emptied. */
export async function tidy(now: Date): Promise<void> {
    const db = await shelves()
    const today = now.toDateString()
    const work = db.transaction('entries', 'readwrite')
    for await (const cursor of work.store.index('state').iterate('sent')) {
        const at = new Date(cursor.value.at)
        if (at.toDateString() !== today && now.getTime() - at.getTime() > 86_400_000) await cursor.delete()
    }
    await work.done
}

export async function keep(name: string, value: unknown): Promise<void> {
    await (await shelves()).put('kept', value, name)
}

export async function kept<T>(name: string): Promise<T | undefined> {
    return await (await shelves()).get('kept', name) as T | undefined
}

export async function drop(name: string): Promise<void> {
    await (await shelves()).delete('kept', name)
}

/** Makes this browser the device `door`. Older devices stay until what they hold is sent. */
export async function become(device: Device): Promise<void> {
    const db = await shelves()
    const work = db.transaction(['devices', 'kept'], 'readwrite', strict)
    await work.objectStore('devices').put(device)
    await work.objectStore('kept').put(device.door, 'door')
    for (const name of ['snapshot', 'figures', 'pin']) await work.objectStore('kept').delete(name)
    await work.done
}

export async function devices(): Promise<Device[]> {
    return (await shelves()).getAll('devices')
}

export async function device(): Promise<Device | undefined> {
    const door = await kept<string>('door')
    return door ? (await shelves()).get('devices', door) : undefined
}

/** Puts the PIN of a kiosk in the place of the one before, whose wrong tries are forgotten. */
export async function relock(door: string, lock: Lock): Promise<void> {
    const db = await shelves()
    const work = db.transaction(['devices', 'kept'], 'readwrite', strict)
    const found = await work.objectStore('devices').get(door)
    if (found) await work.objectStore('devices').put({ ...found, lock })
    await work.objectStore('kept').delete('pin')
    await work.done
}

export async function disown(door: string): Promise<void> {
    const db = await shelves()
    const found = await db.get('devices', door)
    if (found) await db.put('devices', { ...found, unknown: true })
}

/** Empties the device: people, keys, queue, tokens. The caller has made sure that nothing is lost. */
export async function wipe(): Promise<void> {
    const db = await shelves()
    const work = db.transaction(['devices', 'entries', 'kept'], 'readwrite', strict)
    for (const shelf of ['devices', 'entries', 'kept'] as const) await work.objectStore(shelf).clear()
    await work.done
}
