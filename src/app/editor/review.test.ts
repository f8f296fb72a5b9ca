import { describe, expect, test } from 'vitest'
import { formatKeyedPath } from '../../manifest/keyedpath.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { kubectlCommand, reviewedChanges, serverChanges } from './review.ts'
import type { Standing, Step } from './steps.ts'

const service = (spec: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', ...metadata },
  spec,
})

const said = (changes: ReturnType<typeof reviewedChanges>) =>
  changes.map(({ kind, keyed }) => `${kind} ${formatKeyedPath(keyed)}`)

describe('what changes', () => {
  test('is each field of a new object, and each item by its key', () => {
    const made = service({ ports: [{ name: 'http', port: 80 }], selector: {}, externalIPs: ['192.0.2.1'] })
    expect(said(reviewedChanges(undefined, made))).toEqual([
      'added apiVersion',
      'added kind',
      'added metadata.name',
      'added spec.ports[name=http]',
      'added spec.selector',
      'added spec.externalIPs',
    ])
  })

  test('says old and new, and moved where an item only moved', () => {
    const [http, dns] = [
      { name: 'http', port: 80 },
      { name: 'dns', port: 53 },
    ]
    const changes = reviewedChanges(
      service({ ports: [http, dns] }),
      service({ ports: [dns, { ...http, port: 81 }] }),
    )
    expect(said(changes).toSorted()).toEqual([
      'changed spec.ports[name=http].port',
      expect.stringMatching(/^moved spec\.ports\[name=(http|dns)\]$/),
    ])
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'changed', before: 80, after: 81 }))
  })
})

describe('what the server does by itself', () => {
  test('is not what it keeps for itself, nor the status, nor dropping what is empty', () => {
    const sent = service({ ports: [{ port: 80 }], selector: {} }, { labels: null })
    const answered = {
      ...service(
        { ports: [{ port: 80, protocol: 'TCP' }], clusterIP: '10.0.0.1' },
        { uid: 'u', resourceVersion: '7', generation: 1, creationTimestamp: 'now', managedFields: [{}] },
      ),
      status: { loadBalancer: {} },
    }
    expect(said(serverChanges(sent, answered))).toEqual([
      'added spec.ports[port=80].protocol',
      'added spec.clusterIP',
    ])
  })

  test('shows what it overrides or drops', () => {
    const changes = serverChanges(service({ type: 'NodePort', gone: 1 }), service({ type: 'ClusterIP' }))
    expect(said(changes)).toEqual(['changed spec.type', 'removed spec.gone'])
  })
})

describe('the same in kubectl', () => {
  const yaml = 'kind: Service # mine\nmetadata:\n  name: web\n'
  const origin = { ...service({}), metadata: { name: 'web', resourceVersion: '42' } }
  const stepOf = (text: string, standing: Standing | null = null): Step => {
    const manifest = parseManifest(text)
    return { index: 0, manifest, standing, object: manifest.value }
  }

  test('creates with the text as it was typed', () => {
    expect(kubectlCommand('dev', stepOf(yaml)).script).toBe(
      `kubectl --context dev create -f - <<'EOF'\n${yaml}EOF\n`,
    )
  })

  test('replaces only the version that was read', () => {
    expect(kubectlCommand('dev', stepOf(yaml, { origin })).script).toBe(
      `kubectl --context dev replace -f - <<'EOF'\n${yaml}  resourceVersion: "42"\nEOF\n`,
    )
  })

  test('sends the whole object where the text says only a part of it', () => {
    const step = {
      ...stepOf(yaml, { origin, base: {} }),
      object: { kind: 'Service', metadata: { name: 'web' }, spec: 1 },
    }
    expect(kubectlCommand('dev', step).script).toMatch(/resourceVersion: "42"\nspec: 1\n/)
  })

  test('names the version also where the metadata is an alias', () => {
    const shared = stepOf('a: &m {name: web}\nmetadata: *m\n', { origin })
    expect(kubectlCommand('dev', shared).script).toMatch(/metadata:.*resourceVersion: "42"/s)
  })

  test('survives any context and any line of the text', () => {
    const { script } = kubectlCommand("it's", stepOf('data: |\n  x\n  \nEOF: 1\n# \nEOF_: 2'))
    expect(script).toContain(`--context 'it'\\''s' create`)
    const text = 'a: |2\n\n  b\n---\nEOF'
    expect(kubectlCommand('c', stepOf(text)).script).toBe(
      `kubectl --context c create -f - <<'EOF_'\n${text}\nEOF_\n`,
    )
  })
})
