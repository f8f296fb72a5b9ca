/**
 * How fields of built-in kinds merge: what the published schemas say of list types, map types and patch
 * strategies, only where it differs from the default (maps merge by key, lists are replaced).
 *
 * One line a type: `field=<list or map type><^merge key of patches><~patch strategy><>type of its items>`.
 * A list of type `map(a,b)` is keyed by `a` and `b`; patches merge it by the same key unless `^` says
 * otherwise, or not at all with `~replace`. `^key` without a type merges in patches only.
 */
export const builtinTypes = `
ObjectMeta: finalizers=set~merge ownerReferences=map(uid)>OwnerReference
Event: involvedObject=atomic related=atomic regarding=atomic
Namespace: status=>NamespaceStatus
NamespaceStatus: conditions=map(type)
Node: spec=>NodeSpec status=>NodeStatus
NodeSpec: podCIDRs=set~merge
NodeStatus: addresses=map(type) conditions=map(type)
Pod: spec=>PodSpec status=>PodStatus
PodSpec: affinity=>Affinity containers=map(name)>Container ephemeralContainers=map(name)>EphemeralContainer hostAliases=map(ip) imagePullSecrets=map(name) initContainers=map(name)>Container nodeSelector=atomic resourceClaims=map(name)~merge,retainKeys resources=>ResourceRequirements schedulingGates=map(name) topologySpreadConstraints=map(topologyKey,whenUnsatisfiable)^topologyKey>TopologySpreadConstraint volumes=map(name)~merge,retainKeys
Affinity: nodeAffinity=>NodeAffinity
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution=atomic
Container: env=map(name)>EnvVar ports=map(containerPort,protocol)^containerPort resources=>ResourceRequirements volumeDevices=map(devicePath) volumeMounts=map(mountPath)
EnvVar: valueFrom=>EnvVarSource
EnvVarSource: configMapKeyRef=atomic fieldRef=atomic fileKeyRef=atomic resourceFieldRef=atomic secretKeyRef=atomic
ResourceRequirements: claims=map(name)~replace
EphemeralContainer: env=map(name)>EnvVar ports=map(containerPort,protocol)^containerPort resources=>ResourceRequirements volumeDevices=map(devicePath) volumeMounts=map(mountPath)
TopologySpreadConstraint: labelSelector=atomic
PodStatus: conditions=map(type) hostIPs=^ip podIPs=map(ip) resourceClaimStatuses=map(name)~merge,retainKeys resources=>ResourceRequirements
PodTemplate: metadata=>ObjectMeta template=>PodTemplateSpec
PodTemplateSpec: metadata=>ObjectMeta spec=>PodSpec
ReplicationController: spec=>ReplicationControllerSpec status=>ReplicationControllerStatus
ReplicationControllerSpec: selector=atomic template=>PodTemplateSpec
ReplicationControllerStatus: conditions=map(type)
ResourceQuota: spec=>ResourceQuotaSpec
ResourceQuotaSpec: scopeSelector=atomic
ServiceAccount: secrets=map(name)
Service: spec=>ServiceSpec status=>ServiceStatus
ServiceSpec: ports=map(port,protocol)^port selector=atomic
ServiceStatus: conditions=map(type)
DaemonSet: spec=>DaemonSetSpec status=>DaemonSetStatus
DaemonSetSpec: selector=atomic template=>PodTemplateSpec
DaemonSetStatus: conditions=map(type)
Deployment: spec=>DeploymentSpec status=>DeploymentStatus
DeploymentSpec: selector=atomic strategy=~retainKeys template=>PodTemplateSpec
DeploymentStatus: conditions=map(type)
ReplicaSet: spec=>ReplicaSetSpec status=>ReplicaSetStatus
ReplicaSetSpec: selector=atomic template=>PodTemplateSpec
ReplicaSetStatus: conditions=map(type)
StatefulSet: spec=>StatefulSetSpec status=>StatefulSetStatus
StatefulSetSpec: selector=atomic template=>PodTemplateSpec
StatefulSetStatus: conditions=map(type)
HorizontalPodAutoscaler: status=>HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerStatus: conditions=map(type)
CronJob: spec=>CronJobSpec
CronJobSpec: jobTemplate=>JobTemplateSpec
JobTemplateSpec: metadata=>ObjectMeta spec=>JobSpec
JobSpec: selector=atomic template=>PodTemplateSpec
Job: spec=>JobSpec status=>JobStatus
JobStatus: conditions=^type uncountedTerminatedPods=>UncountedTerminatedPods
UncountedTerminatedPods: failed=set succeeded=set
Ingress: spec=>IngressSpec
IngressSpec: defaultBackend=>IngressBackend
IngressBackend: resource=atomic service=>IngressServiceBackend
IngressServiceBackend: port=atomic
NetworkPolicy: spec=>NetworkPolicySpec
NetworkPolicySpec: podSelector=atomic
ServiceCIDR: status=>ServiceCIDRStatus
ServiceCIDRStatus: conditions=map(type)
PodDisruptionBudget: spec=>PodDisruptionBudgetSpec status=>PodDisruptionBudgetStatus
PodDisruptionBudgetSpec: selector=atomic~replace
PodDisruptionBudgetStatus: conditions=map(type)
ClusterRoleBinding: roleRef=atomic
RoleBinding: roleRef=atomic
CustomResourceDefinition: status=>CustomResourceDefinitionStatus
CustomResourceDefinitionStatus: conditions=map(type)~replace
`
