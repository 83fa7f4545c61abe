// Reads QR codes out of pictures, beside the page, so that the page never stops for it.
import jsQR from 'jsqr'

let canvas: OffscreenCanvas | undefined

self.addEventListener('message', event => {
    const picture = event.data as ImageBitmap | ImageData
    const pixels = picture instanceof ImageData ? picture : drawn(picture)
    const found = jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: 'dontInvert' })
    self.postMessage(found?.data ?? '')
})

function drawn(picture: ImageBitmap): ImageData {
    const { width, height } = picture
    if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
    const drawing = canvas.getContext('2d', { willReadFrequently: true })!
    drawing.drawImage(picture, 0, 0)
    picture.close()
    return drawing.getImageData(0, 0, width, height)
}
