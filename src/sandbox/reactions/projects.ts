/** Projects of the platform: ready as soon as they are there. */
import type { Condition, KubeObject } from '../../k8s/objects.ts'
import { withTimes } from './conditions.ts'
import { objectOf, placeOf, type Reaction } from './reaction.ts'
import { ensureStatus } from './wanted.ts'

const projects = { group: 'auth.alauda.io', plural: 'projects' }

interface Project extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] }
}

export function projectStatus(): Reaction {
  return {
    name: 'project-controller',
    watches: [projects],
    subjects(change) {
      const object = objectOf(change)
      return object === null ? [] : [placeOf(object)]
    },
    react(place, world) {
      const project = world.get<Project>(projects, place)
      if (project === null) return []
      const wanted = ['ProjectNameSpace', 'Quota'].map((type) => ({
        type,
        status: 'True' as const,
        reason: 'Synced',
        message: '',
      }))
      const conditions = withTimes(wanted, project.status?.conditions, world.now)
      return ensureStatus(project, { phase: 'Active', conditions })
    },
  }
}
