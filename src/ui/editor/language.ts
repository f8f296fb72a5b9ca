/** YAML in Monaco: completion, hover and problems, from one worker a page that knows a schema for each model. */
import { configureMonacoYaml } from 'monaco-yaml'
import type { JsonSchema } from '../../k8s/openapi.ts'
import type { Diagnostic } from './diagnostics.ts'
import { monaco } from './monaco.ts'
import { onlyFields } from './offers.ts'
import YamlWorker from './yaml.worker.ts?worker'

type Model = monaco.editor.ITextModel

const schemas = new Map<string, JsonSchema>()
/** Who is told of the diagnostics of a model, by its URI; those last made are kept beside. */
const readers = new Map<string, (diagnostics: readonly Diagnostic[]) => void>()
const diagnosed = new Map<string, readonly Diagnostic[]>()

/** A text in the language, under a URI of its own: schemas are chosen by it. */
export function createModel(text: string): Model {
  counter += 1
  const uri = monaco.Uri.parse(`inmemory://portolan/${counter}.yaml`)
  const model = monaco.editor.createModel(text, 'yaml', uri)
  model.onWillDispose(() => {
    schemas.delete(String(uri))
    readers.delete(String(uri))
    diagnosed.delete(String(uri))
  })
  return model
}

let counter = 0

/** Tells of the diagnostics of a model whenever they were made anew, as long as it lives. */
export function onDiagnostics(model: Model, read: (diagnostics: readonly Diagnostic[]) => void): void {
  readers.set(String(model.uri), read)
}

/** Sets the schema that a model is judged by. */
export function setSchema(model: Model, schema: JsonSchema): void {
  schemas.set(String(model.uri), schema)
  // A page may set several at once.
  clearTimeout(pending)
  pending = setTimeout(() => void language.update({ schemas: settings() }))
}

let pending: ReturnType<typeof setTimeout> | undefined

function settings() {
  return [...schemas].map(([uri, schema]) => ({ uri: `${uri}.json`, fileMatch: [uri], schema }))
}

interface YamlService {
  doValidation(uri: string): Promise<readonly Diagnostic[] | undefined>
  configure(options: unknown): Promise<void>
}

interface WorkerOptions {
  readonly createData: unknown
  readonly host?: Record<string, (...args: unknown[]) => unknown>
}

/**
 * monaco-yaml asks for a worker by name, which Monaco no longer takes: it wants the worker itself. It asks for
 * a new one whenever schemas change; the one that runs is told of them instead.
 */
function createWebWorker({ createData, host }: WorkerOptions) {
  if (running === undefined) running = startWorker({ createData, ...(host !== undefined && { host }) })
  else void running.getProxy().then((service) => service.configure(createData))
  const client = running
  return {
    dispose: () => undefined,
    getProxy: async () => remembering(await client.getProxy()),
    withSyncedResources: async (uris: monaco.Uri[]) => remembering(await client.withSyncedResources(uris)),
  }
}

let running: monaco.editor.MonacoWebWorker<YamlService> | undefined

function startWorker({ createData, ...rest }: WorkerOptions) {
  const worker = new YamlWorker()
  worker.postMessage('init')
  worker.postMessage(createData)
  return monaco.editor.createWebWorker<YamlService>({ worker, ...rest })
}

/** The service, with its diagnostics kept as they are: Monaco's markers hold less. */
function remembering(service: YamlService): YamlService {
  const doValidation = async (uri: string) => {
    const diagnostics = await service.doValidation(uri)
    if (readers.has(uri)) diagnosed.set(uri, diagnostics ?? [])
    return diagnostics
  }
  return Object.assign(Object.create(service) as YamlService, { doValidation })
}

const nothing: monaco.IDisposable = { dispose: () => undefined }

/** Monaco as monaco-yaml sees it: problems and fixes are shown by us, in our words, each once. */
const adapted = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker,
    setModelMarkers: ({ uri }: Model) => readers.get(String(uri))?.(diagnosed.get(String(uri)) ?? []),
  },
  languages: {
    ...monaco.languages,
    registerCodeActionProvider: () => nothing,
    registerCompletionItemProvider: (
      selector: monaco.languages.LanguageSelector,
      provider: monaco.languages.CompletionItemProvider,
    ) => monaco.languages.registerCompletionItemProvider(selector, onlyFields(provider)),
  },
}

const language = configureMonacoYaml(
  // Its types are those of an older Monaco.
  adapted as unknown as Parameters<typeof configureMonacoYaml>[0],
  {
    enableSchemaRequest: false,
    hoverAnchor: false,
    hoverSchemaSource: false,
    disableDefaultProperties: true,
    // An editor whose promise is the smallest edit does not write a whole text anew.
    format: { enable: false },
  },
)
