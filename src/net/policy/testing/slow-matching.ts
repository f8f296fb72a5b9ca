/** Selectors, blocks and ports for the slow evaluator, written once more and without regard to speed. */
import type { Selector, TestPod } from './shapes.ts'

export type LabelMap = Readonly<Record<string, string>>

export function selects(selector: Selector | undefined, labels: LabelMap): boolean {
  if (selector === undefined) return false
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) return false
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const has = key in labels
    const listed = has && values.includes(labels[key] ?? '')
    if (operator === 'In' && !(listed && values.length > 0)) return false
    else if (operator === 'NotIn' && (listed || values.length === 0)) return false
    else if (operator === 'Exists' && (!has || values.length > 0)) return false
    else if (operator === 'DoesNotExist' && (has || values.length > 0)) return false
    else if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) return false
  }
  return true
}

/** The bits of an address, `0` and `1`; tests write addresses that this understands, and no others. */
export function bitsOf(address: string): string {
  if (!address.includes(':')) {
    const bytes = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'))
    return bytes.join('')
  }
  const [head = '', tail = ''] = address.split('::')
  const front = head.split(':').filter((group) => group !== '')
  const back = tail.split(':').filter((group) => group !== '')
  const middle = Array<string>(8 - front.length - back.length).fill('0')
  const groups = [...front, ...middle, ...back]
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

export function inBlock(address: string, block: string): boolean {
  const [network = '', length = ''] = block.split('/')
  const mine = bitsOf(address)
  const theirs = bitsOf(network)
  return mine.length === theirs.length && mine.slice(0, Number(length)) === theirs.slice(0, Number(length))
}

/** Whether that port of the pod carries the name; a pod on the host network has no names. */
export function isNamed(
  pod: TestPod | null,
  name: string,
  wanted: string | null,
  protocol: string,
  port: number,
): boolean {
  if (pod === null || pod.spec.hostNetwork === true) return false
  const containers = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ]
  for (const { ports = [] } of containers) {
    for (const each of ports) {
      const own = each.protocol ?? 'TCP'
      if (each.name !== name || each.containerPort !== port || own !== protocol) continue
      if (wanted === null || wanted === own) return true
    }
  }
  return false
}
