import { at, type Door } from './door'
import { exported } from './queue'
import { opens, resting } from './pin'
import { everything, note, unsent, wipe } from './store'
import { language, number, speak, t } from './words'

/** What is needed seldom: the list of the last scans, everybody leaves, the file, looks, the end. */
export class Menu {
    private readonly dialog = at<HTMLDialogElement>('more-dialog')
    private trustedUntil = -Infinity    // by performance.now(): whoever knows the PIN of the kiosk is there

    constructor(private readonly door: Door) {
        const show = () => void this.open()
        at('more').addEventListener('click', show)
        at('line').addEventListener('click', show)
        this.on('more-recent', () => door.lists.recent())
        this.on('more-guest', () => door.lists.guest(''))
        this.on('more-leave', () => this.confirm('leave-dialog', () => door.leaveAll()))
        this.on('more-file', () => { if (!this.asksForPin) void this.write() })
        this.on('more-wipe', () => { if (!this.asksForPin) void this.empty() })
        at('more-language').addEventListener('click', () => {
            speak(language === 'vi' ? 'en' : 'vi')
            document.dispatchEvent(new Event('door:language'))
            void this.draw()
        })
        at('more-sound').addEventListener('click', () => {
            door.loud = !door.loud
            localStorage.setItem('door-sound', door.loud ? 'on' : 'off')
            void this.draw()
        })
        at('more-type').addEventListener('click', () => {
            const large = document.documentElement.dataset.type !== 'large'
            localStorage.setItem('door-type', large ? 'large' : '')
            this.dressType()
            void this.draw()
        })
        this.dressType()
        at('pin-dialog').querySelector('form')!.addEventListener('submit', event => {
            event.preventDefault()
            void this.unlock()
        })
    }

    private on(id: string, run: () => void): void {
        at(id).addEventListener('click', () => {
            this.dialog.close()
            run()
        })
    }

    private dressType(): void {
        if (localStorage.getItem('door-type') === 'large') document.documentElement.dataset.type = 'large'
        else delete document.documentElement.dataset.type
    }

    private async open(): Promise<void> {
        if (this.asksForPin) {
            at<HTMLInputElement>('pin').value = ''
            await this.tellPin(false)
            return at<HTMLDialogElement>('pin-dialog').showModal()
        }
        await this.draw()
        this.dialog.showModal()
    }

    /** The operator's part of a kiosk opens for five minutes to whoever knows its PIN, and to nobody else. */
    private get asksForPin(): boolean {
        return this.door.isKiosk && location.hash === '#operator' && this.door.device.lock !== undefined && performance.now() > this.trustedUntil
    }

    private async unlock(): Promise<void> {
        const field = at<HTMLInputElement>('pin')
        const pin = field.value
        field.value = ''
        if (!await opens(this.door.device.lock!, pin)) return this.tellPin(true)
        this.trustedUntil = performance.now() + 300_000
        at<HTMLDialogElement>('pin-dialog').close()
        await this.open()
    }

    private async tellPin(wrong: boolean): Promise<void> {
        const rest = Math.ceil(await resting() / 1_000)
        at('pin-state').textContent = rest ? t('pin-wait', number(rest)) : wrong ? t('pin-wrong') : ''
    }

    private async draw(): Promise<void> {
        const held = await unsent()
        at('more-state').textContent = held ? t('more-held', number(held)) : t('more-all-sent')
        at('more-sound').setAttribute('aria-pressed', String(this.door.loud))
        at('more-type').setAttribute('aria-pressed', String(document.documentElement.dataset.type === 'large'))
        const keeper = !this.door.isKiosk || location.hash === '#operator' && !this.asksForPin
        for (const id of ['more-file', 'more-wipe']) at(id).hidden = !keeper
        at('more-pin-none').hidden = !this.door.isKiosk || this.door.device.lock !== undefined || location.hash !== '#operator'
        for (const id of ['more-recent', 'more-guest', 'more-leave']) at(id).hidden = this.door.isKiosk
    }

    /** Asks once; `run` only on yes. */
    private confirm(id: string, run: () => void | Promise<void>): void {
        const dialog = at<HTMLDialogElement>(id)
        const decided = () => {
            dialog.removeEventListener('close', decided)
            if (dialog.returnValue === 'yes') void run()
        }
        dialog.returnValue = ''
        dialog.addEventListener('close', decided)
        dialog.showModal()
    }

    /** The queue as a file, and how to bring it. */
    private async write(): Promise<void> {
        const { files, nonces } = await exported()
        at('file-none').hidden = files.length > 0
        at('file-how').hidden = files.length === 0
        at<HTMLDialogElement>('file-dialog').showModal()
        for (const file of files) {
            const link = document.createElement('a')
            link.href = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }))
            link.download = `cua-${file.device.door}-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}.json`
            link.click()
            setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
        }
        await note(nonces, () => ({ exported: true }))
    }

    /** Empties the device, unless something would be lost by it. */
    private async empty(): Promise<void> {
        await this.door.queue.flush()
        const open = this.door.log.entries.length ? await unsent() : 0
        const lost = open ? (await exportedNot()) : 0
        at('wipe-refused').hidden = lost === 0
        at('wipe-refused').textContent = t('wipe-refused', number(lost))
        at('wipe-ask').hidden = lost > 0
        at('wipe-yes').hidden = lost > 0
        this.confirm('wipe-dialog', async () => {
            if (await exportedNot()) return
            await wipe()
            location.reload()
        })
    }
}

async function exportedNot(): Promise<number> {
    return (await everything()).filter(entry => entry.state !== 'sent' && !entry.exported).length
}
