/** Who one is, in which groups and until when; and what one can do about it. */
import AddLinkIcon from '@mui/icons-material/AddLinkOutlined'
import LogoutIcon from '@mui/icons-material/LogoutOutlined'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import { Box, List, ListItemButton, ListItemIcon, ListItemText, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { PopoverDialog } from '../../ui/popover-dialog.tsx'
import { whoQuery } from '../access/whoami.ts'
import { useSession } from '../api/queries.ts'
import { endText } from './ending.ts'
import { useMayViewAs } from './reviews.ts'

export default function UserPanel(props: {
  anchor: HTMLElement
  cluster: string
  onClose: () => void
  onSignOut: () => void
  onViewAs: () => void
  onAnotherCluster: () => void
}) {
  const { t, i18n } = useTranslation('session')
  const session = useSession()
  const { cluster } = props
  const { data: who } = useQuery(whoQuery(cluster))
  const { data: mayViewAs } = useMayViewAs(cluster)
  const groups = who?.groups ?? session.viewAs?.groups ?? session.user?.groups ?? []
  const takesTokens = session.signIn.methods.includes('token')
  const hasOther = session.clusters.some(({ user }) => user === '')
  return (
    <PopoverDialog anchor={props.anchor} title={t('menu.title')} width={320} onClose={props.onClose}>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.25 }}>
        <Fact label={t('menu.signedInAs')}>
          <Mono>{session.user?.name}</Mono>
        </Fact>
        {session.viewAs !== null && (
          <Fact label={t('menu.looksAs')}>
            <Mono>{session.viewAs.user}</Mono>
          </Fact>
        )}
        {who !== undefined && who.name !== (session.viewAs?.user ?? session.user?.name) && (
          <Fact label={t('menu.inCluster', { cluster })}>
            <Mono>{who.name}</Mono>
          </Fact>
        )}
        <Fact label={t('menu.groups')}>
          <Box sx={{ maxHeight: 140, overflow: 'auto' }} tabIndex={groups.length > 6 ? 0 : undefined}>
            <CopyableLines items={groups} />
          </Box>
        </Fact>
        <Fact label={t('menu.ends')}>
          {session.expires === null ? t('menu.never') : endText(session.expires, i18n.language)}
        </Fact>
      </Box>
      <List dense sx={{ mx: -2, mt: 1.5, mb: -2, py: 0.5, borderTop: 1, borderColor: 'divider' }}>
        {mayViewAs?.users === true && session.viewAs === null && (
          <Action icon={<VisibilityIcon />} label={t('menu.viewAs')} onClick={props.onViewAs} />
        )}
        {takesTokens && hasOther && (
          <Action icon={<AddLinkIcon />} label={t('menu.another')} onClick={props.onAnotherCluster} />
        )}
        <Action icon={<LogoutIcon />} label={t('signOut.action')} onClick={props.onSignOut} />
      </List>
    </PopoverDialog>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0 }}>
        {children}
      </Typography>
    </div>
  )
}

function Action({ icon, label, onClick }: { icon: ReactNode; label: string; onClick: () => void }) {
  return (
    <li>
      <ListItemButton component="button" onClick={onClick} sx={{ width: '100%' }}>
        <ListItemIcon sx={{ minWidth: 32, '& svg': { fontSize: 18 } }}>{icon}</ListItemIcon>
        <ListItemText primary={label} />
      </ListItemButton>
    </li>
  )
}
