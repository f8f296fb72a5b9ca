import { describe, expect, test } from 'vitest'
import type { Pod } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { selectedPods, type Target, targetOf, targets, targetsSelected } from './target.ts'

type Labels = Record<string, string>

const workload = (
  kind: string,
  name: string,
  labels: Labels,
  matchLabels: Labels,
  namespace = 'shop',
): KubeObject =>
  ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: { selector: { matchLabels }, template: { metadata: { labels } } },
  }) as KubeObject

const pod = (name: string, labels: Labels | undefined, namespace = 'shop'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, ...(labels !== undefined && { labels }) },
})

const platform = { 'project.cpaas.io/name': 'retail', 'service.cpaas.io/name': 'deployment-web' }
const web = workload('Deployment', 'web', { ...platform, app: 'web' }, { app: 'web' })
const db = workload('StatefulSet', 'db', { app: 'db', tier: 'data' }, { app: 'db' })
const agent = workload('DaemonSet', 'agent', { app: 'agent' }, { app: 'agent' })
const machine: KubeObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'win', namespace: 'shop' },
}
const pool = {
  apiVersion: 'pool.kubevirt.io/v1beta1',
  kind: 'VirtualMachinePool',
  metadata: { name: 'farm', namespace: 'shop' },
  spec: { virtualMachineTemplate: { spec: { template: { metadata: { labels: { pool: 'farm' } } } } } },
} as KubeObject

const world = testWorld({ objects: [pool, machine, agent, db, web] })
const all = targets(world, 'shop')
const named = (name: string) => all.find((target) => target.name === name)

describe('the targets a form offers', () => {
  test('are workloads and then virtual machines of the namespace', () => {
    expect(all.map(({ mode, kind, name }) => [mode, kind, name])).toEqual([
      ['workload', 'Deployment', 'web'],
      ['workload', 'StatefulSet', 'db'],
      ['workload', 'DaemonSet', 'agent'],
      ['virtualization', 'VirtualMachine', 'win'],
      ['virtualization', 'VirtualMachinePool', 'farm'],
    ])
    expect(targets(world, 'other')).toEqual([])
  })

  test('select a workload of the platform by its pair of labels', () => {
    expect(named('web')?.selector).toEqual(platform)
  })

  test('select it by the label domain of this platform and no other', () => {
    const elsewhere = targets(testWorld({ objects: [web], labelDomain: 'example.com' }), 'shop')
    expect(elsewhere[0]?.selector).toEqual({ app: 'web' })
  })

  test('select a workload made elsewhere by what it selects its own pods by', () => {
    expect(named('db')?.selector).toEqual({ app: 'db' })
  })

  test('do not take the project alone for the pair, which would select the whole project', () => {
    const half = workload(
      'Deployment',
      'half',
      { 'project.cpaas.io/name': 'retail', app: 'half' },
      { app: 'half' },
    )
    expect(targets(testWorld({ objects: [half] }), 'shop')[0]?.selector).toEqual({ app: 'half' })
  })

  test('select a virtual machine by name and a pool by the labels of its template', () => {
    expect(named('win')?.selector).toEqual({ 'vm.kubevirt.io/name': 'win' })
    expect(named('farm')?.selector).toEqual({ pool: 'farm' })
  })

  test('stand even where a workload says nothing of its pods', () => {
    const bare: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'bare', namespace: 'shop' },
    }
    expect(targets(testWorld({ objects: [bare] }), 'shop')).toMatchObject([{ selector: {}, labels: {} }])
  })
})

describe('the target of a selector', () => {
  test('is the one whose selector it is, to the letter', () => {
    expect(targetOf(platform, all)?.name).toBe('web')
    expect(targetOf({ app: 'db' }, all)?.name).toBe('db')
    expect(targetOf({ 'vm.kubevirt.io/name': 'win' }, all)?.name).toBe('win')
  })

  test('is none for a selector that says less or more', () => {
    expect(targetOf({ 'service.cpaas.io/name': 'deployment-web' }, all)).toBeUndefined()
    expect(targetOf({ app: 'db', tier: 'data' }, all)).toBeUndefined()
    expect(targetOf({ app: 'nobody' }, all)).toBeUndefined()
  })

  test('is none for an empty selector, even beside a workload that has none', () => {
    const bare: Target = { mode: 'workload', kind: 'Deployment', name: 'bare', selector: {}, labels: {} }
    expect(targetOf({}, [bare])).toBeUndefined()
  })
})

describe('the targets a selector selects', () => {
  test('are those whose pods carry all of its labels, however it is written', () => {
    expect(targetsSelected(world, 'shop', { app: 'web' }).map(({ name }) => name)).toEqual(['web'])
    expect(targetsSelected(world, 'shop', { tier: 'data' }).map(({ name }) => name)).toEqual(['db'])
  })

  test('are all of them where several match', () => {
    const canary = workload('Deployment', 'canary', { app: 'web', track: 'canary' }, { track: 'canary' })
    const both = testWorld({ objects: [web, canary] })
    expect(targetsSelected(both, 'shop', { app: 'web' }).map(({ name }) => name)).toEqual(['web', 'canary'])
  })

  test('are none for an empty selector', () => {
    expect(targetsSelected(world, 'shop', {})).toEqual([])
  })
})

describe('the pods a selector selects', () => {
  const pods = testWorld({
    objects: [
      pod('web-1', { app: 'web', tier: 'front' }),
      pod('web-2', { app: 'web' }),
      pod('db-1', { app: 'db' }),
      pod('bare', undefined),
      pod('web-3', { app: 'web' }, 'other'),
    ],
  })
  const names = (selector: Labels, namespace = 'shop') =>
    selectedPods(pods, namespace, selector).map(({ metadata }) => metadata.name)

  test('are those of the namespace that carry every label', () => {
    expect(names({ app: 'web' })).toEqual(['web-1', 'web-2'])
    expect(names({ app: 'web', tier: 'front' })).toEqual(['web-1'])
    expect(names({ app: 'web' }, 'other')).toEqual(['web-3'])
    expect(names({ app: 'web' }, 'nowhere')).toEqual([])
  })

  test('are none for an empty selector, as the API has it for Services', () => {
    expect(names({})).toEqual([])
  })
})
