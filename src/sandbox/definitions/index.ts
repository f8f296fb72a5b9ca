/** The CustomResourceDefinitions that the sandbox serves from the start: the YAML files of this folder. */
import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { JsonMap } from '../types.ts'

/** This folder, seen from the sources, or the copy of it beside the bundle. */
const folder = new URL(
  import.meta.url.endsWith('/definitions/index.ts') ? './' : './definitions/',
  import.meta.url,
)

/**
 * All definitions, in the order of their file names. What a file names once and repeats by an alias is one
 * JavaScript object in many places: it must not be changed in place.
 */
export async function loadDefinitions(): Promise<readonly JsonMap[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  return Promise.all(files.map(readDefinition))
}

async function readDefinition(file: string): Promise<JsonMap> {
  const text = await readFile(new URL(file, folder), 'utf8')
  // The files are this project's own: the limit on aliases, meant for hostile ones, is in their way.
  return parse(text, { maxAliasCount: -1 }) as JsonMap
}
