/** The Go modules that ship CustomResourceDefinitions, and where in them these lie. */

export interface DefinitionModule {
  /** `path@version`, as the Go tool takes it. */
  readonly module: string
  /** Folders of YAML files, best first: a kind found in one is not taken again from a later one. */
  readonly folders: readonly string[]
}

export const definitionModules: readonly DefinitionModule[] = [
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.3',
    folders: ['config/crd/standard', 'config/crd/experimental'],
  },
  { module: 'go.universe.tf/metallb@v0.16.2', folders: ['config/crd/bases'] },
  { module: 'sigs.k8s.io/network-policy-api@v0.1.7', folders: ['config/crd/experimental'] },
  {
    module: 'github.com/envoyproxy/gateway@v1.9.1',
    folders: ['charts/gateway-crds-helm/templates/generated'],
  },
]
