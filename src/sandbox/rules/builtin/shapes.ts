/**
 * What the types of Kubernetes say beyond names and types of their fields: which fields must be there, and
 * how lists and maps merge. A line is `type[*] | required fields | lists`; a star marks a struct that is
 * replaced as a whole. A list is `field(keys)` where items have keys, `field:set`, and `/strategy[/key]` for
 * strategic merge patches, where the first key merges unless another is named. Lists not named are atomic.
 */
const table = `
apiextensions.v1.CustomResourceColumnDefinition | name type jsonPath
apiextensions.v1.CustomResourceConversion | strategy
apiextensions.v1.CustomResourceDefinition | spec
apiextensions.v1.CustomResourceDefinitionCondition | type status
apiextensions.v1.CustomResourceDefinitionNames | plural kind
apiextensions.v1.CustomResourceDefinitionSpec | group names scope versions
apiextensions.v1.CustomResourceDefinitionStatus |  | conditions(type)
apiextensions.v1.CustomResourceDefinitionVersion | name served storage
apiextensions.v1.CustomResourceSubresourceScale | specReplicasPath statusReplicasPath
apiextensions.v1.SelectableField | jsonPath
apiextensions.v1.ServiceReference | namespace name
apiextensions.v1.ValidationRule | rule
apiextensions.v1.WebhookConversion | conversionReviewVersions
apps.v1.DaemonSetCondition | type status
apps.v1.DaemonSetSpec | selector template
apps.v1.DaemonSetStatus | currentNumberScheduled numberMisscheduled desiredNumberScheduled numberReady | conditions(type)/merge
apps.v1.DeploymentCondition | type status
apps.v1.DeploymentSpec | selector template | strategy/retainKeys
apps.v1.DeploymentStatus |  | conditions(type)/merge
apps.v1.ReplicaSetCondition | type status
apps.v1.ReplicaSetSpec | selector
apps.v1.ReplicaSetStatus | replicas | conditions(type)/merge
apps.v1.StatefulSetCondition | type status
apps.v1.StatefulSetSpec | selector template
apps.v1.StatefulSetStatus | replicas | conditions(type)/merge
authentication.v1.TokenReview | spec
authentication.v1.TokenReviewSpec | token
authorization.v1.LocalSubjectAccessReview | spec
authorization.v1.NonResourceRule | verbs
authorization.v1.ResourceRule | verbs
authorization.v1.SelfSubjectAccessReview | spec
authorization.v1.SelfSubjectRulesReview | spec
authorization.v1.SubjectAccessReview | spec
authorization.v1.SubjectAccessReviewStatus | allowed
authorization.v1.SubjectRulesReviewStatus | resourceRules nonResourceRules incomplete
autoscaling.v1.ScaleStatus | replicas
core.v1.AWSElasticBlockStoreVolumeSource | volumeID
core.v1.AppArmorProfile | type
core.v1.AttachedVolume | name devicePath
core.v1.AzureDiskVolumeSource | diskName diskURI
core.v1.AzureFileVolumeSource | secretName shareName
core.v1.CSIVolumeSource | driver
core.v1.CephFSVolumeSource | monitors
core.v1.CinderVolumeSource | volumeID
core.v1.ClusterTrustBundleProjection | path
core.v1.ConfigMapKeySelector* | key
core.v1.ConfigMapNodeConfigSource | namespace name kubeletConfigKey
core.v1.Container | name | env(name)/merge ports(containerPort,protocol)/merge volumeDevices(devicePath)/merge volumeMounts(mountPath)/merge
core.v1.ContainerExtendedResourceRequest | containerName resourceName requestName
core.v1.ContainerPort | containerPort
core.v1.ContainerResizePolicy | resourceName restartPolicy
core.v1.ContainerRestartRule | action
core.v1.ContainerRestartRuleOnExitCodes | operator | values:set
core.v1.ContainerStateTerminated | exitCode
core.v1.ContainerStatus | name ready restartCount image imageID | allocatedResourcesStatus(name)/merge volumeMounts(mountPath)/merge
core.v1.DaemonEndpoint | Port
core.v1.DownwardAPIVolumeFile | path
core.v1.EndpointAddress* | ip
core.v1.EndpointPort* | port
core.v1.EnvVar | name
core.v1.EphemeralContainer | name | env(name)/merge ports(containerPort,protocol)/merge volumeDevices(devicePath)/merge volumeMounts(mountPath)/merge
core.v1.Event | metadata involvedObject
core.v1.FileKeySelector* | volumeName path key
core.v1.FlexVolumeSource | driver
core.v1.GCEPersistentDiskVolumeSource | pdName
core.v1.GRPCAction | port
core.v1.GitRepoVolumeSource | repository
core.v1.GlusterfsVolumeSource | endpoints path
core.v1.HTTPGetAction | port
core.v1.HTTPHeader | name value
core.v1.HostAlias | ip
core.v1.HostIP | ip
core.v1.HostPathVolumeSource | path
core.v1.ISCSIVolumeSource | targetPortal iqn lun
core.v1.ImageVolumeStatus | imageRef
core.v1.KeyToPath | key path
core.v1.LinuxContainerUser | uid gid
core.v1.LocalObjectReference*
core.v1.ModifyVolumeStatus | status
core.v1.NFSVolumeSource | server path
core.v1.NamespaceCondition | type status
core.v1.NamespaceStatus |  | conditions(type)/merge
core.v1.NodeAddress | type address
core.v1.NodeAllocatableResourceClaimStatus | resourceClaimName resources | containers:set
core.v1.NodeCondition | type status
core.v1.NodeSelector* | nodeSelectorTerms
core.v1.NodeSelectorRequirement | key operator
core.v1.NodeSelectorTerm*
core.v1.NodeSpec |  | podCIDRs:set/merge
core.v1.NodeStatus |  | addresses(type)/merge conditions(type)/merge
core.v1.NodeSystemInfo | machineID systemUUID bootID kernelVersion osImage containerRuntimeVersion kubeletVersion kubeProxyVersion operatingSystem architecture
core.v1.ObjectFieldSelector* | fieldPath
core.v1.ObjectReference*
core.v1.PersistentVolumeClaimCondition | type status
core.v1.PersistentVolumeClaimStatus |  | allocatedResourceStatuses:granular conditions(type)/merge
core.v1.PersistentVolumeClaimTemplate | spec
core.v1.PersistentVolumeClaimVolumeSource | claimName
core.v1.PhotonPersistentDiskVolumeSource | pdID
core.v1.PodAffinityTerm | topologyKey
core.v1.PodCertificateProjection | signerName keyType
core.v1.PodCondition | type status
core.v1.PodExtendedResourceClaimStatus | requestMappings resourceClaimName
core.v1.PodIP | ip
core.v1.PodOS | name
core.v1.PodReadinessGate | conditionType
core.v1.PodResourceClaim | name
core.v1.PodResourceClaimStatus | name
core.v1.PodSchedulingGate | name
core.v1.PodSpec | containers | containers(name)/merge ephemeralContainers(name)/merge hostAliases(ip)/merge imagePullSecrets(name)/merge initContainers(name)/merge nodeSelector:atomic resourceClaims(name)/merge,retainKeys/name schedulingGates(name)/merge topologySpreadConstraints(topologyKey,whenUnsatisfiable)/merge volumes(name)/merge,retainKeys/name
core.v1.PodStatus |  | conditions(type)/merge hostIPs:atomic/merge/ip podIPs(ip)/merge resourceClaimStatuses(name)/merge,retainKeys/name
core.v1.PortStatus | port protocol
core.v1.PortworxVolumeSource | volumeID
core.v1.PreferredSchedulingTerm | weight preference
core.v1.QuobyteVolumeSource | registry volume
core.v1.RBDVolumeSource | monitors image
core.v1.ResourceClaim | name
core.v1.ResourceFieldSelector* | resource
core.v1.ResourceHealth | resourceID
core.v1.ResourceRequirements |  | claims(name)
core.v1.ResourceStatus | name | resources(resourceID)
core.v1.ScaleIOVolumeSource | gateway system secretRef
core.v1.SeccompProfile | type
core.v1.SecretKeySelector* | key
core.v1.ServiceAccount |  | secrets(name)/merge
core.v1.ServiceAccountTokenProjection | path
core.v1.ServicePort | port
core.v1.ServiceSpec |  | ports(port,protocol)/merge selector:atomic
core.v1.ServiceStatus |  | conditions(type)/merge
core.v1.SleepAction | seconds
core.v1.Sysctl | name value
core.v1.TCPSocketAction | port
core.v1.Taint | key effect
core.v1.TopologySpreadConstraint | maxSkew topologyKey whenUnsatisfiable
core.v1.TypedLocalObjectReference* | kind name
core.v1.TypedObjectReference | kind name
core.v1.Volume | name
core.v1.VolumeDevice | name devicePath
core.v1.VolumeMount | name mountPath
core.v1.VolumeMountStatus | name mountPath
core.v1.VsphereVirtualDiskVolumeSource | volumePath
core.v1.WeightedPodAffinityTerm | weight podAffinityTerm
discovery.v1.Endpoint | addresses | addresses:set
discovery.v1.EndpointPort*
discovery.v1.EndpointSlice | addressType
discovery.v1.ForNode | name
discovery.v1.ForZone | name
events.v1.Event | eventTime
events.v1.EventSeries | count lastObservedTime
meta.v1.Condition | type status lastTransitionTime reason message
meta.v1.FieldSelectorRequirement | key operator
meta.v1.LabelSelector*
meta.v1.LabelSelectorRequirement | key operator
meta.v1.ObjectMeta |  | finalizers:set/merge ownerReferences(uid)/merge
meta.v1.OwnerReference* | apiVersion kind name uid
networking.v1.HTTPIngressPath | pathType backend
networking.v1.HTTPIngressRuleValue | paths
networking.v1.IPBlock | cidr
networking.v1.IngressClassParametersReference | kind name
networking.v1.IngressPortStatus | port protocol
networking.v1.IngressServiceBackend | name
networking.v1.ServiceBackendPort*
rbac.v1.ClusterRoleBinding | roleRef
rbac.v1.PolicyRule | verbs
rbac.v1.RoleBinding | roleRef
rbac.v1.RoleRef* | kind name
rbac.v1.Subject* | kind name
`

export interface ListShape {
  readonly field: string
  /** `map`, `set`, `atomic`, `granular`; `null` for a struct that only has a patch strategy. */
  readonly type: 'map' | 'set' | 'atomic' | 'granular' | null
  readonly keys: readonly string[]
  readonly strategy: string | null
  readonly mergeKey: string | null
}

export interface TypeShape {
  readonly atomic: boolean
  readonly required: readonly string[]
  readonly lists: readonly ListShape[]
}

/** By `group.version.Type` with the first word of the group: `core.v1.ServicePort`. */
export const shapes: ReadonlyMap<string, TypeShape> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', required = '', lists = ''] = line.split('|').map((part) => part.trim())
      return [
        name.replace('*', ''),
        { atomic: name.endsWith('*'), required: words(required), lists: words(lists).map(listShape) },
      ]
    }),
)

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '')
}

function listShape(text: string): ListShape {
  const match = /^(\w+)(?:\(([\w,]+)\)|:(set|atomic|granular))?(?:\/([\w,]+))?(?:\/(\w+))?$/.exec(text)
  const [, field = '', keyList, kind, strategy = null, mergeKey] = match ?? []
  const keys = keyList?.split(',') ?? []
  const type =
    keys.length > 0 ? 'map' : kind === 'set' || kind === 'atomic' || kind === 'granular' ? kind : null
  return { field, type, keys, strategy, mergeKey: mergeKey ?? (strategy === null ? null : (keys[0] ?? null)) }
}
