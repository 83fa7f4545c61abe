// The service worker: keeps the look, the page for no network and the page at the door, nothing else; no page with anybody's data.
const worker = self as unknown as ServiceWorkerGlobalScope & { keep: string[]; door: string[] }
const offline = '/offline'
const door = '/doors'
const shelf = 'lantoa-' + sum(worker.keep)
const doorShelf = 'lantoa-door-' + sum(worker.door)

worker.addEventListener('install', event => {
    event.waitUntil((async () => {
        const cache = await caches.open(shelf)
        await cache.addAll(worker.keep)
        await cache.put(offline, await fetched(offline))
        if ((await caches.keys()).some(name => name.startsWith('lantoa-door-'))) await keepDoor()
        await worker.skipWaiting()
    })())
})

worker.addEventListener('activate', event => {
    event.waitUntil((async () => {
        for (const name of await caches.keys()) if (name.startsWith('lantoa-') && name !== shelf && name !== doorShelf) await caches.delete(name)
        await worker.clients.claim()
    })())
})

worker.addEventListener('fetch', event => {
    const { request } = event
    if (request.method !== 'GET') return
    const { origin, pathname } = new URL(request.url)
    if (origin !== location.origin) return
    if (request.mode === 'navigate' && pathname === door) {
        event.respondWith((async () => {
            const kept = await caches.match(door)
            if (!kept) return fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error())
            event.waitUntil(renew().catch(() => undefined))
            return kept
        })())
    } else if (request.mode === 'navigate') {
        event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) ?? Response.error()))
    } else if (pathname.startsWith('/assets/')) {
        event.respondWith((async () => (await caches.match(request)) ?? fetch(request))())
    }
})

// The door page asks how much of what it needs lies here, before it calls itself ready for no network. Phones that never
// were at a door need not fetch it.
worker.addEventListener('message', event => {
    if (event.data !== 'kept?') return
    event.waitUntil((async () => {
        if (await missing()) await keepDoor().catch(() => undefined)
        event.ports[0]?.postMessage({ missing: await missing() })
    })())
})

async function keepDoor(): Promise<void> {
    const cache = await caches.open(doorShelf)
    await cache.addAll(worker.door)
    await cache.put(door, await fetched(door))
}

async function missing(): Promise<number> {
    const found = await Promise.all([...worker.door, door].map(address => caches.match(address)))
    return found.filter(one => !one).length
}

/** A door opens from the shelf at once; a newer page takes its place there only if everything it asks for is there too. */
async function renew(): Promise<void> {
    const fresh = await fetched(door)
    const needed = (await fresh.clone().text()).match(/\/assets\/[\w.-]+/g) ?? []
    const found = await Promise.all(needed.map(address => caches.match(address)))
    if (found.every(Boolean)) await (await caches.open(doorShelf)).put(door, fresh)
}

async function fetched(page: string): Promise<Response> {
    const answer = await fetch(page, { credentials: 'omit', cache: 'reload' })
    if (!answer.ok || answer.redirected) throw new Error(`${page}: ${answer.status}`)
    return answer
}

function sum(addresses: string[]): number {
    return addresses.join('|').split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
}

export {}
