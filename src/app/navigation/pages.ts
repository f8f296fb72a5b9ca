/** The console's own pages that stand in the navigation, besides those of kinds. */
import type { SvgIconComponent } from '@mui/icons-material'
import DashboardIcon from '@mui/icons-material/DashboardOutlined'
import DataObjectIcon from '@mui/icons-material/DataObjectOutlined'
import ExtensionIcon from '@mui/icons-material/ExtensionOutlined'
import GridIcon from '@mui/icons-material/GridOnOutlined'
import LanIcon from '@mui/icons-material/LanOutlined'
import MapIcon from '@mui/icons-material/MapOutlined'
import ReportIcon from '@mui/icons-material/ReportOutlined'
import ShieldIcon from '@mui/icons-material/ShieldOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import type { Gate, Gates } from '../../k8s/gates.ts'
import { addressPlanSegment } from '../address-plan/page-address.ts'
import { connectivitySegment } from '../connectivity/page-address.ts'
import { errorReasonsSegment } from '../error-reasons/page-address.ts'
import { isolationSegment, isolationTitle } from '../isolation/page-address.ts'
import { clustersSegment, componentsSegment, overviewGoKey } from '../places/page-addresses.ts'
import { resourcesGoKey, resourcesSegment } from '../resources/page-address.ts'
import { importSegment, type Scope, scopePath, segmentPath } from '../scope.ts'

export interface Page {
  /** What the configuration calls it, as the id of a kind. */
  readonly id: string
  /** i18n key. */
  readonly title: string
  readonly Icon: SvgIconComponent
  readonly views: readonly Scope['view'][]
  /** `''` for the page at the address of the scope itself, which stands before all others. */
  readonly segment: string
  /** The letter after `g` that leads there; `''` where none does. */
  readonly goKey: string
  /** Other words it is searched by. */
  readonly alsoCalled: string
  /** What has to be switched on for it to stand there. */
  readonly gate?: Gate
  /** i18n key of its title where that depends on what is switched on; else it is `title`. */
  readonly titleWith?: (gates: Gates) => string
  /** Whether it stands among the kinds, and not among what concerns the cluster. */
  readonly isNetworking?: true
  /** Its place among the kinds, as they have it; behind all of them by default. */
  readonly place?: number
}

export const isHome = ({ segment }: Page) => segment === ''

export function pagePath(scope: Scope, segment: string): string {
  return segment === '' ? scopePath(scope) : segmentPath(scope, segment)
}

export const pages: readonly Page[] = [
  {
    id: 'overview',
    title: 'places:overview.title',
    Icon: DashboardIcon,
    views: ['project'],
    segment: '',
    goKey: overviewGoKey,
    alsoCalled: 'project quota',
  },
  {
    id: 'address-plan',
    title: 'app:addressPlan',
    Icon: MapIcon,
    views: ['admin'],
    segment: addressPlanSegment,
    goKey: '',
    alsoCalled: 'ip addresses cidr ranges ipam free collisions overlap who has',
    isNetworking: true,
    place: 39,
  },
  {
    id: 'project-isolation',
    title: 'app:isolation.title',
    titleWith: isolationTitle,
    Icon: ShieldIcon,
    views: ['admin'],
    segment: isolationSegment,
    goKey: '',
    alsoCalled: 'project isolation cluster network policy',
    gate: 'cluster-network-policy',
    isNetworking: true,
  },
  {
    id: 'connectivity',
    title: 'app:connectivity',
    Icon: GridIcon,
    views: ['admin', 'project'],
    segment: connectivitySegment,
    goKey: '',
    alsoCalled: 'network policy matrix reach allow deny',
    isNetworking: true,
  },
  {
    id: 'error-reasons',
    title: 'app:errorReasons',
    Icon: ReportIcon,
    views: ['admin', 'project'],
    segment: errorReasonsSegment,
    goKey: '',
    alsoCalled:
      'load balancer alb X-ALB-ERR-REASON InvalidUpstream InvalidBalancer BackendError TimeoutViaAlb ' +
      'TimeoutViaBackend AuthFail UnknowStickyPolicy 404 500 504',
    gate: 'alb2',
    isNetworking: true,
  },
  {
    id: 'clusters',
    title: 'places:clusters.title',
    Icon: LanIcon,
    views: ['admin'],
    segment: clustersSegment,
    goKey: '',
    alsoCalled: 'health version',
  },
  {
    id: 'components',
    title: 'places:components.title',
    Icon: ExtensionIcon,
    views: ['admin'],
    segment: componentsSegment,
    goKey: '',
    alsoCalled: 'cni network stack',
  },
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
