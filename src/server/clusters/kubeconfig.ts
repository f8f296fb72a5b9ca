/** Kubeconfig files: their shape, kubectl's rules for joining several, and what one context stands for. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())

const clusterFields = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
})

const execFields = z.object({
  apiVersion: text,
  command: z.string(),
  args: z.nullish(z.array(z.string())),
  env: z.nullish(z.array(z.object({ name: z.string(), value: z.string() }))),
  installHint: text,
  provideClusterInfo: flag,
})

const userFields = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': z.nullish(z.array(z.string())),
  'as-user-extra': z.nullish(z.record(z.string(), z.array(z.string()))),
  'auth-provider': z.nullish(
    z.object({ name: z.string(), config: z.nullish(z.record(z.string(), z.string())) }),
  ),
  exec: z.nullish(execFields),
})

const contextFields = z.object({ cluster: text, user: text })

const fileShape = z.object({
  'current-context': text,
  clusters: z.nullish(z.array(z.object({ name: z.string(), cluster: z.nullish(clusterFields) }))),
  users: z.nullish(z.array(z.object({ name: z.string(), user: z.nullish(userFields) }))),
  contexts: z.nullish(z.array(z.object({ name: z.string(), context: z.nullish(contextFields) }))),
})

type Document = z.infer<typeof fileShape>
export type KubeconfigCluster = z.infer<typeof clusterFields>
export type KubeconfigUser = z.infer<typeof userFields>
export type KubeconfigExec = z.infer<typeof execFields>

/** One context. `cluster` and `user` are `null` where the kubeconfig names one that it does not define. */
export interface KubeconfigContext {
  readonly name: string
  /** What people call it, where that is not its name. */
  readonly title?: string
  /** Whether whoever signed in by OIDC is impersonated there, where that is not as everywhere. */
  readonly oidcImpersonate?: boolean
  readonly clusterName: string
  readonly cluster: KubeconfigCluster | null
  readonly userName: string
  readonly user: KubeconfigUser | null
}

export interface Kubeconfig {
  readonly contexts: readonly KubeconfigContext[]
  readonly currentContext: string | null
}

/** A kubeconfig that cannot be used; the message is a sentence for the person who starts the server. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError'
}

/**
 * Reads and joins kubeconfig files as kubectl does: the first file to define a name wins, and the first to
 * set a current context. Files that do not exist are passed over as long as one of them does.
 */
export async function loadKubeconfig(files: readonly string[]): Promise<Kubeconfig> {
  const documents = (await Promise.all(files.map(readDocument))).filter((each) => each !== null)
  if (documents.length === 0) {
    throw new KubeconfigError(`There is no kubeconfig at ${files.join(' or ')}; name one with --kubeconfig.`)
  }
  return joined(files.join(', '), documents)
}

/** A kubeconfig that is no file; `name` is for error messages. */
export function parseKubeconfig(name: string, content: string): Kubeconfig {
  return joined(name, [parseDocument(name, content)])
}

function joined(name: string, documents: readonly Document[]): Kubeconfig {
  const clusters = firstByName(documents.flatMap(({ clusters }) => clusters ?? []))
  const users = firstByName(documents.flatMap(({ users }) => users ?? []))
  const contexts = firstByName(documents.flatMap(({ contexts }) => contexts ?? []))
  if (contexts.size === 0) throw new KubeconfigError(`The kubeconfig ${name} has no contexts.`)
  const current = documents
    .map((each) => each['current-context'])
    .find((name) => typeof name === 'string' && name !== '')
  return {
    currentContext: current !== undefined && current !== null && contexts.has(current) ? current : null,
    contexts: [...contexts.values()].map(({ name, context }) => {
      const clusterName = context?.cluster ?? ''
      const userName = context?.user ?? ''
      const named = users.get(userName)
      return {
        name,
        clusterName,
        cluster: clusters.get(clusterName)?.cluster ?? null,
        userName,
        // A context without a user makes anonymous requests.
        user: userName === '' ? {} : named === undefined ? null : (named.user ?? {}),
      }
    }),
  }
}

function firstByName<T extends { name: string }>(entries: readonly T[]): Map<string, T> {
  const first = new Map<string, T>()
  for (const entry of entries) if (!first.has(entry.name)) first.set(entry.name, entry)
  return first
}

async function readDocument(file: string): Promise<Document | null> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new KubeconfigError(`The kubeconfig ${file} cannot be read (${code ?? String(error)}).`)
  }
  const document = parseDocument(file, content)
  resolvePaths(document, dirname(file))
  return document
}

function parseDocument(file: string, content: string): Document {
  const parsed = fileShape.safeParse(parseYaml(file, content) ?? {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new KubeconfigError(
      `The kubeconfig ${file} is not valid: ${issue?.path.join('.')}: ${issue?.message}.`,
    )
  }
  return parsed.data
}

function parseYaml(file: string, content: string): unknown {
  try {
    return parse(content, { logLevel: 'error' })
  } catch (error) {
    // The rest of the parser's message quotes the file, which may hold credentials.
    const [summary] = String((error as Error).message).split(':\n')
    throw new KubeconfigError(`The kubeconfig ${file} is not YAML: ${summary}.`)
  }
}

/** Relative file names in a kubeconfig mean files beside it. */
function resolvePaths({ clusters, users }: Document, folder: string): void {
  const absolute = <K extends string>(fields: { [key in K]?: string | null | undefined }, key: K) => {
    const value = fields[key]
    if (typeof value === 'string' && value !== '') fields[key] = resolve(folder, value)
  }
  for (const { cluster } of clusters ?? []) if (cluster) absolute(cluster, 'certificate-authority')
  for (const { user } of users ?? []) {
    if (!user) continue
    absolute(user, 'client-certificate')
    absolute(user, 'client-key')
    absolute(user, 'tokenFile')
    if (user.exec?.command.includes(sep)) absolute(user.exec, 'command')
  }
}
