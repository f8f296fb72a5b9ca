/** What has addresses in common and must not, both by name, and what is wrong about it. */
import { Box, Link as MuiLink } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, type To } from 'react-router'
import type { Collision } from '../../kinds/address-plan.ts'
import { type AddressRange, sizeOf } from '../../net/range.ts'
import { common } from '../../net/rangeset.ts'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { useText } from '../../ui/text.ts'
import { rangeText } from './page-state.ts'
import { RangeOwner } from './range-name.tsx'

/** More are not shown at once: each of them has to be mended by itself. */
const listed = 50

export function Collisions(props: { collisions: readonly Collision[]; to: (at: AddressRange) => To }) {
  const { collisions, to } = props
  const { t } = useTranslation('address-plan')
  const say = useText()
  if (collisions.length === 0) return null
  return (
    <Panel title={t('collisions', { count: collisions.length })}>
      <Box
        component="ul"
        aria-label={t('collisionsList')}
        sx={{ m: 0, p: 0, listStyle: 'none', fontSize: 13 }}
      >
        {collisions.slice(0, listed).map(({ one, other, finding }, index) => {
          const [shared = one.range] = common([one.range], [other.range])
          return (
            <Box
              component="li"
              key={index}
              sx={{ py: 0.75, '& + &': { borderTop: 1, borderColor: 'divider' } }}
            >
              <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
                <State tone={finding.severity === 'error' ? 'danger' : 'warning'}>
                  {sizeOf(shared) === 1n ? (
                    <Mono>{rangeText(shared)}</Mono>
                  ) : (
                    <MuiLink
                      component={RouterLink}
                      to={to(shared)}
                      color="inherit"
                      aria-label={t('zoom', { range: rangeText(shared) })}
                    >
                      <Mono>{rangeText(shared, ' – ')}</Mono>
                    </MuiLink>
                  )}
                </State>
                <span>
                  <RangeOwner item={one} /> {t('and')} <RangeOwner item={other} />
                </span>
              </Box>
              <Box sx={{ color: 'text.secondary', maxWidth: '90ch' }}>{say(finding.text)}</Box>
            </Box>
          )
        })}
      </Box>
      {collisions.length > listed && t('moreCollisions', { count: collisions.length - listed })}
    </Panel>
  )
}
