const waitMillis = 150
const dialog = document.getElementById('palette') as HTMLDialogElement
const field = dialog.querySelector('input') as HTMLInputElement
const words = dialog.querySelector('.palette-words') as HTMLElement
const sections = [...dialog.querySelectorAll<HTMLElement>('section')]
let timer = 0
let asking = new AbortController()

/** Opens the palette with the last words still in it, ready to be typed over. */
export function open(): void {
    if (!dialog.open) dialog.showModal()
    field.focus()
    field.select()
}

field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(field.value.trim()), waitMillis)
})
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })
dialog.addEventListener('keydown', event => {
    const hits = [...dialog.querySelectorAll<HTMLAnchorElement>('section:not([hidden]) a')]
    const at = hits.indexOf(document.activeElement as HTMLAnchorElement)
    if (event.key === 'ArrowDown') hits[Math.min(at + 1, hits.length - 1)]?.focus()
    else if (event.key === 'ArrowUp') (at > 0 ? hits[at - 1] : field).focus()
    else if (event.key === 'Escape') dialog.close()
    else if (event.key === 'Enter' && event.target === field) hits[0]?.click()
    else return
    event.preventDefault()
})

async function ask(question: string): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    if (question.length < 2) {
        for (const section of sections) section.hidden = true
        words.textContent = words.dataset.hint ?? ''
        words.hidden = false
        return
    }
    let failed = false
    await Promise.all(sections.map(async section => {
        try {
            const html = section.dataset.source ? await fetched(section.dataset.source, question, signal) : ''
            if (signal.aborted) return
            const list = section.querySelector('ul') as HTMLElement
            if (section.dataset.source) list.innerHTML = html
            else list.replaceChildren(...places(question))
            section.hidden = !list.firstElementChild
        } catch {
            failed = true
        }
    }))
    if (signal.aborted) return
    words.hidden = sections.some(section => !section.hidden)
    words.textContent = (failed ? words.dataset.failed : words.dataset.none) ?? ''
}

async function fetched(source: string, question: string, signal: AbortSignal): Promise<string> {
    const answer = await fetch(`${source}?q=${encodeURIComponent(question)}`, { signal, headers: { 'HX-Request': 'true' } })
    return answer.status === 200 && !answer.redirected ? answer.text() : ''
}

function places(question: string): HTMLElement[] {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.places a')]
    return links.filter(link => folded(link.textContent ?? '').includes(folded(question))).map(link => {
        const item = document.createElement('li')
        const copy = document.createElement('a')
        copy.href = link.href
        copy.textContent = link.textContent
        item.append(copy)
        return item
    })
}

function folded(text: string): string {
    return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}
