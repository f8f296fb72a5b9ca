/** Where the panel of bulk actions stands once there are any. */
import { lazy, Suspense } from 'react'
import { useJobs } from './jobs.ts'

const JobsPanel = lazy(async () => ({ default: (await import('./jobs-panel.tsx')).JobsPanel }))

export function JobsPlace() {
  return <Suspense>{useJobs().length > 0 && <JobsPanel />}</Suspense>
}
