/** CustomResourceDefinitions: those of Go modules, and those this project writes itself. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import type { Condition, KubeObject } from '../../src/k8s/objects.ts'
import { type Resource, resourcePath } from '../../src/k8s/resource.ts'
import { StatusError } from '../../src/k8s/status.ts'
import { loadDefinitions } from '../../src/sandbox/definitions/index.ts'
import { type ApiClient, eventually, type Manifest } from './api.ts'
import { type Report, requireGo } from './binaries.ts'
import { inCalicoCluster } from './calico.ts'
import { calicoModules, type DefinitionModule, definitionModules } from './modules.ts'
import { cacheDirectory, cacheKey, ensureDirectory, readIfPresent } from './places.ts'

const collection = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

export interface Definition extends KubeObject {
  readonly spec: {
    readonly group: string
    readonly names: { readonly plural: string }
    readonly versions: readonly { readonly name: string; readonly served: boolean }[]
  }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

/** What gives the cluster its network, and with it the definitions. */
export type Network = 'kube-ovn' | 'calico'

/** Applies all definitions and waits until the API serves them. Gives their names. */
export async function installDefinitions(
  api: ApiClient,
  report: Report,
  network: Network = 'kube-ovn',
): Promise<string[]> {
  const definitions = await definitionsOf(network, report)
  for (const definition of definitions.values()) await api.apply(definition)
  const names = new Set(definitions.keys())
  const established = await eventually('the custom resource definitions to be established', async () => {
    const { items } = await api.list<Definition>(collection)
    const found = items.filter((each) => names.has(each.metadata.name) && isEstablished(each))
    return found.length === names.size && found
  })
  await Promise.all(established.flatMap(resourcesOf).map((resource) => untilServed(api, resource)))
  return [...names]
}

async function definitionsOf(network: Network, report: Report): Promise<ReadonlyMap<string, Manifest>> {
  const isCalico = network === 'calico'
  const own = isCalico ? inCalicoCluster(await ownDefinitions()) : await ownDefinitions()
  const modules = [definitionModules, ...(isCalico ? [calicoModules] : [])]
  const theirs = await Promise.all(modules.map((each) => moduleDefinitions(report, each)))
  // Of a kind that both have, the module's is the real one.
  return new Map([...own, ...theirs.flat()].map((each) => [each.metadata.name, each]))
}

function resourcesOf({ spec: { group, names, versions } }: Definition): Resource[] {
  return versions
    .filter(({ served }) => served)
    .map(({ name }) => ({ group, version: name, plural: names.plural }))
}

/** "Established" comes a little before the storage is ready: until then the answer is 404 or 429. */
async function untilServed(api: ApiClient, resource: Resource): Promise<void> {
  const path = resourcePath(resource)
  await eventually(`${path} to be served`, async () => {
    try {
      return await api.list(path, { limit: '1' })
    } catch (error) {
      if (error instanceof StatusError && [404, 429, 503].includes(error.code)) return null
      throw error
    }
  })
}

export function isEstablished(definition: Definition): boolean {
  return (
    definition.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ??
    false
  )
}

/** The definitions that this project writes itself. */
export async function ownDefinitions(): Promise<readonly Manifest[]> {
  return (await loadDefinitions()) as unknown as readonly Manifest[]
}

/** The modules' definitions, collected once and kept as JSON: reading megabytes of YAML takes seconds. */
export async function moduleDefinitions(
  report: Report,
  modules: readonly DefinitionModule[] = definitionModules,
): Promise<readonly Manifest[]> {
  const folder = await ensureDirectory(join(cacheDirectory(), 'definitions'))
  const cached = join(folder, `${cacheKey(JSON.stringify(modules))}.json`)
  const text = await readIfPresent(cached)
  if (text !== null) return JSON.parse(text) as Manifest[]

  await requireGo('the custom resource definitions have to be fetched with it')
  report('Fetching the custom resource definitions; once.')
  const definitions: Manifest[] = []
  for (const module of modules) definitions.push(...(await fromModule(module)))
  const temporary = `${cached}.${process.pid}`
  await writeFile(temporary, JSON.stringify(definitions))
  await rename(temporary, cached)
  return definitions
}

async function fromModule({ module, folders, names }: DefinitionModule): Promise<Manifest[]> {
  const directory = await downloadModule(module)
  const byName = new Map<string, Manifest>()
  for (const folder of folders) {
    for (const definition of await readFolder(join(directory, folder))) {
      const { name } = definition.metadata
      const isWanted = names === undefined || names.includes(name)
      if (isWanted && !byName.has(name)) byName.set(name, definition)
    }
  }
  if (byName.size === 0)
    throw new Error(`${module} holds no custom resource definitions in ${folders.join(', ')}.`)
  return [...byName.values()]
}

/** The folder of the module cache that holds `module`. */
export async function downloadModule(module: string): Promise<string> {
  // Away from every go.mod, so that nothing but the module itself is asked for.
  const empty = await mkdtemp(join(tmpdir(), 'portolan-modules-'))
  try {
    const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], { cwd: empty })
    const { Dir: directory } = JSON.parse(stdout) as { Dir?: string }
    if (directory === undefined) throw new Error(`Go did not say where it put ${module}.`)
    return directory
  } catch (error) {
    const output = (error as { stdout?: string }).stdout
    throw new Error(`${module} could not be fetched: ${output || String(error)}`)
  } finally {
    await rm(empty, { recursive: true, force: true })
  }
}

async function readFolder(folder: string): Promise<Manifest[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const documents = await Promise.all(files.map((file) => definitionsIn(join(folder, file))))
  return documents.flat()
}

async function definitionsIn(file: string): Promise<Manifest[]> {
  // A Helm chart wraps each file in a condition; a line that begins with braces is the template's.
  const text = (await readFile(file, 'utf8')).replace(/^\{\{.*\}\}\s*$/gm, '')
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors
    if (error !== undefined) throw new Error(`${file} is not YAML: ${error.message}`)
    const object = document.toJS() as Manifest | null
    if (object?.kind !== 'CustomResourceDefinition') return []
    const { status: _, ...definition } = object
    return [definition as Manifest]
  })
}
