const roles: Record<string, string> = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' }

/** Tables whose rows are stacked on phones stay tables for those who listen, whatever a browser makes of `display`. */
export function keepTables(): void {
    for (const table of document.querySelectorAll('table.stack:not([role])')) {
        for (const part of [table, ...table.querySelectorAll('thead, tbody, tr, td')]) part.setAttribute('role', roles[part.tagName])
        for (const head of table.querySelectorAll('th')) head.setAttribute('role', head.scope === 'row' ? 'rowheader' : 'columnheader')
    }
}
