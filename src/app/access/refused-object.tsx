/** Stands for an object that one may not read. */
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Notice } from '../../ui/notice.tsx'
import { useKindWords } from '../kind-words.ts'
import { listPath } from '../scope.ts'
import { lackText, wishOf } from './may.ts'
import { Refusal } from './refusal.tsx'
import { OwnProjects, type RefusedListProps } from './refused-list.tsx'

export function RefusedObject(
  props: RefusedListProps & {
    verb: 'get' | 'list'
    namespace: string | undefined
    name: string
  },
) {
  const { t } = useTranslation()
  const { scope, kind, type, namespace, name } = props
  const { one, many } = useKindWords(kind)
  const lacks = lackText(t, wishOf(props.verb, type, namespace, name), [namespace ?? null])
  return (
    <Notice
      icon={<kind.Icon />}
      title={t('app:objectRefused', { kind: one, name })}
      actions={
        <>
          <Button variant="outlined" component={Link} to={listPath(scope, kind)}>
            {t('app:toList', { kinds: many })}
          </Button>
          <OwnProjects scope={scope} kind={kind} type={type} />
        </>
      }
    >
      <Refusal cluster={scope.cluster} lacks={lacks} message={props.message} />
    </Notice>
  )
}
