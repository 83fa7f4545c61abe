// The service worker: keeps the look, the page for no network and the door page, nothing else; no page with anybody's data.
const worker = self as unknown as ServiceWorkerGlobalScope & { keep: string[] }
const offline = '/offline'
const doors = '/doors'
const shelf = 'lantoa-' + worker.keep.join('|').split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)

worker.addEventListener('install', event => {
    event.waitUntil((async () => {
        const cache = await caches.open(shelf)
        await cache.addAll(worker.keep)
        for (const page of [offline, doors]) await cache.put(page, await fetch(page, { credentials: 'omit', cache: 'reload' }))
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
    if (request.mode === 'navigate' && pathname === doors) {
        event.respondWith((async () => (await caches.match(doors)) ?? fetch(request))())
    } else if (request.mode === 'navigate') {
        event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error()))
    } else if (pathname.startsWith('/assets/')) {
        event.respondWith((async () => (await caches.match(request)) ?? fetch(request))())
    }
})

export {}
