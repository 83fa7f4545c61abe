const gap = 80
const patient = 300    // once it is clear what it will be
const shortest = 5

/**
 * A USB scanner types what it reads, faster than anybody, and ends with Enter; wherever the page has its focus. Goes by the
 * keys as well as by the letters they made: a Vietnamese typing program makes "â" of "aa". Hands over both readings.
 */
export function listen(found: (texts: string[]) => void): void {
    let keys = ''
    let letters = ''
    let last = 0
    let fast = 0
    let field: HTMLInputElement | null = null
    let before = ''

    window.addEventListener('keydown', event => {
        const now = performance.now()
        if (now - last > (keys.startsWith('LT1.') ? patient : gap)) {
            keys = letters = ''
            fast = 0
            field = event.target instanceof HTMLInputElement ? event.target : null
            before = field?.value ?? ''
        } else fast++
        last = now
        if (event.key === 'Enter' || event.key === 'Tab') {
            if (keys.length >= shortest && fast >= keys.length - 1) {
                event.preventDefault()
                event.stopImmediatePropagation()
                if (field?.isConnected) {
                    field.value = before
                    field.dispatchEvent(new Event('input', { bubbles: true }))
                }
                found(keys === letters ? [keys] : [keys, letters])
            }
            keys = letters = ''
            return
        }
        if (event.ctrlKey || event.altKey || event.metaKey) return
        const key = typed(event)
        if (key) keys += key
        if (event.key.length === 1) {
            letters += event.key
            if (!key && !event.code) return
            if (!key) keys += event.key
            // fast typing must not press the button that has the focus
            if (fast > 2 && event.key === ' ' && !field) event.preventDefault()
        }
    }, true)
}

const marks: Record<string, [string, string]> = { Minus: ['-', '_'], Period: ['.', '>'], Slash: ['/', '?'], Equal: ['=', '+'], Semicolon: [';', ':'] }

function typed({ code, shiftKey }: KeyboardEvent): string {
    if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3].toLowerCase()
    if (/^Digit\d$/.test(code)) return shiftKey ? '' : code[5]
    if (/^Numpad\d$/.test(code)) return code[6]
    return marks[code]?.[shiftKey ? 1 : 0] ?? ''
}
