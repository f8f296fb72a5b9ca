/** Projects as a form offers them: those the platform has a record of, and those that namespaces name. */
import type { ObjectOption } from '../ui/fields/object-options.ts'
import { displayNameKey } from './display-name.ts'
import { namespaces, platformProjects } from './related.ts'
import type { World } from './world.ts'

export function projectOptions(world: World): readonly ObjectOption[] {
  const notes = new Map<string, string>(
    world.list(namespaces).map(({ metadata }) => [metadata.labels?.[world.projectLabel] ?? '', '']),
  )
  for (const { metadata } of world.list(platformProjects))
    notes.set(metadata.name, metadata.annotations?.[displayNameKey(world.labelDomain)] ?? '')
  notes.delete('')
  return [...notes].map(([name, note]) => ({ name, note })).toSorted((a, b) => a.name.localeCompare(b.name))
}
