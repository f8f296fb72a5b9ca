/** What is read of objects, kept for as long as they are: nothing changes an object in place. */

/** The reading, done once for each object that has a result. What is no object, such as a text, is read each time. */
export function readOnce<O, T>(read: (object: O) => T): (object: O) => T {
  const known = new WeakMap<object, T>()
  return (object) => {
    if (typeof object !== 'object' || object === null) return read(object)
    const before = known.get(object)
    if (before !== undefined) return before
    const result = read(object)
    known.set(object, result)
    return result
  }
}
