export type Tone = 'good' | 'again' | 'ask' | 'bad' | 'back'

/** Herz, start and length in seconds; told apart with closed eyes: rising, twice the same, three times, deep, falling. */
const tunes: Record<Tone, { notes: [number, number, number][]; shape: OscillatorType; shake: number[] }> = {
    good: { notes: [[880, 0, 0.09], [1319, 0.1, 0.16]], shape: 'sine', shake: [60] },
    again: { notes: [[740, 0, 0.1], [740, 0.16, 0.1]], shape: 'triangle', shake: [60, 60, 60] },
    ask: { notes: [[587, 0, 0.1], [587, 0.15, 0.1], [784, 0.3, 0.2]], shape: 'triangle', shake: [60, 60, 60, 60, 120] },
    bad: { notes: [[196, 0, 0.22], [165, 0.24, 0.34]], shape: 'square', shake: [300, 100, 300] },
    back: { notes: [[988, 0, 0.08], [659, 0.1, 0.14]], shape: 'sine', shake: [40] },
}

let player: AudioContext | undefined

/** Browsers play nothing before somebody touched the page. */
export function prepare(): void {
    for (const touch of ['pointerdown', 'keydown']) {
        addEventListener(touch, () => {
            player ??= new AudioContext()
            if (player.state === 'suspended') void player.resume()
        }, { capture: true, passive: true })
    }
}

export function play(tone: Tone, loud: boolean): void {
    const { notes, shape, shake } = tunes[tone]
    try { navigator.vibrate?.(shake) } catch { /* not allowed before the first touch */ }
    if (!loud || player?.state !== 'running') return
    for (const [pitch, start, length] of notes) {
        const from = player.currentTime + start
        const voice = new OscillatorNode(player, { type: shape, frequency: pitch })
        const strength = new GainNode(player, { gain: 0 })
        strength.gain.setValueAtTime(0, from)
        strength.gain.linearRampToValueAtTime(shape === 'square' ? 0.25 : 0.5, from + 0.01)
        strength.gain.setValueAtTime(shape === 'square' ? 0.25 : 0.5, from + length - 0.03)
        strength.gain.linearRampToValueAtTime(0, from + length)
        voice.connect(strength).connect(player.destination)
        voice.start(from)
        voice.stop(from + length)
    }
}
