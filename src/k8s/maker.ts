/** Which controller or tool made an object, as the object itself says. */

import { asFields, asList, asString, asStringMap } from './shape.ts'

export interface Maker {
  readonly tool: 'controller' | 'argocd' | 'flux' | 'fluxHelm' | 'helm' | 'label'
  /** What it was made for: a controller's `Kind name`, an application, `namespace/name`, a release, a label's value. */
  readonly name: string
}

const fluxLabels = [
  ['flux', 'kustomize.toolkit.fluxcd.io'],
  ['fluxHelm', 'helm.toolkit.fluxcd.io'],
] as const

/**
 * Who made an object and goes on making it what it should be; null where nothing says so. The nearest one is
 * told: a controller before the tool that its own object came from, GitOps before the Helm that it runs.
 */
export function makerOf(object: unknown): Maker | null {
  const metadata = asFields(asFields(object).metadata)
  const labels = asStringMap(metadata.labels)
  const annotations = asStringMap(metadata.annotations)
  const controller = asList(metadata.ownerReferences)
    .map(asFields)
    .find((reference) => reference.controller === true)
  if (controller !== undefined)
    return { tool: 'controller', name: `${asString(controller.kind)} ${asString(controller.name)}` }

  // `application:group/Kind:namespace/name`
  const tracked = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0]
  const application = tracked || labels['argocd.argoproj.io/instance']
  if (application) return { tool: 'argocd', name: application }

  for (const [tool, domain] of fluxLabels) {
    const name = labels[`${domain}/name`]
    const namespace = labels[`${domain}/namespace`]
    if (name) return { tool, name: namespace ? `${namespace}/${name}` : name }
  }

  const manager = labels['app.kubernetes.io/managed-by']
  const release = annotations['meta.helm.sh/release-name']
  if (manager === 'Helm' && release) return { tool: 'helm', name: release }
  return manager ? { tool: 'label', name: manager } : null
}
