/** What the benchmark needs of a kubeconfig: where the API is, and how its administrator is known to it. */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { asFields, asList, asString, type Fields } from '../src/k8s/shape.ts'

export interface Access {
  /** As `https://address:port`. */
  readonly server: string
  readonly headers: Readonly<Record<string, string>>
  /** PEM. */
  readonly authority: string
  readonly certificate?: string
  readonly key?: string
}

/** The access of the first user of a kubeconfig that this project wrote. */
export async function readAccess(file: string): Promise<Access> {
  const content = asFields(parse(await readFile(file, 'utf8')))
  const cluster = asFields(first(content.clusters).cluster)
  const user = asFields(first(content.users).user)
  const token = asString(user.token)
  const certificate = decoded(user['client-certificate-data'])
  return {
    server: asString(cluster.server),
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    authority: decoded(cluster['certificate-authority-data']),
    ...(certificate !== '' && { certificate, key: decoded(user['client-key-data']) }),
  }
}

const first = (list: unknown): Fields => asFields(asList(list)[0])

const decoded = (text: unknown) => Buffer.from(asString(text), 'base64').toString('utf8')
