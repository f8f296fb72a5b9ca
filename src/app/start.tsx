/** The page itself. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { startI18n } from './i18n/index.ts'
import { askForList } from './list-ahead.ts'
import { router } from './routes.tsx'

/** For how long a page that knows its cluster is worth waiting for, rather than one that shows that it waits. */
const patienceMilliseconds = 150

// What fails is asked for again, and told, where it is used.
const asked = askForList().catch(() => undefined)
void Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))]).then(show)

function show(): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  startI18n()
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  )
}
