/** Load balancer providers and the annotations that each documents for Services. */

interface AnnotationPreset {
  readonly key: string
  /** i18n suffix of label and help, below `service:provider.`. */
  readonly text: string
  /** The documented values; without any, free text. */
  readonly values?: readonly string[]
  /** The value is JSON in a string. */
  readonly json?: true
}

export interface Provider {
  readonly id: string
  readonly name: string
  /** How `spec.providerID` of its nodes begins. */
  readonly nodeScheme?: string
  /** Annotations that mean private and public; an empty map is the provider's default. */
  readonly exposure?: {
    readonly private: Readonly<Record<string, string>>
    readonly public: Readonly<Record<string, string>>
  }
  readonly annotations: readonly AnnotationPreset[]
}

const aws = 'service.beta.kubernetes.io/aws-load-balancer-'
const azureInternal = 'service.beta.kubernetes.io/azure-load-balancer-internal'

export const metallbAddressKeys = [
  'metallb.universe.tf/loadBalancerIPs',
  'metallb.io/loadBalancerIPs',
] as const
export const metallbPoolKeys = ['metallb.universe.tf/address-pool', 'metallb.io/address-pool'] as const

export const providers: readonly Provider[] = [
  { id: 'metallb', name: 'MetalLB', annotations: [] },
  {
    id: 'aws',
    name: 'AWS EKS',
    nodeScheme: 'aws://',
    exposure: { private: { [`${aws}scheme`]: 'internal' }, public: { [`${aws}scheme`]: 'internet-facing' } },
    annotations: [
      { key: `${aws}type`, text: 'awsType', values: ['external'] },
      { key: `${aws}nlb-target-type`, text: 'awsTarget', values: ['instance', 'ip'] },
      { key: `${aws}ip-address-type`, text: 'awsStack', values: ['ipv4', 'dualstack'] },
    ],
  },
  {
    id: 'huawei',
    name: 'Huawei CCE',
    annotations: [
      { key: 'kubernetes.io/elb.class', text: 'elbClass', values: ['union', 'performance'] },
      { key: 'kubernetes.io/elb.id', text: 'elbId' },
      { key: 'kubernetes.io/elb.autocreate', text: 'elbAutocreate', json: true },
      { key: 'kubernetes.io/elb.subnet-id', text: 'elbSubnet' },
      { key: 'kubernetes.io/elb.enterpriseID', text: 'elbEnterprise' },
    ],
  },
  {
    id: 'azure',
    name: 'Azure AKS',
    nodeScheme: 'azure://',
    exposure: { private: { [azureInternal]: 'true' }, public: { [azureInternal]: 'false' } },
    annotations: [],
  },
  {
    id: 'google',
    name: 'Google GKE',
    nodeScheme: 'gce://',
    exposure: {
      private: { 'networking.gke.io/load-balancer-type': 'Internal' },
      public: { 'cloud.google.com/l4-rbs': 'enabled' },
    },
    annotations: [],
  },
]

type Annotations = Readonly<Record<string, string>>

/** Every annotation that a provider's fields read and write. */
export function keysOf(provider: Provider): readonly string[] {
  if (provider.id === 'metallb') return [...metallbAddressKeys, ...metallbPoolKeys]
  const { exposure } = provider
  return [
    ...provider.annotations.map(({ key }) => key),
    ...(exposure === undefined ? [] : [...Object.keys(exposure.private), ...Object.keys(exposure.public)]),
  ]
}

/** The provider whose annotations stand there already, else the one whose nodes these are. */
export function detectProvider(
  annotations: Annotations,
  nodeProviderIds: readonly string[],
): Provider | undefined {
  return (
    providers.find((provider) => keysOf(provider).some((key) => key in annotations)) ??
    providers.find(
      ({ nodeScheme }) => nodeScheme !== undefined && nodeProviderIds.some((id) => id.startsWith(nodeScheme)),
    )
  )
}

/** What the annotations say; `undefined` where they leave it to the provider. */
export function exposureOf(provider: Provider, annotations: Annotations): 'private' | 'public' | undefined {
  const says = (wanted: Annotations) =>
    Object.entries(wanted).every(([key, value]) => annotations[key] === value)
  if (provider.exposure === undefined) return undefined
  if (says(provider.exposure.private)) return 'private'
  return says(provider.exposure.public) ? 'public' : undefined
}

/** The annotations with the provider's exposure set; the other choice's annotations go. */
export function withExposure(
  provider: Provider,
  annotations: Annotations,
  choice: 'private' | 'public',
): Annotations {
  const { exposure } = provider
  if (exposure === undefined) return annotations
  const both = new Set([...Object.keys(exposure.private), ...Object.keys(exposure.public)])
  const others = Object.entries(annotations).filter(([key]) => !both.has(key))
  return { ...Object.fromEntries(others), ...exposure[choice] }
}

/** The MetalLB pool a Service asks for, under the documented key or its newer name. */
export function metallbPool(annotations: Annotations = {}): string | undefined {
  const key = metallbPoolKeys.find((each) => annotations[each] !== undefined)
  return key === undefined ? undefined : annotations[key]
}
