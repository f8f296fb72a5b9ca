/** The definitions of custom resources that this project writes itself: one YAML file a kind, beside this one. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { JsonMap } from '../types.ts'

const fromSources = import.meta.url.endsWith('/definitions/index.ts')
const folder = new URL(fromSources ? './' : './definitions/', import.meta.url)

export async function loadDefinitions(): Promise<readonly JsonMap[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const texts = await Promise.all(files.map((file) => readFile(fileURLToPath(new URL(file, folder)), 'utf8')))
  return texts.map((text) => parse(text, { maxAliasCount: -1 }) as JsonMap)
}
