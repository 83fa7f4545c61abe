const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]]

/** How long ago, or how long until, `moment` is, in the language of the page: "5 phút trước". */
export function ago(moment: Date, now = new Date()): string {
    const seconds = Math.round((moment.getTime() - now.getTime()) / 1000)
    const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps[3]
    return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}

/** Keeps every `<time data-ago datetime="…">` true; the exact time stays in its title. */
export function keepTime(): void {
    const tell = () => {
        for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
            time.title ||= time.textContent ?? ''
            time.textContent = ago(new Date(time.dateTime))
        }
    }
    tell()
    setInterval(tell, 30_000)
    document.addEventListener('htmx:after:swap', tell)
    document.addEventListener('live:updated', tell)
}
