const all = JSON.parse(document.getElementById('words')!.textContent!) as Record<string, Record<string, string>>

// made once: to make one takes longer than everything else about a scan
const numbers = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en') }
const times = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh', hourCycle: 'h23' })

export let language = localStorage.getItem('door-language') ?? (navigator.language.startsWith('en') ? 'en' : 'vi')

/** The sentence `key` in the language of the page with its places filled. */
export function t(key: string, ...places: (string | number)[]): string {
    const sentence = all[language]?.[key]
    if (sentence === undefined) throw new Error(`no words for ${key}`)
    return sentence.replace(/\{(\d)\}/g, (_, place) => String(places[place] ?? ''))
}

/** Puts the words of the present language to everything on the page that names its own (`data-t`, `data-t-label`, `data-t-hint`). */
export function translate(root: ParentNode = document): void {
    document.documentElement.lang = language
    root.querySelectorAll<HTMLElement>('[data-t]').forEach(place => { place.textContent = t(place.dataset.t!) })
    root.querySelectorAll<HTMLElement>('[data-t-label]').forEach(place => place.setAttribute('aria-label', t(place.dataset.tLabel!)))
    root.querySelectorAll<HTMLInputElement>('[data-t-hint]').forEach(place => { place.placeholder = t(place.dataset.tHint!) })
}

export function speak(chosen: string): void {
    language = chosen
    localStorage.setItem('door-language', chosen)
    translate()
}

export function number(count: number): string {
    return numbers[language === 'en' ? 'en' : 'vi'].format(count)
}

/** Hours and minutes in Viet Nam. */
export function time(at: string | Date): string {
    return times.format(new Date(at))
}
