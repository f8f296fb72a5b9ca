/** Pods and what makes them. */
import { type Base, namespaced } from './base.ts'

/** What all workloads make their pods of. */
const template = {
  metadata: { labels: { a: 'b' } },
  spec: {
    containers: [
      {
        name: 'a',
        image: 'b',
        ports: [{ containerPort: 80 }],
        volumeMounts: [{ name: 'v', mountPath: '/x' }],
      },
    ],
    volumes: [{ name: 'v', configMap: { name: 'c' } }],
  },
}

export const workloads: readonly Base[] = [
  namespaced('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'conformance-pod',
      labels: { a: 'b' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'y', uid: 'z', controller: true }],
    },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'a',
          image: 'b:1',
          ports: [{ name: 'http', containerPort: 80 }],
          env: [{ name: 'A', value: 'b' }],
          resources: { limits: { cpu: '1' } },
          readinessProbe: { httpGet: { port: 80 } },
        },
      ],
      restartPolicy: 'Always',
      dnsPolicy: 'Default',
    },
  }),
  namespaced('deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'conformance-deployment' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { a: 'b' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '10%' } },
      minReadySeconds: 5,
      template,
    },
  }),
  namespaced('statefulsets', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'conformance-statefulset' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { a: 'b' } },
      serviceName: 'x',
      template,
    },
  }),
  namespaced('daemonsets', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'conformance-daemonset' },
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template,
    },
  }),
  namespaced('replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'conformance-replicaset' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { a: 'b' } },
      template,
    },
  }),
]
