import { defineConfig } from 'vite'
import { compressed } from './compressed'
import { icons } from './icons'

export default defineConfig({
    base: '/assets/',
    plugins: [icons(), compressed()],
    css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
    build: {
        outDir: '../../../target/classes/static/assets',
        emptyOutDir: true,
        assetsDir: '',
        assetsInlineLimit: 0,
        manifest: 'manifest.json',
        target: 'es2020',
        cssTarget: 'chrome123',
        modulePreload: false,
        rollupOptions: {
            input: {
                app: 'app.ts',
                board: 'board.ts',
                control: 'control.ts',
                discussion: 'discussion.ts',
                door: 'door.ts',
                doorkey: 'doorkey.ts',
                player: 'player.ts',
                reader: 'reader.ts',
                conference: 'conference.ts',
                rollcall: 'rollcall.ts',
                screen: 'screen.ts',
                worker: 'worker.ts',
            },
        },
    },
})
