import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The address of the backend that `npm run dev` starts beside Vite. */
const backend = process.env.PORTOLAN_BACKEND ?? 'http://127.0.0.1:7655'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The first few lines of code, which only ask for what the page will need. */
const main = at('src/app/main.ts')

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** All that a module cannot be without, itself among it. */
function neededBy(id: string, modules: Modules, all = new Set<string>()): ReadonlySet<string> {
  if (!all.has(id)) {
    all.add(id)
    for (const each of modules.getModuleInfo(id)?.importedIds ?? []) neededBy(each, modules, all)
  }
  return all
}

let ahead: ReadonlySet<string> | undefined

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      // monaco-yaml imports Monaco's files by the paths that they had before Monaco said what it exports.
      { find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' },
      // Its own starts a new worker whenever schemas change.
      {
        find: 'monaco-worker-manager/worker',
        replacement: at('src/ui/editor/worker-start.ts'),
      },
    ],
  },
  build: {
    outDir: 'dist/web',
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // What the first lines fetch is named as well, so that the browser does not wait for them to ask for it.
      input: [at('index.html'), at('src/app/start.tsx')],
      output: {
        // What every page needs comes as two files: dozens of small ones cost more than what is in them. The first
        // begins while the second is still on its way.
        codeSplitting: {
          groups: [
            {
              debugName: 'ahead',
              tags: ['$initial'],
              name: (id, modules) => {
                ahead ??= neededBy(main, modules)
                return ahead.has(id) ? 'ahead' : 'first'
              },
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 7654,
    strictPort: true,
    proxy: {
      '^/(clusters|session|sign-out|view-as|product)([/?]|$)': { target: backend },
      '^/sign-in/(local|token|oidc)([/?]|$)': { target: backend },
      '/watch': { target: backend, ws: true },
    },
  },
})
