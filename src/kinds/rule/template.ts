import type { TemplateContext } from '../kind.ts'
import { albOfPort, metadataFor } from './placing.ts'
import { usualPriority } from './spec.ts'

/** What the way here may tell: the port with its uid, and whose the rule is to be. */
export const startsFrom = ['port', 'uid', 'project', 'labelDomain']

/** A rule for all paths, at the usual priority; for which Services is still to be said. */
export function template({ namespace, given = {} }: TemplateContext): object {
  const { port: name = '', uid = '', project = '', labelDomain = '' } = given
  const port = { namespace, name, uid, alb: albOfPort(name) }
  return {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata:
      name === '' || uid === ''
        ? { name: '', namespace }
        : metadataFor(port, project || null, labelDomain || 'cpaas.io'),
    spec: {
      priority: usualPriority,
      dslx: [{ type: 'URL', values: [['STARTS_WITH', '/']] }],
      serviceGroup: { services: [] },
    },
  }
}
