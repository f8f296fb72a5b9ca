import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { KubeconfigClusters } from './server/clusters/clusters.ts'
import { parseKubeconfig } from './server/clusters/kubeconfig.ts'
import { kubeconfigProof } from './server/identity.ts'
import { makeFolder } from './server/testing/portolan.ts'

const cli = fileURLToPath(new URL('./sandbox-cli.ts', import.meta.url))

test('writes a kubeconfig only its owner can read, with which it is reached over TLS', {
  timeout: 90_000,
}, async () => {
  const file = join(await makeFolder(), 'kubeconfig')
  const child = spawn(process.execPath, ['--import', 'tsx', cli, '--write-kubeconfig', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await expect.poll(() => output, { timeout: 60_000 }).toContain(`--kubeconfig ${file}`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const clusters = KubeconfigClusters.of(
    parseKubeconfig(file, await readFile(file, 'utf8')),
    pino({ level: 'silent' }),
  )
  onTestFinished(() => clusters.close())
  const connection = await clusters.find('portolan-developer')
  const route = await connection?.route(kubeconfigProof)
  expect(route?.origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const response = await route?.dispatcher.request({
    origin: route.origin,
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    method: 'POST',
    headers: { ...route.headers, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(await response?.body.json()).toMatchObject({ status: { userInfo: { username: 'dana' } } })

  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})
