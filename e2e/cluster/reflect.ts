/**
 * `@peculiar/x509` brings a container that refuses to load without the decorator metadata API, though it
 * reads no metadata here: its classes take no injected parameters. Three functions that know of none
 * satisfy it. Imported before it, for its effect alone.
 */
const none = {
  getMetadata: () => undefined,
  getOwnMetadata: () => undefined,
  defineMetadata: () => undefined,
}

for (const [name, value] of Object.entries(none)) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true, writable: true })
}
