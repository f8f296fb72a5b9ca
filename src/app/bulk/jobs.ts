/** The jobs of the tab: they go on whatever page is open. */
import { useSyncExternalStore } from 'react'
import { asksBeforeLeaving } from '../editor/unsaved.ts'
import { Job, type JobOptions, type JobView } from './job.ts'

let jobs: readonly Job[] = []
const listeners = new Set<() => void>()

function setJobs(next: readonly Job[]): void {
  jobs = next
  for (const listener of listeners) listener()
}

export function startJob(options: JobOptions): void {
  setJobs([...jobs, new Job(options)])
}

export function dismissJob(job: Job): void {
  setJobs(jobs.filter((each) => each !== job))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useJobs(): readonly Job[] {
  return useSyncExternalStore(subscribe, () => jobs)
}

export function useJobView(job: Job): JobView {
  return useSyncExternalStore(job.subscribe, job.view)
}

export function hasRunningJobs(): boolean {
  return jobs.some((job) => job.view().phase !== 'ended')
}

// Whoever closes the tab would leave a job half done.
if (typeof window !== 'undefined') {
  window.addEventListener('beforeunload', (event) => {
    if (hasRunningJobs() && asksBeforeLeaving()) event.preventDefault()
  })
}
