/** Who watches. Two of one key are the same to every cluster. */
export interface Watcher {
  readonly key: string
}
