/** `/src/kinds/service/locale/en.json` speaks for the namespace `service`: the folder that holds `locale`. */
export function resourcesOf(files: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.split('/').at(-3) ?? path, words]),
  )
}
