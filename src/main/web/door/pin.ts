import { bytes } from './codes'
import { keep, kept, type Lock } from './store'

const rounds = 600_000
const free = 3
const wait = 60_000

/** What has gone wrong at this kiosk, on the disk so that a reload is no fresh start. */
interface Tries { wrong: number; until: number }

/** The PIN of whoever installs a kiosk, so that it can be asked for without a line and read out by nobody. */
export async function locked(pin: string): Promise<Lock> {
    const salt = crypto.getRandomValues(new Uint8Array(16))
    return { salt, hash: await derived(pin, salt, rounds), rounds }
}

/** The PIN that was set at the page of doors, where it is another than the kiosk holds. */
export function another(held: Lock | undefined, told: { salt: string; hash: string; rounds: number }): Lock | null {
    const lock = { salt: bytes(told.salt), hash: bytes(told.hash).buffer, rounds: told.rounds }
    const [old, fresh] = [new Uint8Array(held?.hash ?? new ArrayBuffer(0)), new Uint8Array(lock.hash)]
    return old.length === fresh.length && fresh.every((byte, place) => byte === old[place]) ? null : lock
}

/** Milliseconds until the PIN may be tried again; 0: now. */
export async function resting(): Promise<number> {
    const tries = await kept<Tries>('pin')
    return Math.min(Math.max(0, (tries?.until ?? 0) - Date.now()), longest(tries?.wrong ?? 0))
}

/** Whether `pin` is the one; every third wrong one makes the next wait, each time twice as long. */
export async function opens(lock: Lock, pin: string): Promise<boolean> {
    if (await resting()) return false
    const wrong = (await kept<Tries>('pin'))?.wrong ?? 0
    // Counted before it is tried: whoever pulls the plug has used the try up.
    await keep('pin', { wrong: wrong + 1, until: (wrong + 1) % free ? 0 : Date.now() + longest(wrong + 1) } satisfies Tries)
    const given = new Uint8Array(await derived(pin, lock.salt, lock.rounds))
    const right = new Uint8Array(lock.hash)
    if (!given.every((byte, place) => byte === right[place])) return false
    await keep('pin', { wrong: 0, until: 0 } satisfies Tries)
    return true
}

function longest(wrong: number): number {
    return wrong < free ? 0 : wait * 2 ** Math.min(Math.floor(wrong / free) - 1, 5)
}

async function derived(pin: string, salt: Uint8Array<ArrayBuffer>, times: number): Promise<ArrayBuffer> {
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
    return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times }, key, 256)
}
