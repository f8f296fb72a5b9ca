/** The annotations that ingress-nginx and the platform's load balancers (ALB) read, by what they are for. */
import { albOwn } from './alb-annotations.ts'
import { beyondMatrix, matrix } from './nginx-annotations.ts'
import type { ValueType } from './value-types.ts'

/** What a load balancer makes of an annotation; `unknown` where its documents do not say. */
export type AlbSupport = 'yes' | 'partly' | 'no' | 'unknown'

/**
 * - `snippet`: text that becomes part of nginx's configuration as it is; switched off unless an administrator allows it.
 * - `removed`: today's ingress-nginx no longer reads it.
 */
export type Standing = 'snippet' | 'removed'

export interface Annotation {
  /** Without its prefix. */
  readonly name: string
  readonly type: ValueType
  readonly alb: AlbSupport
  /** What holds in ingress-nginx without it, where one value does. */
  readonly initial?: string
  /** Another one without which it says nothing. */
  readonly needs?: string
  readonly standing?: Standing
}

/** Of what both read, and of what only load balancers do. */
export const shared: readonly Annotation[] = [...matrix, ...beyondMatrix]

const byName = new Map(shared.map((each) => [each.name, each]))
const ownByName = new Map(albOwn.map((each) => [each.name, each]))

export function sharedNamed(name: string): Annotation | undefined {
  return byName.get(name)
}

/** One that only a load balancer reads, by what stands behind `alb.ingress.<domain>/`. */
export function ownNamed(name: string): Annotation | undefined {
  return ownByName.get(name)
}

export { albOwn, beyondMatrix, matrix }
