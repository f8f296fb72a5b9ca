/** Beside the filter of a list: what is left out of it, its columns, and the list as a file. */
import TableIcon from '@mui/icons-material/FileDownloadOutlined'
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import { type ChooserProps, ColumnChooser } from '../../ui/table/column-chooser.tsx'
import { csvOf } from '../bulk/csv.ts'
import { download, fileName } from '../bulk/download.ts'
import type { ListColumn } from './list-columns.tsx'

export function ListTools(props: {
  cluster: string
  type: ServedType
  /** All that match now, in the order of the list. */
  rows: () => readonly KubeObject[]
  isEmpty: boolean
  shown: readonly ListColumn[]
  chooser: ChooserProps
  /** Terms of the filter that ask for nothing yet. */
  unfinished: readonly string[]
}) {
  const { t } = useTranslation('app')
  const { rows, unfinished, type } = props
  const exportCsv = () => {
    const columns = props.shown.map(({ header, text, exported }) => ({ header, text: exported ?? text }))
    const [name, ...others] = columns
    const namespace = { header: t('namespace'), text: ({ metadata }: KubeObject) => metadata.namespace ?? '' }
    const hasNamespace = type.namespaced && !props.shown.some(({ id }) => id === 'namespace')
    const all = [...(name === undefined ? [] : [name]), ...(hasNamespace ? [namespace] : []), ...others]
    download(fileName(type.plural, props.cluster, 'csv'), 'text/csv', [csvOf(all, rows())])
  }
  return (
    <>
      <Typography
        variant="body2"
        color="textSecondary"
        role="status"
        noWrap
        sx={{ flex: 1, minWidth: 0, display: { xs: 'none', md: 'block' } }}
      >
        {unfinished.length > 0 && t('query.unfinished', { terms: unfinished.join(' ') })}
      </Typography>
      <Box sx={{ display: 'flex', ml: 'auto' }}>
        <Button startIcon={<TableIcon />} disabled={props.isEmpty} onClick={exportCsv}>
          {t('exportCsv')}
        </Button>
        <ColumnChooser {...props.chooser} />
      </Box>
    </>
  )
}
