/** Panels that pages of objects offer below their overview, whether their types have a folder here or not. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { KubeObject } from '../k8s/objects.ts'
import { clusterKinds } from './policy/cluster-world.ts'
import { routingKinds } from './tracing/related.ts'
import type { RelatedKind, World } from './world.ts'

export interface ObjectPanelProps {
  readonly object: KubeObject
  readonly world: World
  /** Of some kinds only a part may be read: that of the namespaces at hand. */
  readonly isPartial: boolean
}

export interface ObjectPanel {
  /** i18n keys: what it is called, what it is for, and the button that opens it. */
  readonly title: string
  readonly help: string
  readonly action: string
  /** Read once it is opened, across the cluster where one may. */
  readonly related: readonly RelatedKind[]
  readonly View: LazyExoticComponent<ComponentType<ObjectPanelProps>>
}

const reach: ObjectPanel = {
  title: 'kinds:reach.title',
  help: 'kinds:reach.help',
  action: 'kinds:reach.action',
  related: clusterKinds,
  View: lazy(() => import('./policy/reach-panel.tsx')),
}

const tracing: ObjectPanel = {
  title: 'kinds:tracing.title',
  help: 'kinds:tracing.help',
  action: 'kinds:tracing.title',
  related: routingKinds,
  View: lazy(() => import('./tracing/trace-panel.tsx')),
}

const panels: Readonly<Record<string, ObjectPanel>> = {
  '/Namespace': reach,
  '/Pod': reach,
  'apps/DaemonSet': reach,
  'apps/Deployment': reach,
  'apps/StatefulSet': reach,
  'crd.alauda.io/ALB2': tracing,
  'crd.alauda.io/Domain': tracing,
  'networking.k8s.io/Ingress': tracing,
  'networking.k8s.io/NetworkPolicy': reach,
  'policy.networking.k8s.io/AdminNetworkPolicy': reach,
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy': reach,
  'policy.networking.k8s.io/ClusterNetworkPolicy': reach,
}

export function panelOf({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): ObjectPanel | null {
  return panels[`${group}/${kind}`] ?? null
}
