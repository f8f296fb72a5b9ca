/** Update Gateway: how the traffic of an overlay subnet leaves, by itself. */
import type { FormProps } from '../kind.ts'
import { GatewaySection } from './gateway-fields.tsx'

export default function GatewayForm({ world }: FormProps) {
  return <GatewaySection world={world} />
}
