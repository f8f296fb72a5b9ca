/** The match of a rule: indicators that all have to hold, each with rows of which one is enough. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { asFields, asList } from '../../../k8s/shape.ts'
import { readMatch } from '../../../net/route/index.ts'
import { useLens } from '../../../ui/fields/context.ts'
import { RowTable } from '../../../ui/fields/row-table.tsx'
import { dslxPath } from '../spec.ts'
import { IndicatorFields } from './match-indicator.tsx'
import { MatchSentence } from './sentence.tsx'
import { newTerm } from './terms.ts'
import './words.ts'

export function MatchField() {
  const { t } = useTranslation('match')
  const { value } = useLens(dslxPath)
  const terms = asList(value)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <RowTable
        path={dslxPath}
        label={t('rule')}
        hideLabel
        help={t('ruleHelp')}
        addLabel={t('addIndicator')}
        rowLabel={(index) => t('indicatorNumber', { number: index + 1 })}
        newRow={() => newTerm(terms.some((term) => asFields(term).type === 'HOST') ? 'URL' : 'HOST')}
        keepDepth={2}
      >
        {({ path, index, value: term }) => (
          <Box sx={{ display: 'grid', gap: 1 }}>
            {index > 0 && (
              <Typography variant="caption" component="div" sx={{ fontWeight: 600 }}>
                {t('sentence.and')}
              </Typography>
            )}
            <IndicatorFields path={path} term={asFields(term)} />
          </Box>
        )}
      </RowTable>
      <Sentence value={value} />
    </Box>
  )
}

/** Says what the text above comes to, also where it comes to nothing. */
function Sentence({ value }: { value: unknown }) {
  const { t } = useTranslation('match')
  const { match, fate } = readMatch(value)
  return (
    <Box
      role="status"
      aria-label={t('meaning')}
      sx={{ borderLeft: 2, borderColor: 'primary.main', pl: 1.5, py: 0.5 }}
    >
      <Typography variant="caption" component="div" color="textSecondary">
        {t('meaning')}
      </Typography>
      <Typography variant="body2" component="div">
        {fate === 'used' ? <MatchSentence match={match} /> : t(`fate.${fate}`)}
      </Typography>
    </Box>
  )
}
