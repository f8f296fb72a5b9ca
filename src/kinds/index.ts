/** The kinds the console knows, in no particular order. A new kind is one line here. */
import { ingress } from './ingress/kind.ts'
import type { Kind } from './kind.ts'
import { service } from './service/kind.ts'

export const kinds: readonly Kind[] = [service, ingress]
