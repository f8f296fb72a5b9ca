import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import '../ui/fonts.css'
import { askAhead } from './ahead.ts'
import { startI18n } from './i18n/index.ts'
import { router } from './routes.tsx'

void askAhead()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
startI18n()
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
