/** The Go modules that ship CustomResourceDefinitions, and where in them these lie. */

export interface DefinitionModule {
  /** `path@version`, as the Go tool takes it. */
  readonly module: string
  /** Folders of YAML files, best first: a kind found in one is not taken again from a later one. */
  readonly folders: readonly string[]
  /** The definitions that are taken; all of them where absent. */
  readonly names?: readonly string[]
}

/** Its definitions are installed, and its controller is built, of one version. */
export const metallbModule = 'go.universe.tf/metallb@v0.16.2'

export const definitionModules: readonly DefinitionModule[] = [
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.3',
    folders: ['config/crd/standard', 'config/crd/experimental'],
  },
  { module: metallbModule, folders: ['config/crd/bases'] },
  // It ships FRR-K8s' too, whose own module the module proxy does not have.
  {
    module: metallbModule,
    folders: ['config/manifests'],
    names: ['bgpsessionstates.frrk8s.metallb.io'],
  },
  { module: 'sigs.k8s.io/network-policy-api@v0.1.7', folders: ['config/crd/experimental'] },
  {
    module: 'github.com/envoyproxy/gateway@v1.9.1',
    folders: ['charts/gateway-crds-helm/templates/generated'],
  },
]

/** For a cluster whose network is Calico. Of its releases the module proxy has none, only this later state. */
export const calicoModules: readonly DefinitionModule[] = [
  {
    module: 'github.com/projectcalico/calico@v1.11.0-cni-plugin.0.20250813170300-a0db560f0520',
    folders: ['libcalico-go/config/crd'],
  },
]
