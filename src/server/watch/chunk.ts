/** Pieces of messages, as JSON text, of a size that a browser can paint from and a socket can hold. */
import type { KubeObject } from '../../k8s/objects.ts'

const maxObjects = 500
const maxCharacters = 1024 * 1024

/** Gathers objects, and keys of what is gone, until it is full. */
export class Chunk {
  readonly #items: string[] = []
  readonly #gone: string[] = []
  #characters = 0

  /** The number of objects. */
  get count(): number {
    return this.#items.length
  }

  /** Elements of a JSON array, joined. */
  get items(): string {
    return this.#items.join()
  }

  /** Keys of what is gone, as a JSON array. */
  get gone(): string {
    return JSON.stringify(this.#gone)
  }

  /** Takes the object in, or its key where there is none. Whether there is room for more. */
  take(key: string, object: KubeObject | undefined): boolean {
    if (object === undefined) {
      this.#gone.push(key)
      this.#characters += key.length
    } else {
      const item = JSON.stringify(object)
      this.#items.push(item)
      this.#characters += item.length
    }
    return this.#items.length < maxObjects && this.#characters < maxCharacters
  }
}
