/** Tells whose personal code was read, by the house's signature (docs/doors.md); no network is asked. */
export type Code = { member: string; serial: number }

const scheme = 'LT1.'

export async function houseKey(publicKey: string): Promise<CryptoKey> {
    return crypto.subtle.importKey('spki', bytes(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
}

export function personal(text: string): boolean {
    return text.startsWith(scheme)
}

/** Whose code it is, or null where it is malformed or was not signed by the house. */
export async function verified(text: string, key: CryptoKey): Promise<Code | null> {
    const dot = text.lastIndexOf('.')
    if (!personal(text) || dot < scheme.length || text.length > 200) return null
    try {
        const who = bytes(text.slice(scheme.length, dot))
        const said = new TextEncoder().encode(text.slice(0, dot))
        const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(text.slice(dot + 1)), said)
        if (!good || who.length !== 18) return null
        const hex = [...who.slice(0, 16)].map(each => each.toString(16).padStart(2, '0')).join('')
        const member = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
        return { member, serial: who[16] * 256 + who[17] }
    } catch {
        return null
    }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, letter => letter.charCodeAt(0))
}
