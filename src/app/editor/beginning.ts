/** The text that an editor page starts from: the object of the page, and behind it those that go with it. */
import type { Kind } from '../../kinds/kind.ts'
import { joinTexts } from '../../manifest/documents.ts'
import { writeYaml } from '../../manifest/write.ts'

export function textOfAll(objects: readonly unknown[]): string {
  return objects.map((object) => writeYaml(object)).reduce(joinTexts, '')
}

/** `namespace` is the one that the page is in, `''` where it is in none. */
export function newText(
  { template, companions, home }: Pick<Kind, 'template' | 'companions' | 'home'>,
  namespace: string,
): string {
  const context = { namespace: home ?? namespace }
  return textOfAll([template(context), ...(companions?.template(context) ?? [])])
}
