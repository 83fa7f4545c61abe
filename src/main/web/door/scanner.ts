interface Detector { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> }
type Detectors = { new(options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

const pause = 120
const side = 560

/** The camera at the door: by the browser's own reader where it has one, else by ours in a worker. */
export class Scanner {
    private stream: MediaStream | null = null
    private decoder: Worker | null = null
    private own: Detector | null = null
    private timer = 0

    constructor(private readonly video: HTMLVideoElement, private readonly script: string, private readonly found: (text: string) => void) {}

    get running(): boolean {
        return this.stream !== null
    }

    /** @throws DOMException where there is no camera or it may not be used */
    async start(): Promise<void> {
        if (this.stream) return
        this.stream = await navigator.mediaDevices.getUserMedia({
            audio: false,
            video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
        })
        this.stream.getVideoTracks()[0].addEventListener('ended', () => this.stop())
        this.video.srcObject = this.stream
        await this.video.play().catch(() => undefined)
        await this.choose()
        this.look()
    }

    stop(): void {
        clearTimeout(this.timer)
        this.stream?.getTracks().forEach(track => track.stop())
        this.stream = null
        this.video.srcObject = null
    }

    get lamp(): boolean {
        const track = this.stream?.getVideoTracks()[0]
        return Boolean((track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch)
    }

    async light(on: boolean): Promise<void> {
        await this.stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
    }

    private async choose(): Promise<void> {
        if (this.own || this.decoder) return
        const detectors = (self as { BarcodeDetector?: Detectors }).BarcodeDetector
        if (detectors && (await detectors.getSupportedFormats().catch(() => [] as string[])).includes('qr_code')) {
            this.own = new detectors({ formats: ['qr_code'] })
            return
        }
        this.decoder = new Worker(this.script, { type: 'module' })
        this.decoder.addEventListener('message', event => this.looked(event.data as string))
        this.decoder.addEventListener('error', () => this.later())
    }

    private async look(): Promise<void> {
        const { video } = this
        if (!this.stream || document.hidden || video.readyState < 2 || !video.videoWidth) return this.later()
        try {
            if (this.own) return this.looked((await this.own.detect(video))[0]?.rawValue ?? '')
            // A frame is handed over as it is; to make a picture of it would stop the page for many milliseconds.
            if ('OffscreenCanvas' in self) {
                const picture = 'VideoFrame' in self ? new VideoFrame(video) : await createImageBitmap(video)
                this.decoder!.postMessage(picture, [picture])
            } else {
                const pixels = drawn(video)
                this.decoder!.postMessage(pixels, [pixels.data.buffer])
            }
        } catch {
            if (this.own) this.own = null    // a reader that fails once is not asked again
            await this.choose()
            this.later()
        }
    }

    private looked(text: string): void {
        if (text) this.found(text)
        this.later()
    }

    private later(): void {
        clearTimeout(this.timer)
        if (this.stream) this.timer = window.setTimeout(() => void this.look(), pause)
    }
}

let canvas: HTMLCanvasElement | undefined

function drawn(video: HTMLVideoElement): ImageData {
    const whole = Math.min(video.videoWidth, video.videoHeight)
    const size = Math.min(side, whole)
    canvas ??= document.createElement('canvas')
    canvas.width = canvas.height = size
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!
    drawing.drawImage(video, (video.videoWidth - whole) / 2, (video.videoHeight - whole) / 2, whole, whole, 0, 0, size, size)
    return drawing.getImageData(0, 0, size, size)
}
