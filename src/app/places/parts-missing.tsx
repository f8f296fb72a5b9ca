/** Says what would have to be installed, and leads to what is. */
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Part } from '../../k8s/cluster/parts.ts'
import { partOfGroup } from '../../kinds/components.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { useKindWords } from '../kind-words.ts'
import { componentsPath } from './page-addresses.ts'

export function PartsMissing(props: { cluster: string; kind: Kind; parts: readonly Part[] }) {
  const { t, i18n } = useTranslation('places')
  const { cluster, kind } = props
  const { many } = useKindWords(kind)
  const names = props.parts.map(({ name }) => name)
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names)
  return (
    <Notice
      icon={<kind.Icon />}
      title={t('components.needs', { kinds: many, parts: list })}
      actions={<ToComponents cluster={cluster} />}
    >
      {t('components.needsText', { cluster })}
    </Notice>
  )
}

export function ToComponents({ cluster }: { cluster: string }) {
  const { t } = useTranslation('places')
  return (
    <Button variant="outlined" component={Link} to={componentsPath(cluster)}>
      {t('components.to')}
    </Button>
  )
}

/** Nothing where no part is known that an API group comes with. */
export function BroughtBy({ group }: { group: string }) {
  const { t } = useTranslation('places')
  const part = partOfGroup(group)
  return part === undefined ? null : t('components.brings', { part: part.name })
}
