import { createBrowserRouter, type RouteObject } from 'react-router'
import { addressPlanSegment } from './address-plan/page-address.ts'
import { connectivitySegment } from './connectivity/page-address.ts'
import { errorReasonsSegment } from './error-reasons/page-address.ts'
import { isolationSegment } from './isolation/page-address.ts'
import { askRouter } from './leaving.ts'
import { CrashPage, UnknownPage } from './pages/error-pages.tsx'
import { HomePage, ScopeHome } from './pages/home-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { setupSegment } from './pages/setup-address.ts'
import { clustersSegment, componentsSegment } from './places/page-addresses.ts'
import { resourcesSegment } from './resources/page-address.ts'
import { Root } from './root.tsx'
import { importSegment } from './scope.ts'
import { donePath } from './session/done-path.ts'
import { SignInDone } from './session/sign-in-done.tsx'
import { Shell } from './shell/shell.tsx'

// The list is what people land on; what comes after it is fetched when it is asked for.
const CreatePage = async () => ({ Component: (await import('./pages/create-page.tsx')).CreatePage })
const DetailPage = async () => ({ Component: (await import('./pages/detail-page.tsx')).DetailPage })
const ImportPage = async () => ({ Component: (await import('./pages/import-page.tsx')).ImportPage })
const EditPage = async () => ({ Component: (await import('./pages/edit-page.tsx')).EditPage })

const SetupPage = async () => ({ Component: (await import('./pages/setup-page.tsx')).SetupPage })

const ResourcesPage = async () => ({ Component: (await import('./pages/resources-page.tsx')).ResourcesPage })

const ProjectPage = async () => ({ Component: (await import('./places/project-page.tsx')).ProjectPage })
const ClustersPage = async () => ({ Component: (await import('./places/clusters-page.tsx')).ClustersPage })
const IsolationPage = async () => ({
  Component: (await import('./isolation/isolation-page.tsx')).IsolationPage,
})
const ComponentsPage = async () => ({
  Component: (await import('./places/components-page.tsx')).ComponentsPage,
})
const AddressPlanPage = async () => ({
  Component: (await import('./address-plan/address-plan-page.tsx')).AddressPlanPage,
})
const ErrorReasonsPage = async () => ({
  Component: (await import('./error-reasons/error-reasons-page.tsx')).ErrorReasonsPage,
})
const ConnectivityPage = async () => ({
  Component: (await import('./connectivity/connectivity-page.tsx')).ConnectivityPage,
})

/** The pages of a kind, the same in both views. */
const kindPages: RouteObject[] = [
  { path: importSegment, lazy: ImportPage },
  { path: connectivitySegment, lazy: ConnectivityPage },
  { path: errorReasonsSegment, lazy: ErrorReasonsPage },
  { path: ':segment', Component: ListPage },
  { path: ':segment/~create', lazy: CreatePage },
  { path: ':segment/:name', lazy: DetailPage },
  { path: ':segment/:name/~edit', lazy: EditPage },
  { path: ':segment/:namespace/:name', lazy: DetailPage },
  { path: ':segment/:namespace/:name/~edit', lazy: EditPage },
]

export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: HomePage },
      {
        Component: Shell,
        children: [
          {
            path: 'admin/:cluster',
            ErrorBoundary: CrashPage,
            children: [
              { index: true, Component: ScopeHome },
              { path: resourcesSegment, lazy: ResourcesPage },
              { path: clustersSegment, lazy: ClustersPage },
              { path: componentsSegment, lazy: ComponentsPage },
              { path: isolationSegment, lazy: IsolationPage },
              { path: addressPlanSegment, lazy: AddressPlanPage },
              { path: `${setupSegment}/:setup`, lazy: SetupPage },
              ...kindPages,
            ],
          },
          {
            path: 'projects/:cluster/:project/:scopeNamespace',
            ErrorBoundary: CrashPage,
            children: [{ index: true, lazy: ProjectPage }, ...kindPages],
          },
        ],
      },
      { path: donePath, Component: SignInDone },
      { path: '*', Component: UnknownPage },
    ],
  },
])

askRouter(router)
