import { defineConfig } from '@playwright/test'
import { testKey } from './src/server/testing/session.ts'

// `scripts/browser-tests.js` sets these. Without a kubeconfig Portolan shows its sandbox.
const port = process.env.PORTOLAN_TEST_PORT ?? '7660'
const kubeconfig = process.env.PORTOLAN_TEST_KUBECONFIG
const outagePort = process.env.PORTOLAN_TEST_OUTAGE_PORT ?? port
const outageKubeconfig = process.env.PORTOLAN_TEST_OUTAGE_KUBECONFIG
const executablePath = process.env.CHROMIUM_PATH

const urlAt = (at: string) => `http://127.0.0.1:${at}`
const portolan = (at: string, flags: string) => ({
  command: `node dist/server/cli.js --port ${at} --log-level warn ${flags}`,
  url: `${urlAt(at)}/readyz`,
  reuseExistingServer: false,
  // Tests sign in by sealing a session themselves.
  env: { PORTOLAN_SESSION_KEY: testKey },
})

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: urlAt(port),
    actionTimeout: 20_000,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    video: 'off',
    // Recording costs half as much again; `--trace on` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  projects: [
    {
      name: 'console',
      testIgnore: [
        '**/outage.spec.ts',
        // A provider, and MetalLB's own controller, are for a control plane, which can be told of them. That runs no
        // containers, which have logs; and what pages look like is not another thing there.
        ...(kubeconfig === undefined
          ? ['**/oidc.spec.ts', '**/metallb-controller.spec.ts']
          : ['**/sandbox.spec.ts', '**/logs.spec.ts', '**/accessibility.spec.ts']),
      ],
    },
    // Takes the API server away, so it runs after everything that needs one.
    {
      name: 'outage',
      testMatch: '**/outage.spec.ts',
      dependencies: ['console'],
      use: { baseURL: urlAt(outagePort) },
    },
  ],
  webServer: [
    portolan(port, kubeconfig === undefined ? '--sandbox' : `--kubeconfig "${kubeconfig}"`),
    ...(outageKubeconfig === undefined ? [] : [portolan(outagePort, `--kubeconfig "${outageKubeconfig}"`)]),
  ],
})
