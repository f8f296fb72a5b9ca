/** How ranges look by what they are for. A colour never stands alone: whatever has one says what it is, too. */
import type { Role } from '../../kinds/held-range.ts'

const shade = (colour: string, share: number) =>
  `color-mix(in srgb, var(--mui-palette-${colour}-main) ${share}%, var(--mui-palette-background-paper))`

/** At most 46: names stand on them, and can be read in both themes. */
const shades: Readonly<Record<Role, readonly [colour: string, share: number]>> = {
  cluster: ['info', 14],
  services: ['info', 42],
  join: ['primary', 16],
  subnet: ['primary', 34],
  nodePods: ['info', 22],
  block: ['info', 28],
  pool: ['success', 34],
  fixed: ['primary', 46],
  reserved: ['warning', 30],
  node: ['warning', 46],
  egress: ['success', 46],
  vip: ['success', 20],
  service: ['info', 46],
  balancer: ['success', 46],
  pod: ['primary', 46],
}

export const fillOf = (role: Role) => shade(...shades[role])
export const edgeOf = (role: Role) => `var(--mui-palette-${shades[role][0]}-main)`
