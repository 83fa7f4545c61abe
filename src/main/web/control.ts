// The control room and the page of a site.
import './app'
import './look/control.scss'
import './live'

const everyMillis = 15_000

/** The page of a site says every 15 s that it is open, also in the background, and shows whether that was heard. */
function keepBeating(sign: HTMLElement): void {
    const heard = (yes: boolean): void => {
        sign.querySelector<HTMLElement>('.beat-on')!.hidden = !yes
        sign.querySelector<HTMLElement>('.beat-off')!.hidden = yes
    }
    const beat = async (): Promise<void> => {
        try {
            const answer = await fetch(sign.dataset.beat ?? '', {
                method: 'POST',
                body: new URLSearchParams({ [sign.dataset.csrfName ?? '']: sign.dataset.csrf ?? '' }),
                redirect: 'error',
                signal: AbortSignal.timeout(10_000),
            })
            heard(answer.ok)
        } catch {
            heard(false)
        }
    }
    void beat()
    setInterval(() => void beat(), everyMillis)
    addEventListener('online', () => void beat())
}

const sign = document.querySelector<HTMLElement>('[data-beat]')
if (sign) keepBeating(sign)
