/** Every policy of a plan with what becomes of it, and the difference as YAML on demand. */
import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { writeYaml } from '../../manifest/write.ts'
import { LazyYamlDiff } from '../../ui/editor/lazy-yaml-editor.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Folded } from '../editor/review-more.tsx'
import type { Change } from './plan.ts'
import { keyOfChange, useReasonText } from './plan-words.tsx'
import type { Isolation } from './use-isolation.ts'

const step = 30

export function PlanList({ isolation, changes }: { isolation: Isolation; changes: readonly Change[] }) {
  const { t } = useTranslation('isolation')
  const [shown, setShown] = useState(step)
  const reasonOf = useReasonText(isolation)
  return (
    <Box>
      <Box
        component="ul"
        aria-label={t('review.list')}
        sx={{ m: 0, p: 0, listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1 }}
      >
        {changes.slice(0, shown).map((change) => (
          <Box
            component="li"
            key={keyOfChange(change)}
            sx={{ px: 1, py: 0.5, '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' } }}
          >
            <ChangeRow change={change} reason={reasonOf(change)} />
          </Box>
        ))}
      </Box>
      {changes.length > shown && (
        <Button onClick={() => setShown(shown + 10 * step)}>
          {t('more', { count: changes.length - shown })}
        </Button>
      )}
    </Box>
  )
}

function ChangeRow({ change, reason }: { change: Change; reason: string }) {
  const { t } = useTranslation('isolation')
  const { action, before, after } = change
  return (
    <Folded
      title={
        <>
          {t(`action.${action}`)} <Mono>{keyOfChange(change)}</Mono>
        </>
      }
      aside={
        <Typography variant="body2" color="textSecondary" sx={{ pl: { xs: 0, md: 3.5 } }}>
          {reason}
        </Typography>
      }
    >
      <Box sx={{ height: 320, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
        <LazyYamlDiff
          before={yamlOf(before)}
          after={yamlOf(after)}
          beforeLabel={t('review.before')}
          afterLabel={t('review.after')}
        />
      </Box>
    </Folded>
  )
}

const yamlOf = (object: KubeObject | null) => (object === null ? '' : writeYaml(editablePart(object)))
