/** A short sound and a shake for each kind of result, so that nobody need look. */
export type Kind = 'good' | 'know' | 'bad'

const tones: Record<Kind, [number, number][]> = {
    good: [[880, 0.09], [1_320, 0.16]],
    know: [[660, 0.14], [660, 0.14]],
    bad: [[220, 0.22], [180, 0.3]],
}
const shakes: Record<Kind, number[]> = { good: [60], know: [60, 80, 60], bad: [250] }

let player: AudioContext | null = null

/** Browsers let a page sound only after somebody touched it. */
export function wake(): void {
    player ??= 'AudioContext' in window ? new AudioContext() : null
    if (player?.state === 'suspended') void player.resume()
}

export function play(kind: Kind): void {
    navigator.vibrate?.(shakes[kind])
    if (!player || player.state !== 'running') return
    let at = player.currentTime
    for (const [hertz, seconds] of tones[kind]) {
        const tone = player.createOscillator()
        const loud = player.createGain()
        tone.type = kind === 'bad' ? 'square' : 'sine'
        tone.frequency.value = hertz
        loud.gain.setValueAtTime(0.25, at)
        loud.gain.exponentialRampToValueAtTime(0.001, at + seconds)
        tone.connect(loud).connect(player.destination)
        tone.start(at)
        tone.stop(at + seconds)
        at += seconds
    }
}
