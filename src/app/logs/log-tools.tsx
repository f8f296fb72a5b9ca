/** The choices above a log: what is read, what is looked for, and how it is shown. */
import CloseIcon from '@mui/icons-material/CloseOutlined'
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import {
  Box,
  Button,
  FormControlLabel,
  IconButton,
  InputAdornment,
  MenuItem,
  Switch,
  TextField,
  Tooltip,
} from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { useCopy } from '../../ui/copy.ts'
import type { LogLine } from '../../ui/logs/line-store.ts'
import { download, fileName } from '../bulk/download.ts'
import type { LoggedContainer } from './containers.ts'
import type { Looks } from './looks.ts'
import { type RangeName, rangeNames } from './ranges.ts'

export interface LogToolsProps {
  readonly pods: readonly KubeObject[]
  readonly pod: string
  readonly isGone: boolean
  readonly onPod: (name: string) => void
  readonly containers: readonly LoggedContainer[]
  readonly container: string
  readonly onContainer: (name: string) => void
  readonly previous: boolean
  readonly hasPrevious: boolean
  readonly onPrevious: (previous: boolean) => void
  readonly follow: boolean
  readonly onFollow: (follow: boolean) => void
  readonly range: RangeName
  readonly onRange: (range: RangeName) => void
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly looks: Looks
  readonly onLooks: (change: (looks: Looks) => Looks) => void
  readonly lines: readonly LogLine[]
}

export function LogTools(props: LogToolsProps) {
  const { t } = useTranslation('logs')
  const { looks, onLooks, filter, onFilter } = props
  return (
    <Box sx={barStyle}>
      <WhatToRead {...props} />
      <TextField
        label={t('filter')}
        value={filter}
        onChange={({ target }) => onFilter(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onFilter('')}
        sx={{ flex: '1 1 180px', minWidth: 160 }}
        slotProps={{
          input: {
            endAdornment: filter !== '' && (
              <InputAdornment position="end">
                <IconButton
                  size="small"
                  edge="end"
                  aria-label={t('clearFilter')}
                  onClick={() => onFilter('')}
                >
                  <CloseIcon fontSize="small" />
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2.5, rowGap: 0.5 }}>
        <Flag label={t('follow')} isOn={props.follow} onChange={props.onFollow} isOff={props.previous} />
        <Flag
          label={t('wrap')}
          isOn={looks.wraps}
          onChange={(wraps) => onLooks((before) => ({ ...before, wraps }))}
        />
        <Flag
          label={t('times')}
          isOn={looks.showsTimes}
          onChange={(showsTimes) => onLooks((before) => ({ ...before, showsTimes }))}
        />
        {props.hasPrevious && (
          <Tooltip title={t('previousHelp')}>
            <span>
              <Flag label={t('previous')} isOn={props.previous} onChange={props.onPrevious} />
            </span>
          </Tooltip>
        )}
        <TakeAway {...props} />
      </Box>
    </Box>
  )
}

const barStyle = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1.5,
  px: 2,
  py: 1.5,
  borderBottom: 1,
  borderColor: 'divider',
} as const

function WhatToRead(props: LogToolsProps) {
  const { t } = useTranslation('logs')
  const { pods, pod, isGone, containers, container, range } = props
  return (
    <>
      <Select label={t('pod')} value={pod} onChange={props.onPod} width={220}>
        {isGone && <MenuItem value={pod}>{t('gonePod', { name: pod })}</MenuItem>}
        {pods.map(({ metadata: { name } }) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </Select>
      <Select label={t('container')} value={container} onChange={props.onContainer} width={130}>
        {containers.map(({ name, isInit }) => (
          <MenuItem key={name} value={name}>
            {isInit ? t('initial', { name }) : name}
          </MenuItem>
        ))}
      </Select>
      <Select
        label={t('since')}
        value={range}
        onChange={(value) => props.onRange(rangeNames.find((each) => each === value) ?? 'tail')}
        width={150}
      >
        {rangeNames.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`range.${name}`)}
          </MenuItem>
        ))}
      </Select>
    </>
  )
}

function Select(props: {
  label: string
  value: string
  onChange: (value: string) => void
  width: number
  children: ReactNode
}) {
  return (
    <TextField
      select
      label={props.label}
      value={props.value}
      onChange={({ target }) => props.onChange(target.value)}
      sx={{ flex: `1 1 ${props.width}px`, maxWidth: { xs: 'none', sm: props.width * 1.6 }, minWidth: 110 }}
    >
      {props.children}
    </TextField>
  )
}

function Flag(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void; isOff?: boolean }) {
  return (
    <FormControlLabel
      control={<Switch checked={props.isOn} onChange={(_, isOn) => props.onChange(isOn)} />}
      disabled={props.isOff === true}
      label={props.label}
      slotProps={{ typography: { variant: 'body2' } }}
      sx={{ mr: 0 }}
    />
  )
}

/** What is shown, as text: with times where they are shown. */
function TakeAway({ lines, looks, pod, container }: LogToolsProps) {
  const { t } = useTranslation('logs')
  const { copied, copy } = useCopy()
  const texts = () =>
    lines.map(({ time, text }) => `${looks.showsTimes && time !== '' ? `${time} ` : ''}${text}\n`)
  const isEmpty = lines.length === 0
  return (
    <>
      <Button startIcon={<CopyIcon />} disabled={isEmpty} onClick={() => copy(texts().join(''))}>
        {copied ? t('copied') : t('copy')}
      </Button>
      <Button
        startIcon={<DownloadIcon />}
        disabled={isEmpty}
        onClick={() => download(fileName(pod, container, 'log'), 'text/plain', texts())}
      >
        {t('download')}
      </Button>
    </>
  )
}
