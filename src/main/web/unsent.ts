const changed = new Set<HTMLFormElement>()

/** Warns before a page with changed but unsent input is left. Forms that search or switch something are left alone. */
export function warnOfUnsent(): void {
    document.addEventListener('input', event => {
        const form = (event.target as HTMLInputElement).form
        if (form?.method === 'post' && form.closest('main') && !form.hasAttribute('data-free')) changed.add(form)
    })
    document.addEventListener('submit', event => changed.delete(event.target as HTMLFormElement))
    document.addEventListener('reset', event => changed.delete(event.target as HTMLFormElement))
    document.addEventListener('kept', event => changed.delete(event.target as HTMLFormElement))
    addEventListener('beforeunload', event => {
        if ([...changed].some(form => form.isConnected)) event.preventDefault()
    })
}
