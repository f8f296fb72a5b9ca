/** Kinds find related objects by indexes: what a cell or a check costs must not grow with the cluster. */
import { expect, test } from 'vitest'
import { parseManifest } from '../manifest/manifest.ts'
import { checksOf, judgementOf } from './checks.ts'
import { kinds } from './index.ts'
import type { Kind } from './kind.ts'
import { testWorld } from './testing/world.ts'
import type { RelatedKind, World } from './world.ts'

/** There may be tens of thousands of these; `world.list` is for the others. */
const many = [
  'Service',
  'Pod',
  'EndpointSlice',
  'Ingress',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Event',
  'Secret',
]

const examples = Object.entries(
  import.meta.glob<string>('./*/examples/*.yaml', { eager: true, query: '?raw', import: 'default' }),
).map(([file, text]) => ({ file, folder: file.split('/')[1] ?? '', object: parseManifest(text).value }))

/** A world that is asked for whole lists notes of which kinds. */
function watchfulWorld(): { readonly world: World; readonly listed: Set<string> } {
  const listed = new Set<string>()
  const world = testWorld()
  const list: World['list'] = (kind: RelatedKind) => {
    if (many.includes(kind.kind)) listed.add(kind.kind)
    return world.list(kind)
  }
  return { world: { ...world, list }, listed }
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  'the columns, checks and dependants of %s list no kind of which there may be many',
  (_, kind: Kind) => {
    const { world, listed } = watchfulWorld()
    for (const { object } of examples.filter(({ folder }) => folder === kind.id)) {
      for (const { text, sortValue } of kind.columns) {
        text(object as never, world)
        sortValue?.(object as never, world)
      }
      for (const check of checksOf(kind)) check(object, world)
      kind.dependants(object as never, world)
    }
    expect([...listed]).toEqual([])
  },
)

const nameOf = ({ group, kind, fieldSelector = '', everywhere }: RelatedKind) =>
  `${group}/${kind} ${fieldSelector} ${everywhere === true}`

/** A world that notes what it is asked for. */
function notingWorld(): { readonly world: World; readonly asked: Set<string> } {
  const asked = new Set<string>()
  const world = testWorld()
  const noted =
    <T extends readonly unknown[], R>(answer: (kind: RelatedKind, ...rest: T) => R) =>
    (kind: RelatedKind, ...rest: T): R => {
      asked.add(nameOf(kind))
      return answer(kind, ...rest)
    }
  return {
    asked,
    world: {
      ...world,
      list: noted(world.list) as World['list'],
      lookup: noted(world.lookup) as World['lookup'],
      availability: noted(world.availability),
    },
  }
}

const undeclared = (asked: ReadonlySet<string>, declared: readonly RelatedKind[]) => {
  const names = new Set(declared.map(nameOf))
  return [...asked].filter((each) => !names.has(each))
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  '%s asks only for what it says that it looks at: of the rest a page knows nothing',
  (_, kind: Kind) => {
    const own = examples.filter(({ folder }) => folder === kind.id)
    const [cells, form, removal] = [notingWorld(), notingWorld(), notingWorld()]
    for (const { object } of own) {
      for (const { text, sortValue } of kind.columns) {
        text(object as never, cells.world)
        sortValue?.(object as never, cells.world)
      }
      for (const check of judgementOf(kind).checks) check(object, form.world)
      kind.dependants(object as never, removal.world)
    }
    expect(undeclared(cells.asked, kind.related.list)).toEqual([])
    expect(undeclared(form.asked, judgementOf(kind).related)).toEqual([])
    expect(undeclared(removal.asked, kind.related.removal)).toEqual([])
  },
)
