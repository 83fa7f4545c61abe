import { keep, kept } from './store'

interface Meeting { offset: number; trip: number }

const most = 9

/**
 * How far the server's clock is ahead of this device's: the median of the last round trips on which the server told its
 * time, half a round trip taken for the way back. What was measured before is kept over a reload without network.
 */
export class Clock {
    private meetings: Meeting[] = []
    private drift = Date.now() - performance.now()

    async remember(): Promise<void> {
        this.meetings = await kept<Meeting[]>('clock') ?? []
    }

    /** @param sent and @param got by `performance.now()` */
    measure(told: string | null | undefined, sent: number, got: number): void {
        const server = Date.parse(told ?? '')
        if (Number.isNaN(server)) return
        const drift = Date.now() - performance.now()
        if (Math.abs(drift - this.drift) > 2_000) this.meetings = []    // somebody set the clock meanwhile
        this.drift = drift
        const trip = got - sent
        this.meetings.push({ offset: server - (drift + got - trip / 2), trip })
        this.meetings = this.meetings.slice(-most)
        void keep('clock', this.meetings).catch(() => undefined)
    }

    /** Whole milliseconds, or null if server and device never met. */
    get offset(): number | null {
        if (!this.meetings.length) return null
        const sorted = this.meetings.map(meeting => meeting.offset).sort((one, other) => one - other)
        return Math.round(sorted[sorted.length >> 1])
    }

    /** The time by the server's clock, as far as it is known. */
    now(): Date {
        return new Date(Date.now() + (this.offset ?? 0))
    }
}
