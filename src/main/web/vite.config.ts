import { defineConfig } from 'vite'

export default defineConfig({
    base: '/assets/',
    build: {
        outDir: '../../../target/classes/static/assets',
        emptyOutDir: true,
        manifest: 'manifest.json',
        target: 'es2020',
        rollupOptions: { input: { app: 'app.ts' } },
    },
})
