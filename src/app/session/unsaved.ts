/** What would be lost with the page: what was typed, and what is being done. */
import { hasRunningJobs } from '../bulk/jobs.ts'
import { type Unsaved, unsavedWork } from '../editor/unsaved.ts'

export interface UnsavedWork {
  readonly typed: Unsaved
  /** Bulk actions that have not ended. */
  readonly isRunning: boolean
}

export function unsavedNow(): UnsavedWork {
  return { typed: unsavedWork(), isRunning: hasRunningJobs() }
}

export function hasUnsaved({ typed, isRunning }: UnsavedWork): boolean {
  return typed !== 'nothing' || isRunning
}
