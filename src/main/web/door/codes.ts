const scheme = 'LT1.'

/** Who a personal code says it is of; to be believed only where the house signed it. */
export interface Read { member: string; serial: number }

/** Tells codes that the house signed from all others, without network. */
export class Codes {
    private constructor(private readonly key: CryptoKey) {}

    /** @param publicKey X.509, base64url */
    static async of(publicKey: string): Promise<Codes> {
        return new Codes(await crypto.subtle.importKey('spki', bytes(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']))
    }

    static personal(text: string): boolean {
        return text.startsWith(scheme)
    }

    /** Null where the code is malformed or not of this house. */
    async read(text: string): Promise<Read | null> {
        const dot = text.lastIndexOf('.')
        if (!Codes.personal(text) || text.length > 200 || dot <= scheme.length) return null
        try {
            const signed = new TextEncoder().encode(text.slice(0, dot))
            if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, this.key, bytes(text.slice(dot + 1)), signed)) return null
            const read = bytes(text.slice(scheme.length, dot))
            if (read.length !== 18) return null
            const hex = [...read.subarray(0, 16)].map(byte => byte.toString(16).padStart(2, '0')).join('')
            const member = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
            return { member, serial: read[16] * 256 + read[17] }
        } catch {
            return null
        }
    }
}

export function bytes(text: string): Uint8Array<ArrayBuffer> {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, letter => letter.charCodeAt(0))
}
