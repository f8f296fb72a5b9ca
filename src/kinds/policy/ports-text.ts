/** A set of ports in words. */
import type { TFunction } from 'i18next'
import { allPorts, formatPorts, isEqual, type PortSet } from '../../net/policy/index.ts'

export function portsText(ports: PortSet, t: TFunction<'policy'>): string {
  return isEqual(ports, allPorts()) ? t('sentence.anyPort') : formatPorts(ports)
}
