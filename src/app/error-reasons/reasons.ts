/** What a load balancer of the platform gives as the reason of an error, as its source names it. */

export const header = 'X-ALB-ERR-REASON'

export interface Reason {
  readonly name: string
  /** The status that comes with it; `''` where that is somebody else's. */
  readonly status: string
}

export const reasons = [
  { name: 'InvalidUpstream', status: '404' },
  { name: 'InvalidBalancer', status: '500' },
  { name: 'BackendError', status: '' },
  { name: 'TimeoutViaAlb', status: '504' },
  { name: 'TimeoutViaBackend', status: '504' },
  { name: 'AuthFail', status: '' },
  { name: 'UnknowStickyPolicy', status: '500' },
] as const satisfies readonly Reason[]

/** Those that a text is about: a value of the header, with what follows it, or a part of one. All of them for none. */
export function reasonsIn(text: string): readonly (typeof reasons)[number][] {
  const said = text
    .trim()
    .replace(/^x-alb-err-reason\s*:\s*/i, '')
    .toLowerCase()
  const [name = ''] = said.split(/[\s:]/)
  return reasons.filter(
    (each) => each.name.toLowerCase().startsWith(name) || (name !== '' && each.status === name),
  )
}
