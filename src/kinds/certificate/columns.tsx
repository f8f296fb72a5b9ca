/** The columns that tell what a certificate itself says. */
import type { KubeObject } from '../../k8s/objects.ts'
import { keyText } from '../../net/certificates/index.ts'
import { Mono } from '../../ui/mono.tsx'
import type { KindColumn, ObjectProps } from '../kind.ts'
import { Expiry, expiryState } from './expiry.tsx'
import { hostsOf, leafOf } from './reading.ts'
import { Unreadable } from './unreadable.tsx'

const namesText = (object: KubeObject) => {
  const leaf = leafOf(object)
  return leaf === undefined ? '' : hostsOf(leaf).join(', ') || leaf.commonName
}

function NamesCell({ object }: ObjectProps) {
  const text = namesText(object)
  if (leafOf(object) === undefined) return <Unreadable />
  return text === '' ? (
    '–'
  ) : (
    <span title={text}>
      <Mono>{text}</Mono>
    </span>
  )
}

const issuerText = (object: KubeObject) => leafOf(object)?.issuer ?? ''

function IssuerCell({ object }: ObjectProps) {
  const text = issuerText(object)
  return <span title={text}>{text || '–'}</span>
}

const keyTextOf = (object: KubeObject) => {
  const leaf = leafOf(object)
  return leaf === undefined ? '' : keyText(leaf.key)
}

const KeyCell = ({ object }: ObjectProps) => keyTextOf(object) || '–'

const expires = (object: KubeObject) => leafOf(object)?.notAfter ?? null

function ExpiryCell({ object }: ObjectProps) {
  const leaf = leafOf(object)
  return leaf === undefined ? '–' : <Expiry of={leaf} />
}

export const columns: readonly KindColumn<KubeObject>[] = [
  { id: 'names', header: 'certificate:column.names', Cell: NamesCell, text: namesText },
  {
    id: 'expires',
    header: 'certificate:column.expires',
    Cell: ExpiryCell,
    text: (object) => {
      const at = expires(object)
      return at === null ? '' : new Date(at).toISOString().slice(0, 10)
    },
    sortValue: expires,
    says: (object) => {
      const leaf = leafOf(object)
      return leaf === undefined ? ['unreadable'] : expiryState(leaf, Date.now())
    },
    width: 148,
    telling: true,
  },
  { id: 'issuer', header: 'certificate:column.issuer', Cell: IssuerCell, text: issuerText, optional: true },
  { id: 'key', header: 'certificate:column.key', Cell: KeyCell, text: keyTextOf, width: 120 },
]
