import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../k8s/objects.ts'
import { content, contentIn, find, ofKind, placeOf } from './testing/content.ts'

describe('copies', () => {
  const manifests = contentIn(3)
  const added = manifests.filter((each) => !content.some((one) => one.kind === each.kind && same(one, each)))
  const second = added.filter(
    ({ kind, metadata: { namespace, name } }) => /-2(-|$)/.test(namespace ?? name) && kind !== 'Node',
  )

  it('are of what belongs to projects, and whole', () => {
    const ofProjects = content.filter(
      ({ kind, metadata: { namespace, name } }) =>
        kind === 'Project' || /^(shop|payments|media)-/.test(kind === 'Namespace' ? name : (namespace ?? '')),
    )
    expect(second).toHaveLength(ofProjects.length)
    expect(added).toHaveLength(2 * ofProjects.length)
  })

  it('name no namespace, project or host of another one', () => {
    const others = second.flatMap((each) => {
      const text = JSON.stringify(each)
      const namespaces = text.match(/\b(shop|payments|media)-(\d+-)?(prod|staging|dev)\b/g) ?? []
      const projects = text.match(/cpaas\.io\/(project|name)":"[^"]+"/g) ?? []
      const hosts = text.match(/[-*a-z0-9.]+\.example\.com/g) ?? []
      return [
        ...namespaces.filter((name) => !/^[a-z]+-2-/.test(name)),
        ...projects.filter((label) => /"(shop|payments|media)(-3)?"$/.test(label)),
        ...hosts.filter((name) => !name.startsWith('*.') && !/^[^.]+-2\./.test(name)),
      ].map((name) => `${each.kind} ${placeOf(each)}: ${name}`)
    })
    expect(others).toEqual([])
    expect(JSON.stringify(content)).not.toMatch(/(shop|payments|media)-2/)
  })

  it('ask for no node port and no address, and publish few Services', () => {
    const specs = ofKind('Service', second).map(({ spec }) => spec as { type?: string })
    const published = specs.filter(({ type }) => type === 'LoadBalancer' || type === 'NodePort')
    const proxies = ofKind('EnvoyProxy', second).filter((each) => /LoadBalancer/.test(JSON.stringify(each)))
    expect(published.length + proxies.length).toBeLessThanOrEqual(4)
    expect(JSON.stringify(second)).not.toMatch(/"nodePort"|metallb\.|loadBalancerIP/)
  })

  it('share the certificates of the first, since keys take their time', () => {
    expect(find('Secret', 'shop-prod/shop-tls')?.data).toEqual(
      manifests.find((each) => placeOf(each) === 'shop-3-prod/shop-tls')?.data,
    )
  })
})

function same(one: Manifest, other: Manifest): boolean {
  return placeOf(one) === placeOf(other)
}
