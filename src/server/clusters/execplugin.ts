/**
 * Credential plugins of the kubeconfig (`client.authentication.k8s.io`). Written here because the client
 * library starts the plugin for every request where a credential has no expiry, and tells it nothing of
 * what it asks for (`KUBERNETES_EXEC_INFO`), which several plugins need.
 */
import { spawn } from 'node:child_process'
import * as z from 'zod/mini'
import { parseJson } from '../../k8s/shape.ts'
import type { KubeconfigCluster, KubeconfigExec } from './kubeconfig.ts'

const credentialShape = z.object({
  status: z.object({
    token: z.nullish(z.string()),
    clientCertificateData: z.nullish(z.string()),
    clientKeyData: z.nullish(z.string()),
    expirationTimestamp: z.nullish(z.string()),
  }),
})

export interface ExecCredential {
  readonly token: string | null
  /** PEM. */
  readonly certificate: string | null
  /** PEM. */
  readonly key: string | null
  /** Milliseconds since the epoch; `Infinity` for one that lasts until the cluster refuses it. */
  readonly expires: number
}

const timeoutMs = 60_000
const maxOutput = 1024 * 1024

/** Runs the plugin once. Rejects with a sentence that holds what the plugin said. */
export async function runExecPlugin(
  exec: KubeconfigExec,
  cluster: KubeconfigCluster,
): Promise<ExecCredential> {
  const output = await run(exec, JSON.stringify(execInfo(exec, cluster)))
  const parsed = credentialShape.safeParse(parseJson(output))
  if (!parsed.success)
    throw new Error(
      `The credential plugin ${exec.command} answered with something that is no ExecCredential.`,
    )
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = parsed.data.status
  const expires = Date.parse(expirationTimestamp ?? '')
  return {
    token: token ?? null,
    certificate: clientCertificateData ?? null,
    key: clientKeyData ?? null,
    expires: Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires,
  }
}

function execInfo({ apiVersion, provideClusterInfo }: KubeconfigExec, cluster: KubeconfigCluster): object {
  const info = {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'] ?? undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] ?? undefined,
    'certificate-authority-data': cluster['certificate-authority-data'] ?? undefined,
    'proxy-url': cluster['proxy-url'] ?? undefined,
  }
  return {
    apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, ...(provideClusterInfo === true ? { cluster: info } : {}) },
  }
}

function run({ command, args, env, installHint }: KubeconfigExec, info: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args ?? [], {
      env: {
        ...process.env,
        ...Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
        KUBERNETES_EXEC_INFO: info,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      windowsHide: true,
    })
    let output = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(0, maxOutput)
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-2000)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing =
        error.code === 'ENOENT' ? 'was not found' : `could not be started (${error.code ?? error.message})`
      reject(
        new Error(
          `The credential plugin ${command} ${missing}.${installHint ? ` ${installHint.trim()}` : ''}`,
        ),
      )
    })
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output)
      const how =
        signal === null
          ? `failed with exit code ${code}`
          : `did not finish within ${timeoutMs / 1000} seconds`
      reject(new Error(`The credential plugin ${command} ${how}: ${complaint.trim() || 'it said nothing'}`))
    })
  })
}
