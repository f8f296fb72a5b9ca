import { describe, expect, it } from 'vitest'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { misreadingFindings } from './misreading-findings.ts'

const text = `metadata:
  name: on
  labels:
    canary: on # comment
    version: 1.10
    no: x
spec:
  selector: {zone: 'off', tier: yes}
  ports: [{port: 0777}]
  template:
    metadata: {annotations: {since: 2024-01-01}}
  containers:
    - env: [{name: A, value: 012}]
`
const manifest = parseManifest(text)

describe('misreadings that are said', () => {
  it('are those of text only, and errors where something else would be sent', () => {
    const found = misreadingFindings(manifest).map(({ path, severity }) => `${severity} ${path.join('.')}`)
    expect(found.toSorted()).toEqual(
      [
        'info metadata.labels.canary',
        'error metadata.labels.version',
        'info metadata.labels.no',
        'info spec.selector.tier',
        'info spec.template.metadata.annotations.since',
        'error spec.containers.0.env.0.value',
      ].toSorted(),
    )
  })

  it('are mended by quotes around what stands there', () => {
    const findings = misreadingFindings(manifest)
    const mended = findings.reduce((all, { fix }) => (fix ? withFix(all, fix) : all), manifest)
    expect(misreadingFindings(mended)).toEqual([])
    expect(mended.text).toContain('canary: "on" # comment\n    version: "1.10"\n    "no": x\n')
    expect(mended.text).toContain('port: 0777')
    expect(mended.text).toContain('value: "012"')
  })
})
