/** Why something is not shown: what is needed for it, who one is, and what the cluster said. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Marked } from '../../ui/marked.tsx'
import { useWho } from './whoami.ts'

export function Refusal(props: { cluster: string; lacks: string; message: string | undefined }) {
  const { t } = useTranslation('app')
  const { name, groups } = useWho(props.cluster)
  const listed = groups.map((group) => `\`${group}\``).join(', ')
  const who = { user: name, cluster: props.cluster, groups: listed, count: groups.length }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ color: 'text.primary' }}>
        <Marked text={props.lacks} />
      </Box>
      <div>
        <Marked text={t(groups.length === 0 ? 'access.who' : 'access.whoGroups', who)} />
      </div>
      {props.message !== undefined && <Typography variant="caption">{props.message}</Typography>}
    </Box>
  )
}
