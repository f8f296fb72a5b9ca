/** The CustomResourceDefinitions that the sandbox serves from the start: the YAML files of this folder. */
import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { JsonMap } from '../types.ts'

/** Beside the bundle they stand as one file of JSON, which is read ten times as fast. */
const isBundled = !import.meta.url.endsWith('/definitions/index.ts')

/**
 * All definitions, in the order of their file names. What a file names once and repeats by an alias is one
 * JavaScript object in many places: it must not be changed in place.
 */
export async function loadDefinitions(): Promise<readonly JsonMap[]> {
  if (isBundled) {
    const text = await readFile(new URL('./definitions.json', import.meta.url), 'utf8')
    return JSON.parse(text) as readonly JsonMap[]
  }
  const files = (await readdir(new URL('./', import.meta.url))).filter((file) => file.endsWith('.yaml'))
  return Promise.all(files.sort().map(readDefinition))
}

async function readDefinition(file: string): Promise<JsonMap> {
  const text = await readFile(new URL(file, import.meta.url), 'utf8')
  // The files are this project's own: the limit on aliases, meant for hostile ones, is in their way.
  return parse(text, { maxAliasCount: -1 }) as JsonMap
}
