/** Many objects as one YAML stream, in the order of the list, without what only the server writes. */
import type { TFunction } from 'i18next'
import { editablePart } from '../../k8s/editable.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { getObject } from '../api/objects.ts'
import { isSecret } from '../resources/secret-values.ts'
import { type BulkTarget, nameOf } from './bulk-target.ts'
import { download, fileName } from './download.ts'
import type { JobOptions } from './job.ts'

/** Lists hold only the keys of Secrets, so these are fetched one by one. */
export function exportJob({ scope, type, objects }: BulkTarget, kinds: string, t: TFunction): JobOptions {
  const documents: (string | undefined)[] = objects.map(() => undefined)
  const take = () => {
    const written = documents.filter((text) => text !== undefined)
    const parts = written.map((text, at) => (at === 0 ? text : `---\n${text}`))
    download(fileName(type.plural, scope.cluster, 'yaml'), 'application/yaml', parts)
  }
  const whole = async (object: KubeObject): Promise<KubeObject> => {
    if (!isSecret(object)) return object
    const { namespace, name } = object.metadata
    return (await getObject({ cluster: scope.cluster, type, namespace, name })).body
  }
  return {
    title: t('app:bulk.export.job', { count: objects.length, kinds }),
    items: objects.map((object, at) => ({
      name: nameOf(object),
      run: async () => {
        // Not part of what the first list loads.
        const { writeYaml } = await import('../../manifest/write.ts')
        await breath()
        documents[at] = writeYaml(editablePart(await whole(object)))
      },
    })),
    onEnd: ({ failures, left, done }) => {
      if (failures.length === 0 && left === 0 && done > 0) take()
    },
    product: take,
  }
}

let since = 0

/** Lets the page draw in between, a few times a second. */
async function breath(): Promise<void> {
  if (performance.now() - since < 12) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  since = performance.now()
}
