import type { Clock } from './clock'
import { Codes } from './codes'
import { call, Unknown } from './line'
import { People } from './people'
import { drop, keep, kept, type Device, type Sealed } from './store'

export interface Held {
    door: string
    trusted: boolean
    kiosk: boolean
    /** Base64url; the PIN that was set for this kiosk at the page of doors, or null. */
    pin: { salt: string; hash: string; rounds: number } | null
    expected: number
    session: { id: string; title: string; startsAt: string; endsAt: string; opensAt: string; closed: boolean }
    site: { id: string; name: string; unit: string; main: boolean }
    codes: { publicKey: string; seconds: number; address: string }
    people: [string, number, string, string, string, number][]
}

const twoDays = 2 * 86_400_000

/**
 * What the door knows without network. On the disk it lies encrypted with a key that no script can read out; in words it
 * is only "ready" when it was read back from there, decrypted and counted.
 */
export class Snapshot {
    held: Held | null = null
    people = new People([])
    codes: Codes | null = null
    /** How many people were read back from the disk. */
    counted = 0
    private tag = ''

    async load(device: Device, now: Date): Promise<void> {
        const sealed = await kept<Sealed>('snapshot')
        if (!sealed) return
        if (now.getTime() > Date.parse(sealed.endsAt) + twoDays) return this.forget()
        try {
            const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, await secret(), sealed.data)
            const held = JSON.parse(new TextDecoder().decode(plain)) as Held
            if (held.door !== device.door) return this.forget()
            this.held = held
            this.people = new People(held.people)
            this.codes = await Codes.of(held.codes.publicKey)
            this.counted = held.people.length
            this.tag = sealed.tag
        } catch {
            await this.forget()
        }
    }

    /** Fetches what has changed; true if anything has. A device that was closed keeps nobody's name. */
    async refresh(clock: Clock, device: Device): Promise<boolean> {
        const fresh = await call(clock, device, 'GET', 'snapshot', undefined, { timeout: 20_000, tag: this.tag }).catch(async failed => {
            if (failed instanceof Unknown) await this.forget()
            throw failed
        })
        if (!fresh) return false
        const { now: _, ...held } = fresh.body
        held.codes = { ...held.codes, hallKey: undefined }    // the door page shows no hall code
        if (!held.trusted) held.people = []
        const iv = crypto.getRandomValues(new Uint8Array(12))
        const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await secret(), new TextEncoder().encode(JSON.stringify(held)))
        await keep('snapshot', { iv, data, tag: fresh.tag ?? '', endsAt: held.session.endsAt } satisfies Sealed)
        await this.load(device, clock.now())
        return true
    }

    async forget(): Promise<void> {
        await drop('snapshot')
        this.people = new People([])
        this.counted = 0
        this.tag = ''
        if (this.held) this.held = { ...this.held, people: [] }
    }
}

async function secret(): Promise<CryptoKey> {
    const known = await kept<CryptoKey>('key')
    if (known) return known
    const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await keep('key', fresh)
    return (await kept<CryptoKey>('key')) ?? fresh
}
