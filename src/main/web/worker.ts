// The service worker: keeps the look and the page for no network, nothing else; no page with anybody's data.
const worker = self as unknown as ServiceWorkerGlobalScope & { keep: string[] }
const offline = '/offline'
const shelf = 'lantoa-' + worker.keep.join('|').split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)

worker.addEventListener('install', event => {
    event.waitUntil((async () => {
        const cache = await caches.open(shelf)
        await cache.addAll(worker.keep)
        await cache.put(offline, await fetch(offline, { credentials: 'omit', cache: 'reload' }))
        await worker.skipWaiting()
    })())
})

worker.addEventListener('activate', event => {
    event.waitUntil((async () => {
        for (const name of await caches.keys()) if (name.startsWith('lantoa-') && name !== shelf) await caches.delete(name)
        await worker.clients.claim()
    })())
})

worker.addEventListener('fetch', event => {
    const { request } = event
    if (request.method !== 'GET') return
    const { origin, pathname } = new URL(request.url)
    if (origin !== location.origin) return
    if (request.mode === 'navigate') {
        event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error()))
    } else if (pathname.startsWith('/assets/')) {
        event.respondWith((async () => (await caches.match(request)) ?? fetch(request))())
    }
})

export {}
