import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const templates = '../jte'
const drawings = 'node_modules/@tabler/icons/icons/outline'
const mention = /(?:icon\(page = page, name|icon) = "([a-z0-9-]+)"/g

/** One SVG file with just the icons that templates name (`icon = "…"`), or that `icons.txt` lists since they are chosen at run time. */
export function icons(): Plugin {
    return {
        name: 'lantoa-icons',
        buildStart() {
            const names = new Set(readFileSync('icons.txt', 'utf8').split(/\s+/).filter(Boolean))
            for (const file of readdirSync(templates, { recursive: true, encoding: 'utf8' })) {
                if (!file.endsWith('.jte')) continue
                for (const found of readFileSync(join(templates, file), 'utf8').matchAll(mention)) names.add(found[1])
            }
            const symbols = [...names].sort().map(name => {
                const path = join(drawings, `${name}.svg`)
                if (!existsSync(path)) throw new Error(`There is no icon "${name}".`)
                const drawing = readFileSync(path, 'utf8').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
                const strokes = drawing.replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s+/g, ' ').trim()
                return `<symbol id="${name}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">${strokes}</symbol>`
            })
            this.emitFile({
                type: 'asset',
                name: 'icons.svg',
                originalFileName: 'icons.svg',
                source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`,
            })
        },
    }
}
