import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Writes each text file beside itself once more as gzip and brotli, so that the server need not compress it anew for everybody. */
export function compressed(): Plugin {
    return {
        name: 'lantoa-compressed',
        writeBundle({ dir }) {
            for (const name of readdirSync(dir!)) {
                if (!/\.(js|css|svg)$/.test(name)) continue
                const content = readFileSync(join(dir!, name))
                writeFileSync(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }))
                writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
            }
        },
    }
}
