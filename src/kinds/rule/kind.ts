import RuleIcon from '@mui/icons-material/RuleOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { sharedRelated } from '../alb/related.ts'
import { placeText, sourceOf } from '../alb/spec.ts'
import { everyProject, platformNamespace } from '../assignment.ts'
import { balancerKinds } from '../frontend/lending.ts'
import { defineKind } from '../kind.ts'
import { albPorts, albRules, projectServices } from '../related.ts'
import { projectsOf } from './spec.ts'
import { startsFrom, template } from './template.ts'

const neighbours = [albRules, albPorts, ...balancerKinds]

/** The Ingress it comes from would be written over it again. */
const madeFrom = (object: KubeObject) => {
  const source = sourceOf(object)
  return source === null ? null : { key: 'rule:made', values: { ingress: placeText(source) } }
}

export const rule = defineKind<KubeObject>({
  ...albRules,
  id: 'rule',
  segment: 'rules',
  Icon: RuleIcon,
  navigation: { admin: 62, project: 52 },
  gate: 'alb2',
  goKey: '',
  alsoCalled: ['alb rule', 'load balancing', 'dslx', 'routing', 'layer 7'],
  needs: ['alb'],
  home: platformNamespace,
  lent: {
    isOpen: (object, project) => projectsOf(object).some((each) => each === project || each === everyProject),
  },
  related: {
    list: neighbours,
    detail: [...neighbours, projectServices],
    form: [...neighbours, ...sharedRelated],
    removal: [],
  },
  sort: 'order',
  heavyColumns: () => import('./columns.tsx'),
  columns: [],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    'metadata.ownerReferences',
    ...[
      ...['description', 'priority', 'dslx', 'serviceGroup', 'backendProtocol', 'certificate_name', 'domain'],
      ...['rewrite_base', 'rewrite_target', 'vhost', 'enableCORS', 'corsAllowOrigin', 'corsAllowHeaders'],
      ...['redirect', 'timeout', 'otel', 'auth', 'modsecurity'].map((field) => `config.${field}`),
    ].map((field) => `spec.${field}`),
  ],
  template,
  startsFrom,
  // They stand in `kinds/checks.ts`: they know much that the first page does not need.
  checks: [],
  fixed: madeFrom,
  keeps: madeFrom,
  // Requests that came to it go to the rules behind it.
  dependants: () => [],
})
