import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** What a door keeps on the device: who it is, its sealed snapshot, and every scan from the moment it was made. */
export type Device = { door: string; token: string }

export type Scan = {
    seq?: number
    nonce: string
    kind: 'in' | 'out' | 'undo'
    way: 'code' | 'search' | 'kiosk' | 'paper'
    code?: string
    member?: string
    memberNo?: string
    undoes?: string
    at: string
    offset: number | null
    offline: boolean
    admit: boolean
    name: string
    cell: string
    sent: 0 | 1
    answer?: Answer
    answeredAt?: number
}

export type Answer = {
    nonce: string
    outcome: string
    member: string | null
    memberNo: string | null
    name: string | null
    cell: string | null
    since: string | null
    siteId: string | null
    site: string | null
}

export type Guest = { nonce: string; name: string; of: string; at: string; offset: number | null; offline: boolean; sent: 0 | 1 }

type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer; tag: string }

interface Shape extends DBSchema {
    device: { key: string; value: Device }
    keys: { key: string; value: CryptoKey }
    sealed: { key: string; value: Sealed }
    scans: { key: number; value: Scan; indexes: { sent: number; nonce: string } }
    guests: { key: string; value: Guest; indexes: { sent: number } }
    clock: { key: string; value: number }
}

const name = 'lantoa-door'
let opened: Promise<IDBPDatabase<Shape>> | null = null

function db(): Promise<IDBPDatabase<Shape>> {
    opened ??= openDB<Shape>(name, 1, {
        upgrade(fresh) {
            fresh.createObjectStore('device')
            fresh.createObjectStore('keys')
            fresh.createObjectStore('sealed')
            const scans = fresh.createObjectStore('scans', { keyPath: 'seq', autoIncrement: true })
            scans.createIndex('sent', 'sent')
            scans.createIndex('nonce', 'nonce', { unique: true })
            fresh.createObjectStore('guests', { keyPath: 'nonce' }).createIndex('sent', 'sent')
            fresh.createObjectStore('clock')
        },
    })
    return opened
}

export async function device(): Promise<Device | undefined> {
    return (await db()).get('device', 'me')
}

/** Makes this browser the device; what another one kept here before must have been sent. */
export async function install(fresh: Device): Promise<void> {
    await wipe()
    await (await db()).put('device', fresh, 'me')
    await navigator.storage?.persist?.().catch(() => false)
}

/** Keeps a scan before anything is shown: it is on the device's disk when this returns. */
export async function keep(scan: Scan): Promise<Scan> {
    const change = (await db()).transaction('scans', 'readwrite', { durability: 'strict' })
    scan.seq = await change.store.add(scan)
    await change.done
    return scan
}

export async function keepGuest(guest: Guest): Promise<void> {
    const change = (await db()).transaction('guests', 'readwrite', { durability: 'strict' })
    await change.store.add(guest)
    await change.done
}

/** Scans not acknowledged yet, in the order in which they were made. */
export async function unsent(most: number): Promise<Scan[]> {
    const found = await (await db()).getAllFromIndex('scans', 'sent', 0)
    return found.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).slice(0, most)
}

export async function unsentGuests(): Promise<Guest[]> {
    return (await db()).getAllFromIndex('guests', 'sent', 0)
}

export async function unsentCount(): Promise<number> {
    const base = await db()
    return (await base.countFromIndex('scans', 'sent', 0)) + (await base.countFromIndex('guests', 'sent', 0))
}

/** Notes that scans waited for a line, so that their own time counts. */
export async function markOffline(seqs: number[]): Promise<void> {
    const change = (await db()).transaction('scans', 'readwrite')
    for (const seq of seqs) {
        const scan = await change.store.get(seq)
        if (scan && !scan.sent && !scan.offline) await change.store.put({ ...scan, offline: true })
    }
    await change.done
}

/** Notes what the server said; the scan stays to be seen. */
export async function acknowledge(answers: Answer[]): Promise<void> {
    const change = (await db()).transaction('scans', 'readwrite', { durability: 'strict' })
    const byNonce = change.store.index('nonce')
    for (const answer of answers) {
        const scan = await byNonce.get(answer.nonce)
        if (scan) await change.store.put({ ...scan, sent: 1, answer, answeredAt: Date.now() })
    }
    await change.done
}

export async function acknowledgeGuest(nonce: string): Promise<void> {
    const base = await db()
    const guest = await base.get('guests', nonce)
    if (guest) await base.put('guests', { ...guest, sent: 1 })
}

export async function scans(): Promise<Scan[]> {
    return (await db()).getAll('scans')
}

export async function guests(): Promise<Guest[]> {
    return (await db()).getAll('guests')
}

export async function offset(value?: number): Promise<number | null> {
    const base = await db()
    if (value !== undefined) await base.put('clock', value, 'offset')
    return (await base.get('clock', 'offset')) ?? null
}

/** Seals what the door must know with a key that never leaves this browser. */
export async function seal(text: string, tag: string): Promise<void> {
    const base = await db()
    let key = await base.get('keys', 'seal')
    if (!key) {
        key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
        await base.put('keys', key, 'seal')
    }
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
    await base.put('sealed', { iv, data, tag }, 'snapshot')
}

export async function unseal(): Promise<{ text: string; tag: string } | null> {
    const base = await db()
    const key = await base.get('keys', 'seal')
    const sealed = await base.get('sealed', 'snapshot')
    if (!key || !sealed) return null
    try {
        const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data)
        return { text: new TextDecoder().decode(data), tag: sealed.tag }
    } catch {
        return null
    }
}

export async function wipe(): Promise<void> {
    if (opened) (await opened).close()
    opened = null
    await deleteDB(name)
}
