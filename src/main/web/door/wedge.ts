const gap = 80
const patient = 1_000    // once it is clear that nobody types it
const shortest = 5

/**
 * A USB scanner types what it reads, faster than anybody, and ends with Enter; wherever the page has its focus. Goes by the
 * keys as well as by the letters they made: a Vietnamese typing program makes "â" of "aa". Hands over both readings. What
 * came a moment before where no field is belongs to a number too: a busy page may be late for its first keys, and a number
 * whose first digits are missing would be somebody else's.
 */
export function listen(found: (texts: string[]) => void): void {
    let keys = ''
    let letters = ''
    let held = ''
    let last = 0
    let fast = 0
    let field: HTMLInputElement | null = null
    let before = ''

    window.addEventListener('keydown', event => {
        const now = event.timeStamp    // when the key was pressed, not when the page had time for it
        if (now - last > (personal(keys || letters) ? patient : gap)) {
            field = event.target instanceof HTMLInputElement ? event.target : null
            held = field || now - last > patient ? '' : held + keys
            keys = letters = ''
            fast = 0
            before = field?.value ?? ''
        } else fast++
        last = now
        if (event.key === 'Enter' || event.key === 'Tab') {
            const readings = [...new Set([keys, letters])].filter(one => one.length >= shortest)
            if (readings.length && fast >= readings[0].length) {
                event.preventDefault()
                event.stopImmediatePropagation()
                if (field?.isConnected) {
                    field.value = before
                    field.dispatchEvent(new Event('input', { bubbles: true }))
                }
                found(personal(keys) ? readings : readings.map(one => held + one))
            }
            held = keys = letters = ''
            return
        }
        if (event.ctrlKey || event.altKey || event.metaKey) return
        const key = typed(event)
        if (key) keys += key
        else if (event.key.length === 1 && event.code) keys += event.key
        if (event.key.length === 1) letters += event.key
        if (fast > 2 && event.key === ' ' && !field) event.preventDefault()    // nor may it press what has the focus
    }, true)
}

function personal(keys: string): boolean {
    return keys !== '' && (keys.startsWith('LT1.') || 'LT1.'.startsWith(keys))
}

const marks: Record<string, [string, string]> = { Minus: ['-', '_'], Period: ['.', '>'], Slash: ['/', '?'], Equal: ['=', '+'], Semicolon: [';', ':'] }

function typed({ code, shiftKey }: KeyboardEvent): string {
    if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3].toLowerCase()
    if (/^Digit\d$/.test(code)) return shiftKey ? '' : code[5]
    if (/^Numpad\d$/.test(code)) return code[6]
    return marks[code]?.[shiftKey ? 1 : 0] ?? ''
}
