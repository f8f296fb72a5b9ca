/** How programs write, by what the container is: a proxy's requests, a controller's doings, an application's. */
import { mapOf, nameOf, textOf } from '../api/values.ts'
import type { SandboxObject } from '../types.ts'
import { picked } from './chance.ts'

export interface Writer {
  /** Milliseconds from one line to the next, more or less. */
  readonly every: number
  readonly opening: readonly string[]
  readonly line: (chance: number, at: Date) => string
}

export function writerOf(pod: SandboxObject, container: string): Writer {
  const isBalancer = textOf(mapOf(pod.metadata.labels).service_name).startsWith('alb2-')
  if (isBalancer && container === 'nginx') return proxy
  return isBalancer ? controller : application(nameOf(pod), container)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number) => String(number).padStart(2, '0')

/** `22/Nov/2026:06:23:39 +0000`, as nginx has it. */
function localTime(at: Date): string {
  const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}`
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`
}

const requests: readonly [string, ...string[]] = [
  'GET / HTTP/1.1',
  'GET /cart HTTP/1.1',
  'GET /api/products?page=2 HTTP/1.1',
  'POST /api/orders HTTP/1.1',
  'GET /assets/app.js HTTP/1.1',
  'GET /healthz HTTP/1.1',
]
const agents: readonly [string, ...string[]] = [
  'Mozilla/5.0 (X11; Linux x86_64)',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)',
  'kube-probe/1.36',
  'curl/8.14.1',
]
const answers: readonly [number, ...number[]] = [
  200, 200, 200, 200, 200, 200, 200, 200, 200, 201, 204, 304, 304, 404, 502,
]

const proxy: Writer = {
  every: 2_000,
  opening: [
    '2 [notice] 1#1: using the "epoll" event method',
    '2 [notice] 1#1: openresty/1.25.3.2',
    '2 [notice] 1#1: start worker processes',
  ],
  line: (chance, at) => {
    const status = picked(answers, chance, 1)
    const client = `10.0.${chance % 4}.${(chance % 230) + 11}`
    const upstream = status === 502 ? '-' : `10.3.0.${(chance % 40) + 10}:8080`
    const seconds = ((chance % 180) / 1000).toFixed(3)
    const request = picked(requests, chance, 2)
    const agent = picked(agents, chance, 3)
    const bytes = status === 304 || status === 204 ? 0 : (chance % 9_000) + 120
    return `${client} - - [${localTime(at)}] "${request}" ${status} ${bytes} "-" "${agent}" ${upstream} ${seconds}`
  },
}

const doings: readonly [string, ...string[]] = [
  'nginx.go:214] "policy is unchanged, no reload"',
  'controller.go:98] "sync rules" frontends=4 rules=11',
  'leader.go:61] "lease renewed"',
  'endpoints.go:140] "backends updated" service="shop-prod/frontend" ready=2',
]

/** klog: level, month and day, time, thread. */
const controller: Writer = {
  every: 5_000,
  opening: ['I0101 00:00:00.000000       1 main.go:52] "starting" version="v4.1.0"'],
  line: (chance, at) => {
    const stamp = `${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())} ${at.toISOString().slice(11, 23)}000`
    return `I${stamp}       1 ${picked(doings, chance, 1)}`
  },
}

const events: readonly [string, ...string[]] = [
  'msg="request served" status=200',
  'msg="request served" status=200',
  'msg="cache refreshed" entries=128',
  'msg="request served" status=404',
]

function application(pod: string, container: string): Writer {
  return {
    every: 4_000,
    opening: [`level=info msg="${container} listens" pod=${pod}`],
    line: (chance, at) =>
      `time=${at.toISOString()} level=info ${picked(events, chance, 1)} duration=${(chance % 90) + 1}ms`,
  }
}
