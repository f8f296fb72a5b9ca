/** The navigation of narrow screens: a drawer, with the pickers that the top bar has no room for. */
import { Box, Drawer } from '@mui/material'
import type { ReactNode } from 'react'
import type { Scope } from '../scope.ts'
import { ClusterPicker, ViewSwitch } from './scope-pickers.tsx'

export default function NarrowNavigation(props: {
  scope: Scope
  open: boolean
  onClose: () => void
  children: ReactNode
}) {
  const { scope, open, onClose } = props
  return (
    <Drawer open={open} onClose={onClose} slotProps={{ paper: { sx: { width: 264 } } }}>
      <Box
        sx={{
          p: 1.5,
          display: 'grid',
          gap: 1.5,
          justifyItems: 'start',
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <ViewSwitch scope={scope} />
        {scope.view === 'project' && <ClusterPicker scope={scope} />}
      </Box>
      {props.children}
    </Drawer>
  )
}
