/** How a rule is put on a listening port: by labels, an owner, and a name that begins with that of the port. */
import { asString } from '../../k8s/shape.ts'
import { type Manifest, readAt, setAt } from '../../manifest/manifest.ts'
import { albLabel, frontendLabel } from '../alb/spec.ts'
import { projectLabel } from '../assignment.ts'

export interface PortOfRule {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly alb: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** As the platform names rules: the port, and four letters at random. */
export function newName(port: string): string {
  const four = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => letters[byte % letters.length])
  return `${port}-${four.join('')}`
}

/** The load balancer of a port, by the name that the platform gives ports. */
export const albOfPort = (port: string) => port.replace(/-\d{5}$/, '')

export function metadataFor(port: PortOfRule, project: string | null, labelDomain: string): object {
  return {
    name: newName(port.name),
    namespace: port.namespace,
    labels: {
      [albLabel]: port.alb,
      [frontendLabel]: port.name,
      ...(project !== null && { [projectLabel(labelDomain)]: project }),
    },
    ownerReferences: [ownerOf(port)],
  }
}

const ownerOf = ({ name, uid }: PortOfRule) => ({
  apiVersion: 'crd.alauda.io/v1',
  kind: 'Frontend',
  name,
  uid,
})

/** What else the labels say stays. */
export function withPort(
  manifest: Manifest,
  port: PortOfRule,
  project: string | null,
  labelDomain: string,
): Manifest {
  const name = asString(readAt(manifest, ['metadata', 'name']))
  const label = (key: string): readonly string[] => ['metadata', 'labels', key]
  const edits: readonly (readonly [readonly (string | number)[], unknown])[] = [
    ...(name.startsWith(`${port.name}-`) ? [] : [[['metadata', 'name'], newName(port.name)] as const]),
    [['metadata', 'namespace'], port.namespace],
    [label(albLabel), port.alb],
    [label(frontendLabel), port.name],
    ...(project === null ? [] : [[label(projectLabel(labelDomain)), project] as const]),
    [['metadata', 'ownerReferences'], [ownerOf(port)]],
  ]
  return edits.reduce((current, [path, value]) => setAt(current, path, value), manifest)
}
