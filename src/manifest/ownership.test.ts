import { describe, expect, it } from 'vitest'
import type { Path } from '../k8s/fieldpath.ts'
import { parseManifest } from './manifest.ts'
import { Ownership } from './ownership.ts'
import { semanticChanges } from './semantic.ts'

const text = `apiVersion: v1
metadata:
  labels:
    app: web
    mine: x
spec:
  type: ClusterIP # by hand
  selector:
    app: web
    tier: front
  ports:
    - name: http
      port: 80
      protocol: TCP
      targetPort: 8080
    - name: https
      port: 443
      protocol: TCP
`
const item = { '.': {}, 'f:name': {}, 'f:port': {}, 'f:targetPort': {} }
const by = (manager: string, fieldsV1: object) => ({
  manager,
  operation: 'Apply',
  time: '2026-03-01T10:00:00Z',
  fieldsV1,
})
const read = parseManifest(text).value as { readonly metadata: object }
const origin = {
  ...read,
  metadata: {
    ...read.metadata,
    managedFields: [
      by('argocd', {
        'f:metadata': { 'f:labels': { 'f:app': {} } },
        'f:spec': { 'f:selector': {}, 'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': item } },
      }),
      by('somebody', { 'f:spec': { 'f:type': {} } }),
    ],
  },
}
const ownership = new Ownership(origin, ({ manager }) => manager !== 'somebody')
const names = (owners: readonly { readonly manager: string }[]) => owners.map(({ manager }) => manager)
const at = (edited: string, path: Path, whole?: boolean) =>
  names(ownership.at(parseManifest(edited).value, path, whole).owners)

describe('the owners of a field that is edited', () => {
  it('are those that count', () => {
    expect(at(text, ['metadata', 'labels', 'app'])).toEqual(['argocd'])
    expect(at(text, ['spec', 'type'])).toEqual([])
    expect(new Ownership(origin, () => false).isAny).toBe(false)
    expect(new Ownership(null, () => true).isAny).toBe(false)
  })

  it('are also those of what is below, where one field speaks for it', () => {
    const labels: Path = ['metadata', 'labels']
    expect(at(text, labels)).toEqual([])
    expect(ownership.at(read, labels, true)).toMatchObject({ owners: [{ manager: 'argocd' }], isPart: true })
    expect(ownership.at(read, ['spec', 'selector'], true).isPart).toBe(false)
    expect(ownership.at(read, ['metadata', 'labels', 'app']).isPart).toBe(false)
  })

  it('stay where a key of their item is edited', () => {
    const edited = text.replace('port: 80\n', 'port: 8081\n')
    expect(at(edited, ['spec', 'ports', 0, 'port'])).toEqual(['argocd'])
    expect(at(edited, ['spec', 'ports', 0, 'protocol'])).toEqual([])
    expect(at(edited, ['spec', 'ports', 1, 'port'])).toEqual([])
  })

  it('move with their item', () => {
    const first = text.replace('  ports:\n', '  ports:\n    - {name: dns, port: 53}\n')
    expect(at(first, ['spec', 'ports', 0, 'port'])).toEqual([])
    expect(at(first, ['spec', 'ports', 1, 'port'])).toEqual(['argocd'])
  })
})

describe('the owners of a change', () => {
  const touched = (edited: string) => {
    const { value } = parseManifest(edited)
    return semanticChanges(read, value).map((change) => names(ownership.ofChange(value, change)))
  }

  it('are those of the old place and of the new one', () => {
    expect(touched(text.replace('app: web\n    mine', 'app: other\n    mine'))).toEqual([['argocd']])
    expect(touched(text.replace('port: 80\n', 'port: 81\n'))).toEqual([['argocd']])
    expect(touched(text.replace('type: ClusterIP', 'type: NodePort'))).toEqual([[]])
    expect(touched(text.replace('port: 443', 'port: 444'))).toEqual([[]])
  })

  it('lose what they own by a removal, above it and below it', () => {
    expect(touched(text.replace('    app: web\n    mine', '    mine'))).toEqual([['argocd']])
    expect(touched(text.replace(/ {2}labels:\n.*\n.*\n/, ''))).toEqual([['argocd']])
    expect(touched(text.replace(/ {4}- name: http\n(?: {6}.*\n)*/, ''))).toEqual([['argocd']])
    expect(touched(text.replace(/ {4}- name: https\n(?: {6}.*\n)*/, ''))).toEqual([[]])
  })

  it('own what is added to a map in one piece, and nothing that is added elsewhere', () => {
    expect(touched(text.replace('    tier:', '    more: x\n    tier:'))).toEqual([['argocd']])
    expect(touched(text.replace('    mine:', '    more: x\n    mine:'))).toEqual([[]])
    expect(touched(text.replace('      targetPort:', '      nodePort: 30080\n      targetPort:'))).toEqual([
      [],
    ])
  })
})

describe('the lines of owned fields', () => {
  const lines = (edited: string) =>
    ownership.lines(parseManifest(edited)).map(({ path, from, to }) => {
      const shown = edited.split('\n').slice(from - 1, to)
      return `${path.join('.')}: ${shown.map((line) => line.trim()).join('|')}`
    })

  it('are those of each field, and of all of what is owned in one piece', () => {
    expect(lines(text)).toEqual([
      'metadata.labels.app: app: web',
      'spec.selector: selector:|app: web|tier: front',
      'spec.ports: ports:',
      'spec.ports.0.name: - name: http',
      'spec.ports.0.port: port: 80',
      'spec.ports.0.targetPort: targetPort: 8080',
    ])
  })

  it('follow the text', () => {
    const edited = `# above\n${text
      .replace('{', '')
      .replace(/ {2}selector:\n.*\n.*\n/, '  selector: {app: web}\n')
      .replace('port: 80\n', 'port: 81\n')}`
    expect(lines(edited)).toContain('spec.selector: selector: {app: web}')
    expect(lines(edited)).toContain('spec.ports.0.port: port: 81')
    expect(lines(text.replace('app: web\n    mine', 'app: |\n      web\n    mine'))[0]).toBe(
      'metadata.labels.app: app: ||web',
    )
  })

  it('are none while the text cannot be read', () => {
    expect(lines(`${text}  : {`)).toEqual([])
    expect(lines('')).toEqual([])
  })

  it('of 5,000 lines are found at once', () => {
    const ports = Array.from({ length: 1250 }, (_, index) => ({
      name: `port-${index}`,
      port: index + 1,
      protocol: 'TCP',
      targetPort: 80,
    }))
    const long = `spec:\n  ports:\n${ports
      .map(({ name, port }) => `    - name: ${name}\n      port: ${port}\n      targetPort: 80\n`)
      .join('')}`
    const keys = ports.map(({ port }) => [`k:{"port":${port},"protocol":"TCP"}`, item])
    const managedFields = [by('argocd', { 'f:spec': { 'f:ports': Object.fromEntries(keys) } })]
    const many = new Ownership({ metadata: { managedFields }, spec: { ports } }, () => true)
    const manifest = parseManifest(long)
    const start = performance.now()
    expect(many.lines(manifest)).toHaveLength(3750)
    const took = performance.now() - start
    const again = performance.now()
    parseManifest(long)
    expect(took).toBeLessThan(Math.max(100, 2 * (performance.now() - again)))
  })
})
