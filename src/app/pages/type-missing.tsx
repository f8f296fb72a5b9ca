/** Stands at the address of a type that the cluster does not serve, until it does. */
import ExploreOffIcon from '@mui/icons-material/ExploreOffOutlined'
import { Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useFreshDiscovery } from '../api/queries.ts'
import { BroughtBy, ToComponents } from '../places/parts-missing.tsx'
import { parseSegment } from '../resources/generic-kind.ts'
import { resourcesPath } from '../resources/page-address.ts'

export function TypeMissing({ cluster, segment }: { cluster: string; segment: string }) {
  const { t } = useTranslation('app')
  const { isFetchedAfterMount } = useFreshDiscovery(cluster)
  // What was asked before does not know what was installed since.
  if (!isFetchedAfterMount) return null
  return (
    <Notice
      icon={<ExploreOffIcon />}
      title={t('resources.missing')}
      actions={
        <>
          <Button variant="outlined" component={Link} to={resourcesPath({ view: 'admin', cluster })}>
            {t('resources.toAll')}
          </Button>
          <ToComponents cluster={cluster} />
        </>
      }
    >
      {t('resources.missingText')} <Mono>{segment}</Mono>{' '}
      <BroughtBy group={parseSegment(segment)?.group ?? ''} />
    </Notice>
  )
}
