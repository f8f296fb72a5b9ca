/** The text that an editor page starts from: the object of the page, and behind it those that go with it. */
import type { Kind } from '../../kinds/kind.ts'
import { joinTexts } from '../../manifest/documents.ts'
import { writeYaml } from '../../manifest/write.ts'

export function textOfAll(objects: readonly unknown[]): string {
  return objects.map((object) => writeYaml(object)).reduce(joinTexts, '')
}

/** `namespace` is where it is made, `''` where that is still to be said. */
export function newText(
  { template, companions }: Pick<Kind, 'template' | 'companions'>,
  namespace: string,
  given: Readonly<Record<string, string>> = {},
): string {
  const context = { namespace, given }
  return textOfAll([template(context), ...(companions?.template(context) ?? [])])
}
