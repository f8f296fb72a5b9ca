/** Faults of any YAML, of Services, and of the classes of controllers. */
import type { LintText } from './text.ts'

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: harbour\n`

const balancer = (annotations: readonly string[], more = '') =>
  [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: entrance',
    '  namespace: harbour',
    '  annotations:',
    ...annotations.map((each) => `    service.beta.kubernetes.io/ucloud-load-balancer-vserver-${each}`),
    'spec:',
    '  type: LoadBalancer',
    `  ports: [{name: https, port: 443}]${more}`,
  ].join('\n')

const ingressClass = (controller: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: pier}\nspec:\n  controller: ${controller}\n`

const dashes = '-----------------'

export const plainTexts: readonly LintText[] = [
  {
    rule: 'Y1',
    id: 'repair/unicode-spaces',
    line: 'name:',
    faulty: 'apiVersion: v1\nkind: Service\nmetadata:\n  name:\u00a0boats\n',
    mended: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: boats\n',
  },
  ...['name: boats', 'annotations: {a: b}'].map((field) => ({
    rule: 'Y2',
    id: 'object/astray',
    line: field,
    faulty: `apiVersion: v1\nkind: Service\nmetadata:\n${field}\nspec:\n`,
    mended: `apiVersion: v1\nkind: Service\nmetadata:\n  ${field}\nspec:\n`,
  })),
  {
    rule: 'Y3',
    id: 'repair/rulers',
    line: dashes,
    faulty: `${service('boats')}${dashes}\n${service('ships')}`,
    mended: `${service('boats')}---\n${service('ships')}`,
  },
  {
    rule: 'Y4',
    id: 'object/unsaid',
    line: 'spec:',
    faulty: 'spec:\n  gatewayClassName: pier\n',
    mended: 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: pier}\nspec: {}\n',
  },
  {
    rule: 'S1',
    id: 'service/cloud-certificate-port',
    line: 'ssl-cert: ssl-1',
    faulty: balancer(['ssl-cert: ssl-1', 'protocol: https']),
    mended: balancer(['ssl-cert: ssl-1', 'ssl-port: "443"', 'protocol: https']),
  },
  {
    rule: 'S1',
    id: 'service/cloud-certificate-protocol',
    line: 'protocol: tcp',
    faulty: balancer(['ssl-cert: ssl-1', 'ssl-port: "443"', 'protocol: tcp']),
    mended: balancer(['ssl-cert: ssl-1', 'ssl-port: "443"', 'protocol: https']),
  },
  {
    rule: 'S2',
    id: 'service/node-ports-too',
    line: 'type: LoadBalancer',
    faulty: balancer(['protocol: tcp']),
    mended: balancer(['protocol: tcp'], '\n  allocateNodePorts: false'),
  },
  {
    rule: 'C1',
    id: 'gateway/class-contested',
    line: 'controller: k8s.io/ingress-nginx',
    faulty: ingressClass('k8s.io/ingress-nginx'),
    mended: ingressClass('k8s.io/ingress-nginx-new'),
  },
  {
    rule: 'C1',
    id: 'gateway/class-unserved',
    line: 'controller: k8s.io/ingress-nginx-old',
    faulty: ingressClass('k8s.io/ingress-nginx-old'),
    mended: ingressClass('k8s.io/ingress-nginx-new'),
  },
]
