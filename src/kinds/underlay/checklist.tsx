/** What the physical network has to be like, to be ticked off; the browser remembers it for the cluster. */
import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asList, asString } from '../../k8s/shape.ts'
import { Panel } from '../../ui/facts.tsx'
import { useRememberedValue } from '../../ui/remembered.ts'

const groups = {
  nodes: ['cards', 'empty', 'bond', 'speed'],
  switch: ['trunk', 'hairpin', 'platform'],
  gateway: ['ping', 'back', 'firewall', 'both'],
  last: ['trial'],
} as const

const ids = Object.values(groups).flat() as readonly string[]

const remembered = (stored: unknown) => asList(stored).map(asString)

export function Checklist({ place }: { place: string }) {
  const { t } = useTranslation('underlay')
  const [ticked, change] = useRememberedValue(`underlay.${place}`, remembered)
  const count = ids.filter((id) => ticked.includes(id)).length
  return (
    <Panel
      title={t('checklist.title')}
      aside={
        <Typography variant="body2" color="textSecondary" role="status">
          {t('checklist.count', { count, all: ids.length })}
        </Typography>
      }
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2, maxWidth: '72ch' }}>
        {t('checklist.text')}
      </Typography>
      <Box sx={groupsStyle}>
        {Object.entries(groups).map(([group, items]) => (
          <Box
            key={group}
            component="fieldset"
            sx={{ m: 0, p: 0, border: 0, minWidth: 0, display: 'grid', alignContent: 'start', gap: 0.75 }}
          >
            <Typography component="legend" variant="body2" sx={{ p: 0, mb: 0.5, fontWeight: 600 }}>
              {t(`checklist.group.${group}`)}
            </Typography>
            {items.map((id) => (
              <FormControlLabel
                key={id}
                sx={{ m: 0, alignItems: 'flex-start' }}
                control={
                  <Checkbox
                    checked={ticked.includes(id)}
                    onChange={(_, isOn) =>
                      change((before) => (isOn ? [...before, id] : before.filter((each) => each !== id)))
                    }
                    sx={{ p: 0, pr: 1 }}
                  />
                }
                label={<Typography variant="body2">{t(`checklist.item.${id}`)}</Typography>}
              />
            ))}
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

const groupsStyle = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
  columnGap: 4,
  rowGap: 2.5,
} as const
