/**
 * Fields that the server fills in after ownership is decided, so that nobody owns a cluster IP that nobody
 * asked for.
 */
import type { Json, JsonMap, KindInfo } from '../types.ts'
import { fieldOf, isList, isMap, listOf, mapFrom, mapOf, valueAt, withValueAt } from './values.ts'

const allocatedPaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Service: [
    ['spec', 'clusterIP'],
    ['spec', 'clusterIPs'],
    ['spec', 'ipFamilies'],
    ['spec', 'ipFamilyPolicy'],
    ['spec', 'healthCheckNodePort'],
  ],
  Namespace: [['spec', 'finalizers']],
  // Set by admission, not by defaults.
  Pod: [
    ['spec', 'preemptionPolicy'],
    ['spec', 'priority'],
    ['spec', 'serviceAccount'],
    ['spec', 'serviceAccountName'],
    ['spec', 'tolerations'],
  ],
}

/**
 * `prepared` as ownership sees it: with what the server allocates only as far as `asked` states it. The status is left out where this write cannot have set it.
 */
export function ownedView(
  kind: KindInfo,
  asked: JsonMap,
  prepared: JsonMap,
  before: JsonMap,
  withStatus: boolean,
): JsonMap {
  let view = withStatus ? prepared : withValueAt(prepared, ['status'], fieldOf(before, 'status'))
  if (kind.custom) return view
  for (const path of allocatedPaths[kind.kind] ?? []) {
    const value = valueAt(asked, path)
    view = withValueAt(view, path, isList(value) && value.length === 0 ? undefined : value)
  }
  return kind.kind === 'Service' ? withDropped(withoutNodePorts(view, asked), asked) : nonNull(view, asked)
}

function withoutNodePorts(view: JsonMap, asked: JsonMap): JsonMap {
  const ports = listOf(valueAt(view, ['spec', 'ports']))
  if (ports.length === 0) return view
  const askedPorts = listOf(valueAt(asked, ['spec', 'ports']))
  const shown = ports.map((port, index): Json => {
    if (!isMap(port) || mapOf(askedPorts[index]).nodePort !== undefined) return port
    return withValueAt(port, ['nodePort'], undefined)
  })
  return withValueAt(view, ['spec', 'ports'], shown)
}

/** What a change of a Service's type makes superfluous has been asked for before it is dropped. */
function withDropped(view: JsonMap, asked: JsonMap): JsonMap {
  const spec = { ...mapOf(asked.spec), ...mapOf(view.spec) }
  return { ...view, spec: mapFrom(Object.entries(spec).filter(([, value]) => !isEmpty(value))) }
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0)
}

/** A list that is required and has not been asked for is written out as null, and nobody's. */
function nonNull(view: JsonMap, asked: JsonMap): JsonMap {
  return mapFrom(
    Object.entries(view).filter(([field, value]) => value !== null || fieldOf(asked, field) !== undefined),
  )
}
