/** The Domains that a certificate belongs to, on whose pages it is changed. */
import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { domainOf } from '../domain/spec.ts'
import { domains as domainKind } from '../related.ts'

export function BoundDomains({ domains }: { domains: readonly KubeObject[] }) {
  const { t } = useTranslation('certificate')
  return (
    <>
      {domains.map((domain) => (
        <div key={domain.metadata.name}>
          <ObjectLink
            reference={{ ...domainKind, name: domain.metadata.name }}
            title={domainOf(domain) || domain.metadata.name}
          />
        </div>
      ))}
      <Typography variant="body2" color="textSecondary">
        {t('changedThere')}
      </Typography>
    </>
  )
}
