/** Skeleton rows, but only for those who really have to wait. */
import { Box, Skeleton } from '@mui/material'
import { useEffect, useState } from 'react'

export function LoadingRows({ label }: { label: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Box role="status" aria-label={label} sx={{ px: 1.5 }}>
      {shown && [...Array(8).keys()].map((row) => <Skeleton key={row} height={36} />)}
    </Box>
  )
}
