/** The sentences of the door page in both languages, kept with the page, so that a reader may change without a line. */
type Bundle = Record<string, string>

const bundles = JSON.parse(document.getElementById('door-words')?.textContent ?? '{}') as Record<string, Bundle>
let chosen = 'vi'

export function use(language: string): void {
    chosen = language in bundles ? language : 'vi'
}

export function language(): string {
    return chosen
}

/** The sentence `key` with its places `{0}`, `{1}` filled. */
export function t(key: string, ...values: (string | number)[]): string {
    const sentence = bundles[chosen]?.[key] ?? key
    return sentence.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ''))
}
