/** The certificate that a Secret holds, in a line: for whom and until when. */
import { Mono } from '../../ui/mono.tsx'
import type { ObjectProps } from '../kind.ts'
import { Expiry } from './expiry.tsx'
import { hostsOf, leafOf } from './reading.ts'
import { Unreadable } from './unreadable.tsx'

export function HeldCertificate({ secret }: { secret: ObjectProps['object'] }) {
  const leaf = leafOf(secret)
  if (leaf === undefined) return <Unreadable />
  return (
    <>
      <Expiry of={leaf} /> <Mono quiet>{hostsOf(leaf).join(', ')}</Mono>
    </>
  )
}
