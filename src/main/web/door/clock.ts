import * as store from './store'

/**
 * How far the server's clock is ahead of this device's, in milliseconds: the median over the last exchanges. Somebody who
 * sets the device's clock while the page is open moves it by the same jump.
 */
const measured: number[] = []
let current: number | null = null
let origin = Date.now() - performance.now()

export async function begin(): Promise<void> {
    current = await store.offset()
}

/** Learns from one exchange: sent and answered by the device's clock, `now` by the server's. */
export function learn(sentAt: number, answeredAt: number, now: string): void {
    jumped()
    measured.push(Date.parse(now) - (sentAt + answeredAt) / 2)
    if (measured.length > 9) measured.shift()
    current = Math.round([...measured].sort((a, b) => a - b)[measured.length >> 1])
    void store.offset(current)
}

export function offset(): number | null {
    jumped()
    return current
}

/** Now by the server's clock, as far as that is known. */
export function now(): number {
    return Date.now() + (offset() ?? 0)
}

function jumped(): void {
    const fresh = Date.now() - performance.now()
    const jump = fresh - origin
    if (Math.abs(jump) < 2_000) return
    origin = fresh
    if (current !== null) {
        current = Math.round(current - jump)
        void store.offset(current)
    }
    for (let place = 0; place < measured.length; place++) measured[place] -= jump
}
