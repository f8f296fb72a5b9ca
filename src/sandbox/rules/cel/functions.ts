/** Functions that Kubernetes adds to CEL and that its network APIs use, beside CEL's own string library. */
import { isIPv4, isIPv6 } from '../../../net/address.ts'
import { isCidr } from '../schema/format.ts'

/** Functions of one string that answer yes or no. */
export const stringPredicates: Readonly<Record<string, (text: string) => boolean>> = {
  isIP: (text) => isIPv4(text) || isIPv6(text),
  isCIDR: isCidr,
  isURL: (text) => text.startsWith('/') || URL.canParse(text),
}
