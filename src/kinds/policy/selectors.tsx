/** Label selectors of policies, each with what it matches now. */
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { LabelSelector } from '../../ui/fields/label-selector.tsx'
import { namespaces, nodes, pods } from '../related.ts'
import type { Availability, RelatedKind, World } from '../world.ts'
import type { PodSet } from './peers.ts'
import { allPods, podsAmong } from './selected.ts'
import './words.ts'

interface SelectorProps {
  readonly world: World
  readonly path: Path
  readonly help: string | null
}

export function NamespaceSelector({ world, path, help }: SelectorProps) {
  const { t } = useTranslation('policy')
  return (
    <LabelSelector
      path={path}
      label={t('namespaceSelector')}
      help={help}
      objects={world.list(namespaces)}
      availability={world.availability(namespaces)}
      what={t('what.namespaces')}
      absent={t('absent.namespaces')}
      show={t('preview')}
    />
  )
}

export function NodeSelector({ world, path, help }: SelectorProps) {
  const { t } = useTranslation('policy')
  return (
    <LabelSelector
      path={path}
      label={t('nodeSelector')}
      help={help}
      objects={world.list(nodes)}
      availability={world.availability(nodes)}
      what={t('what.nodes')}
      absent={t('absent.nodes')}
      show={t('preview')}
    />
  )
}

/** Selects from the pods of the namespaces of `set`; `own` is the policy's. */
export function PodSelector({ world, path, help, set, own }: SelectorProps & { set: PodSet; own: string }) {
  const { t } = useTranslation('policy')
  return (
    <LabelSelector
      path={path}
      label={t('podSelector')}
      help={help}
      objects={podsAmong(set, own, world) ?? []}
      availability={leastOf(world, set.namespaces === null ? [pods] : [namespaces, allPods])}
      what={t('what.pods')}
      absent={t('absent.pods')}
      show={t('preview')}
    />
  )
}

const worst: readonly Availability[] = ['refused', 'absent', 'loading', 'stale']

function leastOf(world: World, kinds: readonly RelatedKind[]): Availability {
  const all = kinds.map((kind) => world.availability(kind))
  return worst.find((each) => all.includes(each)) ?? 'live'
}
