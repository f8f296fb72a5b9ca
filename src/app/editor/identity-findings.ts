/** What every object says of itself: its type, its name, and where both stand. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'

/** Fields that belong into the metadata, and are written beside them where a text has lost its indentation. */
const ofMetadata = ['name', 'namespace', 'labels', 'annotations']

export function identityFindings({ value }: Manifest): readonly Finding[] {
  const object = asFields(value)
  if (Object.keys(object).length === 0) return []
  return [
    ...['apiVersion', 'kind', 'metadata']
      .filter((field) => !(field in object))
      .map((field) => said('unsaid', [], { field })),
    ...ofMetadata.filter((field) => field in object).map((field) => astray(field, object[field])),
  ]
}

function astray(field: string, value: unknown): Finding {
  const edits = [{ path: ['metadata', field], value }, { path: [field] }]
  return { ...said('astray', [field], { field }), fix: { label: { key: 'app:moveIntoMetadata' }, edits } }
}

function said(id: 'unsaid' | 'astray', path: Path, values: Readonly<Record<string, string>>): Finding {
  return { id: `object/${id}`, severity: 'error', path, text: { key: `app:identity.${id}`, values } }
}
