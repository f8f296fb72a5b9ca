/** The console's own pages that stand in the navigation, besides those of kinds. */
import type { SvgIconComponent } from '@mui/icons-material'
import DataObjectIcon from '@mui/icons-material/DataObjectOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { resourcesGoKey, resourcesSegment } from '../resources/page-address.ts'
import { importSegment, type Scope } from '../scope.ts'

export interface Page {
  /** What the configuration calls it, as the id of a kind. */
  readonly id: string
  /** i18n key. */
  readonly title: string
  readonly Icon: SvgIconComponent
  readonly views: readonly Scope['view'][]
  readonly segment: string
  /** The letter after `g` that leads there; `''` where none does. */
  readonly goKey: string
  /** Other words it is searched by. */
  readonly alsoCalled: string
}

export const pages: readonly Page[] = [
  {
    id: 'resources',
    title: 'app:resources.title',
    Icon: DataObjectIcon,
    views: ['admin'],
    segment: resourcesSegment,
    goKey: resourcesGoKey,
    alsoCalled: '',
  },
  {
    id: 'import',
    title: 'app:import.title',
    Icon: UploadIcon,
    views: ['admin', 'project'],
    segment: importSegment,
    goKey: '',
    alsoCalled: 'apply',
  },
]
