/** All valid objects that the variations start from. */

import { access } from './access.ts'
import { alauda } from './alauda.ts'
import type { Base } from './base.ts'
import { core } from './core.ts'
import { envoy } from './envoy.ts'
import { gateway } from './gateway.ts'
import { kubeovn } from './kubeovn.ts'
import { metallb } from './metallb.ts'
import { networking } from './networking.ts'
import { policy } from './policy.ts'
import { workloads } from './workloads.ts'

export const builtinBases: readonly Base[] = [...core, ...networking, ...workloads, ...access]

export const customBases: readonly Base[] = [
  ...gateway,
  ...envoy,
  ...metallb,
  ...policy,
  ...kubeovn,
  ...alauda,
]
