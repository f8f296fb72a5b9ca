/** Whether the port and the balancer of a rule are there, and are those of its project. */
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Finding } from '../../../manifest/finding.ts'
import { albLabel, frontendLabel, placeText, specOf } from '../../alb/spec.ts'
import { parsePorts, portsOf } from '../../alb2/ports.ts'
import { viewOf as albViewOf, isOpenTo } from '../../alb2/spec.ts'
import { everyProject } from '../../assignment.ts'
import { areKnown, balancerNamed } from '../../frontend/lending.ts'
import { named } from '../../lookups.ts'
import { albPorts } from '../../related.ts'
import type { World } from '../../world.ts'
import { projectsOf, type RuleView } from '../spec.ts'
import { finding, fix, missing, type RuleCheck } from './finding.ts'

const frontendPath = ['metadata', 'labels', frontendLabel]
const albPath = ['metadata', 'labels', albLabel]

export const place: RuleCheck = (rule, world, object) => {
  const { namespace, frontend, alb } = rule
  if (frontend === '') return [missing('port-missing', frontendPath)]
  const port = named<KubeObject>(world, albPorts, namespace, frontend)
  if (port === undefined) {
    return world.availability(albPorts) === 'live'
      ? [finding('warning', 'port-unknown', frontendPath, { name: frontend, namespace })]
      : []
  }
  const owner = port.metadata.labels?.[albLabel] ?? ''
  const mend = fix('write-alb', [{ path: albPath, value: owner }], { name: owner })
  return [
    ...(owner !== alb ? [finding('error', 'alb-other', albPath, { name: frontend, owner }, mend)] : []),
    ...streams(port),
    ...balancer(rule, port, world, object),
  ]
}

/** Streams are not read, so there is nothing to match. */
function streams(port: KubeObject): readonly Finding[] {
  const { protocol } = specOf(port)
  if (['http', 'https', 'grpc'].includes(String(protocol))) return []
  return [
    finding('warning', 'port-stream', frontendPath, { protocol: String(protocol ?? 'tcp').toUpperCase() }),
  ]
}

function balancer(rule: RuleView, port: KubeObject, world: World, object: unknown): readonly Finding[] {
  const found = balancerNamed(rule.namespace, rule.alb, world)
  const values = { name: rule.alb, namespace: rule.namespace }
  if (found === undefined) return areKnown(world) ? [finding('warning', 'alb-unknown', albPath, values)] : []
  // Rules of Ingresses are the balancer's own.
  if (rule.source !== null) return []
  const { isPortMode, ports } = albViewOf(found)
  const number = Number(specOf(port).port)
  const projects = projectsOf(object).filter((each) => each !== everyProject)
  return projects.flatMap((project) => {
    if (!isOpenTo(found, project)) return [finding('warning', 'alb-closed', albPath, { ...values, project })]
    const isOurs = portsOf(ports, project).some((share) => {
      const range = parsePorts(share.port)
      return range !== null && range.first <= number && number <= range.last
    })
    return isPortMode && !isOurs
      ? [finding('warning', 'port-closed', frontendPath, { port: number, project, name: rule.alb })]
      : []
  })
}

export const made: RuleCheck = ({ source }) =>
  source === null ? [] : [finding('info', 'made', ['spec', 'source'], { ingress: placeText(source) })]
