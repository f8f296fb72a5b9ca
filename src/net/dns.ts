/** The answer of `GET /dns?name=`: where DNS leads a name, as the server is told. */
export interface DnsAnswer {
  /** Both families; empty where the name has none. */
  readonly addresses: readonly string[]
  /** Why nothing is known, as the resolver calls it (`ESERVFAIL`, `ETIMEOUT`); null where DNS answered. */
  readonly failure: string | null
}
