/** The ways from the list of a kind to the pages that lead through making what it is part of. */
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import type { Kind } from '../../kinds/kind.ts'
import { type Setup, setupsWith } from '../../kinds/setups.ts'
import type { Scope } from '../scope.ts'
import { setupPath } from './setup-address.ts'

/** The kinds that it makes and the cluster does not serve. */
export function missingOf({ steps }: Setup, discovery: Discovery): readonly string[] {
  return steps
    .filter(({ group, kind, versions }) => discovery.find(group, kind, versions) === null)
    .map(({ kind }) => kind)
}

export function SetupLinks(props: { scope: Scope; kind: Kind; discovery: Discovery }) {
  const { t } = useTranslation()
  const { scope, kind, discovery } = props
  if (scope.view !== 'admin') return null
  return setupsWith(kind)
    .filter((setup) => missingOf(setup, discovery).length === 0)
    .map(({ id, title }) => (
      <Button key={id} variant="outlined" component={Link} to={setupPath(scope, id)}>
        {t(title)}
      </Button>
    ))
}
