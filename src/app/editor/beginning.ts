/** The text that an editor page starts from: the object of the page, and behind it those that go with it. */
import type { Kind, TemplateContext } from '../../kinds/kind.ts'
import { joinTexts } from '../../manifest/documents.ts'
import { writeYaml } from '../../manifest/write.ts'

export function textOfAll(objects: readonly unknown[]): string {
  return objects.map((object) => writeYaml(object)).reduce(joinTexts, '')
}

/** `namespace` is where it is made, `''` where that is still to be said; `begun` is what else is known of it. */
export function newText(
  { template, companions }: Pick<Kind, 'template' | 'companions'>,
  namespace: string,
  begun: Omit<TemplateContext, 'namespace'> = {},
): string {
  const context = { namespace, ...begun }
  return textOfAll([template(context), ...(companions?.template(context) ?? [])])
}
