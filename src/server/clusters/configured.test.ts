import { expect, test } from 'vitest'
import { emptyKubeconfig, withConfigured } from './configured.ts'
import type { Kubeconfig } from './kubeconfig.ts'

const context = (name: string) => ({
  name,
  clusterName: `cluster of ${name}`,
  cluster: { server: `https://${name}` },
  userName: `user of ${name}`,
  user: { token: name },
})
const kubeconfig: Kubeconfig = { contexts: [context('a'), context('b')], currentContext: 'b' }

test('without any, all contexts are clusters', () => {
  expect(withConfigured(kubeconfig, [])).toBe(kubeconfig)
})

test('contexts under names of one’s own, in one’s own order, and nothing besides', () => {
  const { contexts, currentContext } = withConfigured(kubeconfig, [
    { name: 'prod', title: 'Production', context: 'b', oidcImpersonate: true },
    { name: 'a', context: 'a' },
  ])
  expect(currentContext).toBe('prod')
  expect(contexts).toEqual([
    { ...context('b'), name: 'prod', title: 'Production', oidcImpersonate: true },
    context('a'),
  ])
})

test('an address is a cluster to which nobody brings credentials yet', () => {
  const cluster = { name: 'edge', server: 'https://edge:6443', certificateAuthority: '/ca.crt' }
  expect(withConfigured(emptyKubeconfig, [cluster]).contexts).toEqual([
    {
      name: 'edge',
      clusterName: 'edge',
      cluster: { server: 'https://edge:6443', 'certificate-authority': '/ca.crt' },
      userName: '',
      user: {},
    },
  ])
})

test('a context that is not there is named with those that are', () => {
  const clusters = [
    { name: 'x', context: 'a' },
    { name: 'y', context: 'c' },
  ]
  expect(() => withConfigured(kubeconfig, clusters)).toThrow(
    'clusters[1].context: "c" is no context of the kubeconfig; there is a, b.',
  )
  expect(() => withConfigured(emptyKubeconfig, clusters)).toThrow('it has none')
})
