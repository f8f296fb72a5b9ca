/** A set of ports in words. */
import type { TFunction } from 'i18next'
import { allPorts, formatPorts, isEqual, minus, type PortSet, rangesOf } from '../../net/policy/index.ts'

export function portsText(ports: PortSet, t: TFunction<'policy'>): string {
  const all = allPorts()
  if (isEqual(ports, all)) return t('policy:sentence.anyPort')
  const others = minus(all, ports)
  // What is left out is often the shorter half.
  return rangesOf(others).length < rangesOf(ports).length
    ? t('policy:anyPortBut', { ports: formatPorts(others) })
    : formatPorts(ports)
}
