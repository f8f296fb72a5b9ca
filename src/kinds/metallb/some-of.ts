/** Names in a sentence: the first few, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const more = names.length - 3
  return [...names.slice(0, 3), ...(more > 0 ? [`+${more}`] : [])].join(', ')
}
