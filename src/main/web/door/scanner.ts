/**
 * Reads QR codes with the camera: by the browser's own reader where it has one, else by ours in a worker, so that the page
 * never waits. And reads what a scanner on a cable types.
 */
type Detector = { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> }

const side = 640
const pause = 120

export class Camera {
    private stream: MediaStream | null = null
    private worker: Worker | null = null
    private detector: Detector | null = null
    private timer = 0
    private busy = false
    private readonly canvas = document.createElement('canvas')

    constructor(private readonly video: HTMLVideoElement, private readonly reader: string, private readonly read: (text: string) => void) {
        this.canvas.width = this.canvas.height = side
    }

    get on(): boolean {
        return this.stream !== null
    }

    /** @throws where there is no camera, or it may not be used */
    async start(): Promise<void> {
        if (this.stream) return
        this.stream = await navigator.mediaDevices.getUserMedia({
            video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
            audio: false,
        })
        this.video.srcObject = this.stream
        await this.video.play()
        await this.prepare()
        this.timer = window.setInterval(() => void this.look(), pause)
    }

    stop(): void {
        clearInterval(this.timer)
        for (const track of this.stream?.getTracks() ?? []) track.stop()
        this.stream = null
        this.video.srcObject = null
    }

    /** Whether the lamp could be switched; not every camera has one. */
    async lamp(on: boolean): Promise<boolean> {
        const track = this.stream?.getVideoTracks()[0]
        try {
            await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
            return track !== undefined
        } catch {
            return false
        }
    }

    private async prepare(): Promise<void> {
        const own = (window as unknown as { BarcodeDetector?: { new (o: object): Detector; getSupportedFormats(): Promise<string[]> } }).BarcodeDetector
        try {
            if (own && (await own.getSupportedFormats()).includes('qr_code')) this.detector = new own({ formats: ['qr_code'] })
        } catch {
            this.detector = null
        }
        if (this.detector || this.worker) return
        this.worker = new Worker(this.reader, { type: 'module' })
        this.worker.onmessage = event => {
            this.busy = false
            if (event.data) this.read(event.data as string)
        }
        this.worker.onerror = () => { this.busy = false }
    }

    private async look(): Promise<void> {
        const { videoWidth: width, videoHeight: height } = this.video
        if (this.busy || document.hidden || !width) return
        this.busy = true
        if (this.detector) {
            try {
                const found = await this.detector.detect(this.video)
                if (found[0]) this.read(found[0].rawValue)
            } catch {
                this.detector = null
                await this.prepare()
            }
            this.busy = false
            return
        }
        const edge = Math.min(width, height)
        const brush = this.canvas.getContext('2d', { willReadFrequently: true })
        if (!brush) return
        brush.drawImage(this.video, (width - edge) / 2, (height - edge) / 2, edge, edge, 0, 0, side, side)
        const picture = brush.getImageData(0, 0, side, side)
        this.worker?.postMessage({ data: picture.data, side }, [picture.data.buffer])
    }
}

/** Hears a scanner on a cable wherever the focus is: letters that come faster than anybody types, ended by Enter. */
export function hearTyping(read: (text: string) => void): void {
    let text = ''
    let last = 0
    let quick = 0
    document.addEventListener('keydown', event => {
        const at = performance.now()
        const fast = at - last < 45
        last = at
        if (event.key === 'Enter') {
            if (text.length >= 6 && quick >= text.length - 2) {
                event.preventDefault()
                event.stopPropagation()
                const field = document.activeElement
                if (field instanceof HTMLInputElement) field.value = field.value.replace(text, '')
                read(text)
            }
            text = ''
            quick = 0
            return
        }
        if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return
        if (!fast) {
            text = ''
            quick = 0
        }
        text += event.key
        if (fast) quick++
    }, true)
}
