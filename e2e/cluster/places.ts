/** Where things are kept: one cache for what is built, one folder for each cluster. */
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This folder, where `go.mod` lies. */
export const sources = fileURLToPath(new URL('.', import.meta.url))

/** Outside the checkout, so that a fresh clone does not build again. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.PORTOLAN_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'portolan'))
}

export interface ClusterPlaces {
  readonly directory: string
  readonly state: string
  readonly kubeconfig: string
  readonly lock: string
  certificate(name: string): string
  log(program: string): string
  pid(program: string): string
}

export function placesOf(name: string): ClusterPlaces {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    throw new Error(`A cluster's name is made of lower-case letters, digits and "-"; "${name}" is not.`)
  }
  const clusters = join(cacheDirectory(), 'clusters')
  const directory = join(clusters, name)
  return {
    directory,
    state: join(directory, 'state.json'),
    kubeconfig: join(directory, 'kubeconfig'),
    lock: join(clusters, `.${name}.lock`),
    certificate: (file) => join(directory, 'certificates', file),
    log: (program) => join(directory, `${program}.log`),
    pid: (program) => join(directory, `${program}.pid`),
  }
}

/** A short hash that names a cache entry by what it was made from. */
export function cacheKey(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 16)
}

export async function ensureDirectory(path: string): Promise<string> {
  await mkdir(path, { recursive: true })
  return path
}

/** The text of a file, or `null` where there is none. */
export async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
