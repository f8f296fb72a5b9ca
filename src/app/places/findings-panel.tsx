/** What the checks find in a project, the gravest first, each with the way to its object. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { titleOf } from '../../kinds/kind.ts'
import type { Severity } from '../../manifest/finding.ts'
import { Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State, type Tone } from '../../ui/state.tsx'
import { useText } from '../../ui/text.ts'
import { Unseen } from '../../ui/unseen.tsx'
import { kindWords } from '../kind-words.ts'
import type { Reach } from '../live/targets.ts'
import { type KindObjects, type ObjectFinding, severities, useProjectFindings } from './project-objects.ts'

/** More are counted, and found in the lists of their kinds. */
const shownAtMost = 50

const tones: Readonly<Record<Severity, Tone>> = { error: 'danger', warning: 'warning', info: 'unknown' }

export function FindingsPanel(props: { project: string; reach: Reach; objects: readonly KindObjects[] }) {
  const { t } = useTranslation('places')
  const { all, isLooking, isPartial } = useProjectFindings(props.objects, props.reach, props.project)
  const more = all.length - shownAtMost
  return (
    <Panel title={t('findings.title')} aside={<Counts all={all} />}>
      {all.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t(isLooking ? 'findings.looking' : isPartial ? 'findings.partial' : 'findings.none')}
        </Typography>
      ) : (
        <Box
          component="ul"
          aria-label={t('findings.title')}
          sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}
        >
          {all.slice(0, shownAtMost).map((each) => (
            <FindingLine key={each.key} of={each} />
          ))}
        </Box>
      )}
      {more > 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('findings.more', { count: more })}
        </Typography>
      )}
    </Panel>
  )
}

function Counts({ all }: { all: readonly ObjectFinding[] }) {
  const { t } = useTranslation('places')
  const words = { error: 'findings.errors', warning: 'findings.warnings', info: 'findings.infos' }
  return (
    <Typography variant="body2" component="div" sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
      {severities.map((severity) => {
        const count = all.filter(({ finding }) => finding.severity === severity).length
        return (
          count > 0 && (
            <State key={severity} tone={tones[severity]}>
              {t(words[severity], { count })}
            </State>
          )
        )
      })}
    </Typography>
  )
}

function FindingLine({ of: { kind, object, finding } }: { of: ObjectFinding }) {
  const { t } = useTranslation()
  const text = useText()
  const { namespace, name } = object.metadata
  return (
    <Typography
      component="li"
      variant="body2"
      sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)' }}
    >
      <State tone={tones[finding.severity]}>
        <Unseen>{t(`places:findings.severity.${finding.severity}`)}</Unseen>
      </State>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        {kindWords(t, kind).one}{' '}
        <ObjectLink
          reference={{ group: kind.group, kind: kind.kind, namespace, name }}
          title={titleOf(kind, object)}
        />{' '}
        {namespace !== undefined && <Mono quiet>{namespace}</Mono>}
        <Box>{text(finding.text)}</Box>
      </Box>
    </Typography>
  )
}
