/** How large a load balancer is: the sizes of the documents, and what else may be asked for. */
import type { Path } from '../../k8s/fieldpath.ts'
import { parseQuantity } from '../../k8s/quantity.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { resourcesPath } from './spec.ts'

export const sizes = {
  small: { cpu: '200m', memory: '256Mi', replicas: 2, nodes: 5 },
  medium: { cpu: '2', memory: '1Gi', replicas: 3, nodes: 30 },
  large: { cpu: '4', memory: '2Gi', replicas: 3, nodes: Number.POSITIVE_INFINITY },
} as const

export type Size = keyof typeof sizes
export const sizeNames: readonly Size[] = ['small', 'medium', 'large']

/** The two containers: the one that carries the traffic, and the one that tells it how. */
export const containers = ['nginx', 'alb'] as const
export type Container = (typeof containers)[number]
export const bounds = ['limits', 'requests'] as const
export const amounts = ['cpu', 'memory'] as const
export type Bound = (typeof bounds)[number]
export type Amount = (typeof amounts)[number]

export function amountPath(container: Container, bound: Bound, amount: Amount): Path {
  return [...resourcesPath, ...(container === 'alb' ? ['alb'] : []), bound, amount]
}

export const everyAmount = containers.flatMap((container) =>
  bounds.flatMap((bound) => amounts.map((amount) => ({ container, bound, amount }))),
)

/** `''` where it is left to the operator. */
export function amountOf(object: unknown, container: Container, bound: Bound, amount: Amount): string {
  const resources = asFields(asFields(asFields(asFields(object).spec).config).resources)
  const own = container === 'alb' ? asFields(resources.alb) : resources
  const value = asFields(own[bound])[amount]
  return typeof value === 'number' ? String(value) : asString(value)
}

/** The size all of whose amounts it has, however they are written. */
export function sizeOf(object: unknown): Size | 'custom' {
  const isOf = (size: Size) =>
    everyAmount.every(({ container, bound, amount }) => {
      const given = parseQuantity(amountOf(object, container, bound, amount))
      return given !== null && given === parseQuantity(sizes[size][amount])
    })
  return sizeNames.find(isOf) ?? 'custom'
}
