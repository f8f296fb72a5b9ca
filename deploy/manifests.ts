/** The manifests of this folder, for tests of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import type { Manifest } from '../src/k8s/objects.ts'

export const deployFolder = import.meta.dirname

export const folders = ['kubernetes', 'examples', 'rbac'] as const

/** All objects of a folder, by file and in the order in which they stand there. */
export function manifestsIn(folder: (typeof folders)[number]): Manifest[] {
  return readdirSync(join(deployFolder, folder))
    .filter((file) => file !== 'kustomization.yaml')
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(deployFolder, folder, file), 'utf8')))
    .map((document) => {
      if (document.errors[0] !== undefined) throw document.errors[0]
      return document.toJS() as Manifest
    })
}

/** What an API server is started with for the authorizer, by file. */
export function authorizationFile(name: string): unknown {
  return parse(readFileSync(join(deployFolder, 'authorization', name), 'utf8'))
}
