/** `npm run dev`: the backend restarts and the page reloads as their sources change. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { bin, installDependencies, root } from './dependencies.js'

/** Vite serves the page on the usual port and passes the rest to the backend on this one. */
const backendPort = process.env.PORTOLAN_DEV_BACKEND_PORT ?? '7655'
// Requests come through Vite under its own address.
const backendFlags = [
  '--port',
  backendPort,
  '--allow-host',
  '127.0.0.1:7654',
  '--allow-host',
  'localhost:7654',
]

// The backend restarts at each change, and who has signed in stays so.
const sessionKey = process.env.PORTOLAN_SESSION_KEY ?? randomBytes(32).toString('base64')

installDependencies()
const children = [
  start('tsx', ['watch', '--clear-screen=false', 'src/cli.ts', ...backendFlags, ...process.argv.slice(2)], {
    PORTOLAN_SESSION_KEY: sessionKey,
    PORTOLAN_PUBLIC_URL: 'http://127.0.0.1:7654',
  }),
  start('vite', [], { PORTOLAN_BACKEND: `http://127.0.0.1:${backendPort}` }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
for (const child of children) child.on('exit', stop)

function start(program, args, env = {}) {
  return spawn(bin(program), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
}
