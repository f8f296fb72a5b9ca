/** The log of a Pod, as kubectl asks for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxLogs } from '../logs/index.ts'
import type { JsonMap } from '../types.ts'
import { startTestServer, type TestServer } from './testing/client.ts'

let server: TestServer
const pods = '/api/v1/namespaces/default/pods'
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

function pod(name: string, containers: readonly string[], state: object, more: object = {}): JsonMap {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { service_name: 'alb2-web' } },
    spec: { nodeName: 'n1', containers: containers.map((each) => ({ name: each, image: 'x' })) },
    status: { containerStatuses: containers.map((each) => ({ name: each, state, ...more })) },
  } as unknown as JsonMap
}

beforeAll(async () => {
  server = await startTestServer({ logs: sandboxLogs })
  const ended = { terminated: { startedAt: ago(900), finishedAt: ago(600) } }
  server.api.load([
    pod('web', ['nginx', 'alb2'], { running: { startedAt: ago(300) } }),
    pod('one', ['app'], { running: { startedAt: ago(60) } }, { lastState: ended, restartCount: 1 }),
    pod('new', ['app'], { waiting: { reason: 'ImagePullBackOff' } }),
  ])
})
afterAll(() => server.api.close())

const log = (name: string, query = '') => server.send('GET', `${pods}/${name}/log${query}`)
const linesOf = (text: string) => text.split('\n').slice(0, -1)

describe('the log of a Pod', () => {
  it('is text, the same each time, and an access log where nginx runs', async () => {
    const { code, text, headers } = await log('web', '?container=nginx')
    expect(code).toBe(200)
    expect(headers.get('content-type')).toBe('text/plain')
    expect(text).toContain('start worker processes')
    expect(text).toMatch(/^10\.\S+ - - \[.* \+0000\] "GET .* HTTP\/1\.1" 200 \d+ /m)
    const again = await log('web', '?container=nginx')
    expect(again.text.startsWith(text)).toBe(true)
  })

  it('gives the last lines, those since a time, and no more than so many bytes', async () => {
    const all = linesOf((await log('web', '?container=nginx&timestamps=true')).text)
    const last = linesOf((await log('web', '?container=nginx&tailLines=3&timestamps=true')).text)
    expect(last).toHaveLength(3)
    expect(all.slice(-4).join()).toContain(last[0])
    const since = all[40]?.split(' ')[0] ?? ''
    const later = linesOf((await log('web', `?container=nginx&timestamps=true&sinceTime=${since}`)).text)
    expect(later.length).toBeLessThan(all.length)
    // The whole second comes again.
    expect(later).toContain(all[40])
    const recent = linesOf((await log('web', '?container=nginx&sinceSeconds=20')).text)
    expect(recent.length).toBeGreaterThan(5)
    expect(recent.length).toBeLessThan(15)
    expect((await log('web', '?container=nginx&limitBytes=100')).text).toHaveLength(100)
  })

  it('goes on, and ends with the Pod', async () => {
    server.api.load([pod('short', ['nginx'], { running: { startedAt: ago(10) } })])
    const response = await fetch(`${server.url}${pods}/short/log?follow=true&tailLines=0`, {
      headers: { authorization: 'Bearer admin' },
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/HTTP\/1\.1" \d+/)
    await server.send('DELETE', `${pods}/short?gracePeriodSeconds=0`)
    for (let part = await reader?.read(); part?.done === false; ) part = await reader?.read()
    expect((await log('short')).code).toBe(404)
  })

  it('of the container before is told where there was one', async () => {
    const { text } = await log('one', '?previous=true&timestamps=true')
    expect(linesOf(text).every((line) => line < ago(599))).toBe(true)
    expect((await log('web', '?container=nginx&previous=true')).body.message).toMatch(
      /^previous terminated container "nginx" in pod "web_default\(.*\)" not found$/,
    )
  })

  it('refuses in the words of the cluster', async () => {
    expect((await log('web')).body.message).toBe(
      'a container name must be specified for pod web, choose one of: [nginx alb2]',
    )
    expect((await log('web', '?container=x')).body.message).toBe('container x is not valid for pod web')
    expect((await log('new')).body.message).toBe(
      'container "app" in pod "new" is waiting to start: ImagePullBackOff',
    )
    expect((await log('one', '?tailLines=-1')).body.message).toBe(
      'PodLogOptions "one" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    )
    expect((await log('one', '?sinceTime=yesterday')).code).toBe(400)
    expect((await server.send('DELETE', `${pods}/one/log`)).code).not.toBe(200)
    const nobody = { authorization: 'Bearer nobody' }
    expect((await server.send('GET', `${pods}/one/log`, undefined, nobody)).body.message).toContain(
      'cannot get resource "pods/log"',
    )
  })
})
