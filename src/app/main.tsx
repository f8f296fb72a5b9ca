import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import '../ui/fonts.css'
import { startI18n } from './i18n/index.ts'
import { router } from './routes.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
await startI18n()
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
