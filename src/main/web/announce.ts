/** Says a sentence to people who listen to the page; the same sentence twice is said twice. */
export function announce(sentence: string): void {
    const announcer = document.getElementById('announcer')
    if (!announcer || !sentence) return
    announcer.textContent = ''
    setTimeout(() => { announcer.textContent = sentence }, 50)
}
