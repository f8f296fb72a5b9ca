/** Stands on the pages of a kind whose feature gate is off. */
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import type { Gate } from '../../k8s/gates.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { useKindWords } from '../kind-words.ts'
import { genericKind } from '../resources/generic-kind.ts'
import { listPath, type Scope } from '../scope.ts'
import { useTitle } from './title.ts'

export function GateOff(props: { scope: Scope; kind: Kind; gate: Gate; discovery: Discovery }) {
  const { scope, kind, gate, discovery } = props
  const { t } = useTranslation('app')
  const { many } = useKindWords(kind)
  useTitle(many)
  const type = scope.view === 'admin' ? discovery.find(kind.group, kind.kind, kind.versions) : null
  return (
    <Notice
      icon={<kind.Icon />}
      title={t('gateOff.title', { kinds: many })}
      actions={
        type?.verbs.includes('list') && (
          <Button variant="outlined" component={Link} to={listPath(scope, genericKind(type))}>
            {t('gateOff.asYaml')}
          </Button>
        )
      }
    >
      {t('gateOff.text', { gate })}
    </Notice>
  )
}
