/**
 * The protobuf messages of the objects that kubectl's own commands create (`create namespace`, `auth can-i`,
 * `delete`), as Kubernetes publishes them: a message a line, `number=field:type`. Types are `s` string, `b`
 * bool, `i` integer, `y` bytes, or a message; `*` repeats, `%` maps strings to it, `^` puts its fields in
 * place. Messages hold what those commands set and no status; a body with any other field is refused, so that
 * nothing is silently lost.
 */
export const messageTable = `
Namespace 1=metadata:ObjectMeta 2=spec:NamespaceSpec
ObjectMeta 1=name:s 2=generateName:s 3=namespace:s 4=selfLink:s 5=uid:s 6=resourceVersion:s 7=generation:i 8=creationTimestamp:Time 9=deletionTimestamp:Time 10=deletionGracePeriodSeconds:i 11=labels:%s 12=annotations:%s 13=ownerReferences:*OwnerReference 14=finalizers:*s
OwnerReference 5=apiVersion:s 1=kind:s 3=name:s 4=uid:s 6=controller:b 7=blockOwnerDeletion:b
NamespaceSpec 1=finalizers:*s
ConfigMap 1=metadata:ObjectMeta 4=immutable:b 2=data:%s 3=binaryData:%y
Secret 1=metadata:ObjectMeta 5=immutable:b 2=data:%y 4=stringData:%s 3=type:s
ServiceAccount 1=metadata:ObjectMeta 4=automountServiceAccountToken:b
Service 1=metadata:ObjectMeta 2=spec:ServiceSpec
ServiceSpec 1=ports:*ServicePort 2=selector:%s 3=clusterIP:s 18=clusterIPs:*s 4=type:s 5=externalIPs:*s 7=sessionAffinity:s 8=loadBalancerIP:s 9=loadBalancerSourceRanges:*s 10=externalName:s 11=externalTrafficPolicy:s 12=healthCheckNodePort:i 13=publishNotReadyAddresses:b 19=ipFamilies:*s 17=ipFamilyPolicy:s 20=allocateLoadBalancerNodePorts:b 21=loadBalancerClass:s 22=internalTrafficPolicy:s 23=trafficDistribution:s
ServicePort 1=name:s 2=protocol:s 6=appProtocol:s 3=port:i 4=targetPort:IntOrString 5=nodePort:i
Deployment 1=metadata:ObjectMeta 2=spec:DeploymentSpec
DeploymentSpec 1=replicas:i 2=selector:LabelSelector 3=template:PodTemplateSpec 4=strategy:DeploymentStrategy 5=minReadySeconds:i 6=revisionHistoryLimit:i 7=paused:b 9=progressDeadlineSeconds:i
LabelSelector 1=matchLabels:%s 2=matchExpressions:*LabelSelectorRequirement
LabelSelectorRequirement 1=key:s 2=operator:s 3=values:*s
PodTemplateSpec 1=metadata:ObjectMeta 2=spec:PodSpec
PodSpec 20=initContainers:*Container 2=containers:*Container 3=restartPolicy:s 4=terminationGracePeriodSeconds:i 5=activeDeadlineSeconds:i 6=dnsPolicy:s 7=nodeSelector:%s 8=serviceAccountName:s 9=serviceAccount:s 21=automountServiceAccountToken:b 10=nodeName:s 11=hostNetwork:b 12=hostPID:b 13=hostIPC:b 27=shareProcessNamespace:b 16=hostname:s 17=subdomain:s 19=schedulerName:s 24=priorityClassName:s 25=priority:i 29=runtimeClassName:s 30=enableServiceLinks:b 31=preemptionPolicy:s 32=overhead:%Quantity 35=setHostnameAsFQDN:b 37=hostUsers:b 40=resources:ResourceRequirements 41=hostnameOverride:s
Container 1=name:s 2=image:s 3=command:*s 4=args:*s 5=workingDir:s 6=ports:*ContainerPort 7=env:*EnvVar 8=resources:ResourceRequirements 24=restartPolicy:s 13=terminationMessagePath:s 20=terminationMessagePolicy:s 14=imagePullPolicy:s 16=stdin:b 17=stdinOnce:b 18=tty:b
ContainerPort 1=name:s 2=hostPort:i 3=containerPort:i 4=protocol:s 5=hostIP:s
EnvVar 1=name:s 2=value:s
ResourceRequirements 1=limits:%Quantity 2=requests:%Quantity
DeploymentStrategy 1=type:s 2=rollingUpdate:RollingUpdateDeployment
RollingUpdateDeployment 1=maxUnavailable:IntOrString 2=maxSurge:IntOrString
Role 1=metadata:ObjectMeta 2=rules:*PolicyRule
PolicyRule 1=verbs:*s 2=apiGroups:*s 3=resources:*s 4=resourceNames:*s 5=nonResourceURLs:*s
ClusterRole 1=metadata:ObjectMeta 2=rules:*PolicyRule 3=aggregationRule:AggregationRule
AggregationRule 1=clusterRoleSelectors:*LabelSelector
RoleBinding 1=metadata:ObjectMeta 2=subjects:*Subject 3=roleRef:RoleRef
Subject 1=kind:s 2=apiGroup:s 3=name:s 4=namespace:s
RoleRef 1=apiGroup:s 2=kind:s 3=name:s
ClusterRoleBinding 1=metadata:ObjectMeta 2=subjects:*Subject 3=roleRef:RoleRef
Ingress 1=metadata:ObjectMeta 2=spec:IngressSpec
IngressSpec 4=ingressClassName:s 1=defaultBackend:IngressBackend 2=tls:*IngressTLS 3=rules:*IngressRule
IngressBackend 4=service:IngressServiceBackend 3=resource:TypedLocalObjectReference
IngressServiceBackend 1=name:s 2=port:ServiceBackendPort
ServiceBackendPort 1=name:s 2=number:i
TypedLocalObjectReference 1=apiGroup:s 2=kind:s 3=name:s
IngressTLS 1=hosts:*s 2=secretName:s
IngressRule 1=host:s 2=:^IngressRuleValue
IngressRuleValue 1=http:HTTPIngressRuleValue
HTTPIngressRuleValue 1=paths:*HTTPIngressPath
HTTPIngressPath 1=path:s 3=pathType:s 2=backend:IngressBackend
SelfSubjectAccessReview 1=metadata:ObjectMeta 2=spec:SelfSubjectAccessReviewSpec
SelfSubjectAccessReviewSpec 1=resourceAttributes:ResourceAttributes 2=nonResourceAttributes:NonResourceAttributes
ResourceAttributes 1=namespace:s 2=verb:s 3=group:s 4=version:s 5=resource:s 6=subresource:s 7=name:s
NonResourceAttributes 1=path:s 2=verb:s
SelfSubjectRulesReview 1=metadata:ObjectMeta 2=spec:SelfSubjectRulesReviewSpec
SelfSubjectRulesReviewSpec 1=namespace:s
SelfSubjectReview 1=metadata:ObjectMeta
DeleteOptions 1=gracePeriodSeconds:i 2=preconditions:Preconditions 3=orphanDependents:b 4=propagationPolicy:s 5=dryRun:*s 6=ignoreStoreReadErrorWithClusterBreakingPotential:b
Preconditions 1=uid:s 2=resourceVersion:s
`
