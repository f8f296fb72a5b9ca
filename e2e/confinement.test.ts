/** What a developer's browser could try, before a real API server. */
import { readFile } from 'node:fs/promises'
import { headerRows } from '../src/confinement/headers.ts'
import type { Judge } from '../src/confinement/judge.ts'
import { objectRows } from '../src/confinement/objects.ts'
import { ownRows } from '../src/confinement/ownroutes.ts'
import { pathRows } from '../src/confinement/paths.ts'
import { smugglingRows } from '../src/confinement/smuggling.ts'
import { tryAll } from '../src/confinement/trial.ts'
import { down, up } from './cluster/index.ts'
import { connectionFrom } from './cluster/kubeconfig.ts'

const name = 'confinement-test'

/** It knows people by certificates, so what stands before it takes their tokens for these. */
async function controlPlane(): Promise<Judge> {
  const { kubeconfig } = await up({ name, report: (line) => process.stderr.write(`${line}\n`) })
  const text = await readFile(kubeconfig, 'utf8')
  const [developer, administrator] = ['portolan-developer', 'portolan-admin'].map((context) =>
    connectionFrom(text, context),
  )
  const tokens = { developer: 'the-token-of-the-developer', administrator: 'the-token-of-the-administrator' }
  return {
    address: developer?.server ?? '',
    tokens,
    certificateOf: (token) => {
      const { authority: ca = '', client } =
        (token === tokens.developer
          ? developer
          : token === tokens.administrator
            ? administrator
            : undefined) ?? {}
      return {
        ca: ca || (developer?.authority ?? ''),
        cert: client?.certificate ?? '',
        key: client?.key ?? '',
      }
    },
    close: async () => {
      await down(name)
    },
  }
}

// The first run builds the programs.
const patienceMs = 1_800_000
tryAll(
  { paths: pathRows, objects: objectRows, headers: [...headerRows, ...smugglingRows], own: ownRows },
  controlPlane,
  patienceMs,
)
