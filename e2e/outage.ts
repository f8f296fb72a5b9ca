/** Takes the API server away from Portolan and gives it back; its content stays. */
import { startApiServer, stopApiServer } from './cluster/index.ts'

/** The control plane's name, or the address that cuts and mends the way to the sandbox. */
const cluster = process.env.PORTOLAN_TEST_CLUSTER
const way = process.env.PORTOLAN_TEST_WAY

export async function takeApiServerAway(): Promise<void> {
  await (way === undefined ? stopApiServer(cluster) : ask('cut'))
}

export async function giveApiServerBack(): Promise<void> {
  await (way === undefined ? startApiServer(cluster) : ask('mend'))
}

async function ask(what: 'cut' | 'mend'): Promise<void> {
  const { ok, status } = await fetch(`${way}/${what}`, { method: 'POST' })
  if (!ok) throw new Error(`The way to the sandbox answered ${status} to "${what}".`)
}
