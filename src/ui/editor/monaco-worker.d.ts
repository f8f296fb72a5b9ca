/** Monaco ships no types for the start of its workers. */
declare module 'monaco-editor/editor/editor.worker.js' {
  export function initialize(create: (context: unknown, options: unknown) => object): void
}
