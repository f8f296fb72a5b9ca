import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The address of the backend that `npm run dev` starts beside Vite. */
const backend = process.env.PORTOLAN_BACKEND ?? 'http://127.0.0.1:7655'

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      // monaco-yaml imports Monaco's files by the paths that they had before Monaco said what it exports.
      { find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' },
      // Its own starts a new worker whenever schemas change.
      {
        find: 'monaco-worker-manager/worker',
        replacement: fileURLToPath(new URL('src/ui/editor/worker-start.ts', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: 'dist/web',
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        // What every page needs comes as one file: dozens of small ones cost more than what is in them.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 7654,
    strictPort: true,
    proxy: {
      '^/(clusters|session|sign-out|view-as)([/?]|$)': { target: backend },
      '^/sign-in/(local|token|oidc)([/?]|$)': { target: backend },
      '/watch': { target: backend, ws: true },
    },
  },
})
