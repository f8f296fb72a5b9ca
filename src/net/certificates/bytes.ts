/** Bytes as hex digits and as parts of DER. */

export function hexOf(bytes: Uint8Array | ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** How many bits an unsigned integer of these bytes has. */
export function bitLength(bytes: Uint8Array | ArrayBuffer): number {
  const digits = hexOf(bytes).replace(/^0+/, '')
  return digits === ''
    ? 0
    : (digits.length - 1) * 4 + Number.parseInt(digits[0] ?? '0', 16).toString(2).length
}

/** Whether the bytes are one DER value and nothing behind it. */
export function isOneValue(der: Uint8Array): boolean {
  const [tag, first = 0] = der
  if (tag === undefined || der.length < 2) return false
  if (first < 0x80) return der.length === 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4) return false
  const length = der.slice(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
  return der.length === 2 + count + length
}
