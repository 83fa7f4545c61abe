import type { Clock } from './clock'
import type { Device } from './store'

/** There was no answer of the house: no network, too slow, or the house is ill. To be tried again. */
export class Down extends Error {}

/** The house answered and will never take it. */
export class Never extends Error {
    constructor(readonly status: number) { super(String(status)) }
}

/** The house does not know the device's token. */
export class Unknown extends Error {}

/** One call of a device to the house, by which the clocks meet as well. Answers null where nothing has changed. */
export async function call(clock: Clock, device: Device, method: string, path: string, body?: unknown,
                           { timeout = 10_000, tag }: { timeout?: number; tag?: string } = {}): Promise<{ body: any; tag: string | null } | null> {
    const headers: Record<string, string> = { Authorization: `Door ${device.token}`, Accept: 'application/json' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (tag) headers['If-None-Match'] = tag
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), timeout)
    try {
        const sent = performance.now()
        const answer = await fetch(`/doors/${device.door}/${path}`, {
            method, headers, signal: stop.signal, cache: 'no-store', credentials: 'omit', redirect: 'error',
            body: body === undefined ? undefined : JSON.stringify(body),
        })
        const got = performance.now()
        if (answer.status === 304) {
            clock.measure(answer.headers.get('Door-Now'), sent, got)
            return null
        }
        if (answer.status === 401) throw new Unknown()
        if ([400, 413, 415, 422].includes(answer.status)) throw new Never(answer.status)
        if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) throw new Down(String(answer.status))
        const told = await answer.json()
        if (typeof told?.now !== 'string') throw new Down('no house')    // a hotel's page that answers everything
        clock.measure(told.now, sent, got)
        return { body: told, tag: answer.headers.get('ETag') }
    } catch (failed) {
        if (failed instanceof Down || failed instanceof Never || failed instanceof Unknown) throw failed
        throw new Down(String(failed))
    } finally {
        clearTimeout(timer)
    }
}
