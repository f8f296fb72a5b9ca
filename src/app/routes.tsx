import { createBrowserRouter, type RouteObject } from 'react-router'
import { CrashPage, UnknownPage } from './pages/error-pages.tsx'
import { HomePage, ScopeHome } from './pages/home-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { resourcesSegment } from './resources/page-address.ts'
import { Root } from './root.tsx'
import { donePath } from './session/done-path.ts'
import { SignInDone } from './session/sign-in-done.tsx'
import { Shell } from './shell/shell.tsx'

// The list is what people land on; what comes after it is fetched when it is asked for.
const CreatePage = async () => ({ Component: (await import('./pages/create-page.tsx')).CreatePage })
const DetailPage = async () => ({ Component: (await import('./pages/detail-page.tsx')).DetailPage })
const ImportPage = async () => ({ Component: (await import('./pages/import-page.tsx')).ImportPage })
const EditPage = async () => ({ Component: (await import('./pages/edit-page.tsx')).EditPage })

const ResourcesPage = async () => ({ Component: (await import('./pages/resources-page.tsx')).ResourcesPage })

/** The pages of a kind, the same in both views. */
const kindPages: RouteObject[] = [
  { index: true, Component: ScopeHome },
  { path: '~import', lazy: ImportPage },
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
            children: [{ path: resourcesSegment, lazy: ResourcesPage }, ...kindPages],
          },
          {
            path: 'projects/:cluster/:project/:scopeNamespace',
            ErrorBoundary: CrashPage,
            children: kindPages,
          },
        ],
      },
      { path: donePath, Component: SignInDone },
      { path: '*', Component: UnknownPage },
    ],
  },
])
