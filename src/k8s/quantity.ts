/** Amounts of resources as Kubernetes writes them: `500m`, `2Gi`, `1.5`, `3e2`. */

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** In units of one (a core, a byte, a piece), as near as a double gets; `null` where the text is no quantity. */
export function parseQuantity(text: string): number | null {
  const [, digits = '', suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(text) ?? []
  const factor = factors[suffix]
  return digits === '' || factor === undefined ? null : Number(digits) * factor
}
