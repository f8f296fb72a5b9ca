/** Whether a rule is ever asked, and what it keeps from others. */
import type { Finding } from '../../../manifest/finding.ts'
import { writeDsl } from '../../../net/route/index.ts'
import { draftOn } from '../ranking.ts'
import { dslxPath, priorityPath, usualPriority } from '../spec.ts'
import { finding, fix, type RuleCheck } from './finding.ts'

export const priority: RuleCheck = ({ spec }) => {
  const value = spec.priority
  const mend = fix('write-priority', [{ path: priorityPath, value: usualPriority }], { value: usualPriority })
  if (value === undefined || value === null || value === 0)
    return [finding('warning', 'priority-unset', priorityPath, undefined, mend)]
  const isNumber = typeof value === 'number' && Number.isInteger(value)
  if (!isNumber) return [finding('error', 'priority-number', priorityPath, undefined, mend)]
  return value < 1 || value > 10 ? [finding('warning', 'priority-range', priorityPath, { value }, mend)] : []
}

export const order: RuleCheck = (_rule, world, object) => {
  const draft = draftOn(object, world)
  if (draft === null) return []
  const { cover, route, hides } = draft
  const [hidden] = hides
  return [
    ...(cover === null ? [] : [coverFinding(cover, route)]),
    ...(hidden === undefined
      ? []
      : [
          finding('warning', hides.length > 1 ? 'hides-more' : 'hides', dslxPath, {
            name: hidden.source.name,
            more: hides.length - 1,
          }),
        ]),
  ]
}

type Cover = NonNullable<NonNullable<ReturnType<typeof draftOn>>['cover']>

function coverFinding({ route: first, because }: Cover, route: Cover['route']): Finding {
  const values = { name: first.source.name }
  if (first.source.kind !== 'Rule') return finding('warning', 'covered-by-port', dslxPath, values)
  if (writeDsl(first.match) === writeDsl(route.match))
    return finding('warning', 'duplicate', dslxPath, values)
  const at = because === 'priority' ? priorityPath : dslxPath
  return finding('warning', `covered-${because ?? 'name'}`, at, values)
}
