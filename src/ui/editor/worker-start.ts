/**
 * Starts the language service in its worker, in place of `monaco-worker-manager/worker` (see `vite.config.ts`):
 * with other schemas this one goes on, where that one needs another worker, which takes long to load.
 */
import { initialize as start } from 'monaco-editor/editor/editor.worker.js'

type Service = Readonly<Record<string, unknown>>

export function initialize(create: (context: unknown, options: unknown) => Service): void {
  // The first message only wakes the worker up; the second one holds the options.
  self.onmessage = () =>
    start((context, options) => {
      let service = create(context, options)
      const configure = (changed: unknown) => {
        service = create(context, changed)
      }
      return new Proxy({}, { get: (_, name: string) => (name === 'configure' ? configure : service[name]) })
    })
}
