/** The text that an editor page starts from: the object of the page, and behind it those that go with it. */
import type { Kind, NewObject } from '../../kinds/kind.ts'
import { joinTexts } from '../../manifest/documents.ts'
import { writeYaml } from '../../manifest/write.ts'

export function textOfAll(objects: readonly unknown[]): string {
  return objects.map((object) => writeYaml(object)).reduce(joinTexts, '')
}

export function newText(
  { template, companions }: Pick<Kind, 'template' | 'companions'>,
  made: NewObject,
): string {
  return textOfAll([template(made), ...(companions?.template(made) ?? [])])
}
