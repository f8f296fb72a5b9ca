/** A session document for tests of the page. */
import { gates } from '../k8s/gates.ts'
import type { Session } from '../wire.ts'

export function sessionWith(own: Partial<Session> = {}): Session {
  return {
    version: '1',
    labelDomain: 'cpaas.io',
    sandbox: false,
    signIn: { methods: ['token'], provider: null },
    user: { name: 'dana', groups: [] },
    expires: null,
    viewAs: null,
    clusters: [{ name: 'c', user: 'dana' }],
    defaultCluster: 'c',
    globalCluster: null,
    projectLabel: 'cpaas.io/project',
    product: { name: 'Portolan', logo: null },
    navigation: { order: [], hidden: [] },
    dnsCheck: false,
    monitored: [],
    gates: Object.fromEntries(gates.map((gate) => [gate, false])) as Session['gates'],
    ...own,
  }
}
