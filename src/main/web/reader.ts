// Reads QR codes out of pictures, beside the page, so that the page never stops for it.
import jsQR from 'jsqr'

const side = 560
let canvas: OffscreenCanvas | undefined

self.addEventListener('message', event => {
    const picture = event.data as VideoFrame | ImageBitmap | ImageData
    const pixels = picture instanceof ImageData ? picture : drawn(picture)
    const found = jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: 'dontInvert' })
    self.postMessage(found?.data ?? '')
})

/** The middle of the picture only, and small: a code that is held before the camera fills it. */
function drawn(picture: VideoFrame | ImageBitmap): ImageData {
    const [width, height] = picture instanceof ImageBitmap ? [picture.width, picture.height] : [picture.displayWidth, picture.displayHeight]
    const whole = Math.min(width, height)
    const size = Math.min(side, whole)
    if (canvas?.width !== size) canvas = new OffscreenCanvas(size, size)
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!
    drawing.drawImage(picture, (width - whole) / 2, (height - whole) / 2, whole, whole, 0, 0, size, size)
    picture.close()
    return drawing.getImageData(0, 0, size, size)
}
