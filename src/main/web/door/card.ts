import { who } from './log'
import type { Tone } from './sound'
import type { Answer, Decision, Entry } from './store'
import { t, time } from './words'

/** What the door says of one scan. */
export interface Card {
    tone: Tone
    icon: string
    word: string
    name?: string
    cell?: string
    note?: string
    acts: ('admit' | 'guest' | 'ask')[]
}

/** What the snapshot says of whom it was, before the server has spoken. */
export type Guess = 'known' | 'old' | 'forged' | 'elsewhere' | 'unread'

/** @param before when this door had let the person in already */
export function card(entry: Entry, answer: Answer | null, guess: Guess, before: string | undefined): Card {
    const name = answer?.name ?? entry.name
    const cell = answer?.cell ?? entry.cell
    return { name: name ?? undefined, cell: cell ?? undefined, acts: [], ...(answer ? told(entry, answer) : guessed(entry, guess, before)) }
}

function told(entry: Entry, answer: Answer): Omit<Card, 'acts'> & Partial<Card> {
    const since = answer.since ? time(answer.since) : ''
    switch (answer.outcome) {
        case 'recorded':
            if (entry.kind === 'guest') return { tone: 'good', icon: 'circle-check', word: t('guest-in') }
            return entry.kind === 'out' ? { tone: 'good', icon: 'logout', word: t('left') } : { tone: 'good', icon: 'circle-check', word: t('welcome') }
        case 'already':
            if (entry.kind === 'guest') return { tone: 'again', icon: 'clock', word: t('guest-in') }
            if (entry.kind === 'out') return { tone: 'again', icon: 'logout', word: since ? t('left-at', since) : t('left') }
            return { tone: 'again', icon: 'clock', word: t('already', since), note: answer.site ? t('already-at', answer.site) : undefined }
        case 'back': return { tone: 'good', icon: 'circle-check', word: t('back') }
        case 'not-in': return { tone: 'again', icon: 'logout', word: t('not-in') }
        case 'undone': return { tone: 'back', icon: 'arrow-back-up', word: t('undone') }
        case 'other-site':
            return since ? { tone: 'ask', icon: 'map-pin', word: t('in-elsewhere', since), note: answer.site ?? undefined, acts: ['admit'] }
                : { tone: 'ask', icon: 'map-pin', word: t('elsewhere'), note: answer.site ?? undefined, acts: ['admit'] }
        case 'not-on-roster': return { tone: 'bad', icon: 'user-off', word: t('no-roster'), acts: ['guest', 'ask'] }
        case 'session-closed': return { tone: 'bad', icon: 'lock', word: t('closed'), note: t('for-a-person') }
        case 'keeper-gone': return { tone: 'bad', icon: 'lock', word: t('keeper-gone'), note: t('for-a-person') }
        case 'clash': return { tone: 'bad', icon: 'alert-triangle', word: t('clash'), note: t('for-a-person') }
        default: return { tone: 'bad', icon: 'x', word: t('unknown-code'), note: t('unknown-code-next') }
    }
}

function guessed(entry: Entry, guess: Guess, before: string | undefined): Omit<Card, 'acts'> & Partial<Card> {
    const note = t('kept')
    if (entry.undoes) return { tone: 'back', icon: 'arrow-back-up', word: t('undone'), note }
    if (entry.kind === 'guest') return { tone: 'good', icon: 'circle-check', word: t('guest-in'), note }
    if (guess === 'forged') return { tone: 'bad', icon: 'x', word: t('unknown-code'), note: t('unknown-code-next') }
    if (guess === 'old') return { tone: 'bad', icon: 'x', word: t('old-code'), note: t('unknown-code-next') }
    if (guess === 'unread') return { tone: 'ask', icon: 'clock', word: t('unread'), note }
    if (entry.kind === 'out') return { tone: 'good', icon: 'logout', word: t('left'), note }
    if (entry.admit) return { tone: 'good', icon: 'circle-check', word: t('welcome'), note }
    if (guess === 'elsewhere') return { tone: 'ask', icon: 'map-pin', word: t('not-here'), note, acts: ['admit'] }
    if (before) return { tone: 'again', icon: 'clock', word: t('already', time(before)), note }
    return { tone: 'good', icon: 'circle-check', word: t('welcome'), note }
}

/** A line of a list in words: what came of it. */
export function outcome(entry: Entry): string {
    if (entry.undone) return t('undone')
    if (entry.state === 'stuck') return t('stuck')
    if (!entry.answer) return t('waiting')
    if (entry.decision) return decided(entry.decision)
    if (entry.note && entry.answer.outcome === 'not-on-roster') return t('asked-waits', entry.note)
    return told(entry, entry.answer).word
}

/** What a person decided about it. */
function decided({ decision, reason, at }: Decision): string {
    return decision === 'admitted' ? t('decided-admitted', time(at)) : t(`decided-${decision}`, reason)
}

export function named(entry: Entry): string {
    return entry.name ?? entry.answer?.name ?? entry.guest?.name ?? entry.memberNo ?? (who(entry) ? '' : entry.code?.slice(0, 24)) ?? ''
}
