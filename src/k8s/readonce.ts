/** What is read of objects, kept for as long as they are: nothing changes an object in place. */

/** The reading, done once for each object. What is none, such as a text, is read each time. */
export function readOnce<T>(read: (object: unknown) => T): (object: unknown) => T {
  const known = new WeakMap<object, { readonly result: T }>()
  return (object) => {
    if (typeof object !== 'object' || object === null) return read(object)
    const before = known.get(object)
    if (before !== undefined) return before.result
    const result = read(object)
    known.set(object, { result })
    return result
  }
}
