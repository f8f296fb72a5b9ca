/** What organisations give away by themselves (RFC 1918, RFC 4193). */
import { parseCidr } from './cidr.ts'

export const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'].flatMap(
  (text) => parseCidr(text) ?? [],
)
