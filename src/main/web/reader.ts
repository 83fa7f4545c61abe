import jsQR from 'jsqr'

// Finds a QR code in a picture that the door page took, beside the page's own thread.
self.onmessage = (event: MessageEvent<{ data: Uint8ClampedArray; side: number }>) => {
    const { data, side } = event.data
    postMessage(jsQR(data, side, side, { inversionAttempts: 'attemptBoth' })?.data ?? null)
}
