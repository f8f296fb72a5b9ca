import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../k8s/objects.ts'
import { withFix } from '../../../manifest/fix.ts'
import { parseManifest } from '../../../manifest/manifest.ts'
import { writeYaml } from '../../../manifest/write.ts'
import { testWorld } from '../../testing/world.ts'
import { ruleChecks } from '../checks.ts'
import { withPort } from '../placing.ts'
import { projectsOf } from '../spec.ts'
import { template } from '../template.ts'
import { headerRowsIn, headerText } from './headers.ts'
import { exampleFor, previewOf } from './rewrite-preview.ts'

const place = (kind: string, name: string, labels: object, spec: object, version = 'v1') =>
  ({
    apiVersion: `crd.alauda.io/${version}`,
    kind,
    metadata: { name, namespace: 'cpaas-system', labels },
    spec,
  }) as KubeObject

const onEdge = { 'alb2.cpaas.io/name': 'edge' }
const alb = place('ALB2', 'edge', {}, { config: { projects: ['shop'] } }, 'v2beta1')
const byPorts = { enablePortProject: true, portProjects: '[{"port":"8000-8100","projects":["shop"]}]' }
const shared = place('ALB2', 'edge', {}, { config: byPorts }, 'v2beta1')
const https = place('Frontend', 'edge-00443', onEdge, { port: 443, protocol: 'https' })
const http = place('Frontend', 'edge-00080', onEdge, { port: 80, protocol: 'http' })
const tcp = place('Frontend', 'edge-09000', onEdge, { port: 9000, protocol: 'tcp' })

const service = { name: 'web', namespace: 'shop-prod', port: 80, weight: 100 }
const rule = (spec: object, labels: object = {}, port = 'edge-00443') =>
  place(
    'Rule',
    `${port}-abcd`,
    { ...onEdge, 'alb2.cpaas.io/frontend': port, ...labels },
    {
      priority: 5,
      dslx: [
        { type: 'HOST', values: [['EQ', 'shop.example.com']] },
        { type: 'URL', values: [['STARTS_WITH', '/']] },
      ],
      serviceGroup: { services: [service] },
      ...spec,
    },
  )

const objects = [https, http, tcp]
const found = (object: unknown, balancer = alb) =>
  ruleChecks.flatMap((check) =>
    check(
      object,
      testWorld({ objects: [balancer, ...objects], availability: { Service: 'loading', Secret: 'loading' } }),
    ),
  )
const idsOf = (object: unknown, balancer = alb) => found(object, balancer).map(({ id }) => id)
const mended = (object: KubeObject, id: string) => {
  const { fix } = found(object).find((each) => each.id === id) ?? {}
  if (fix === undefined) throw new Error(`no fix for ${id}`)
  return withFix(parseManifest(writeYaml(object)), fix).value as {
    readonly spec: Readonly<Record<string, unknown>>
  }
}

describe('a rule', () => {
  test.each([
    ['that is whole', rule({}), []],
    ['without a priority', rule({ priority: undefined }), ['rule/priority-unset']],
    ['with the priority of none', rule({ priority: 0 }), ['rule/priority-unset']],
    ['with a priority beyond', rule({ priority: 11 }), ['rule/priority-range']],
    ['on a port that is not there', rule({}, {}, 'edge-00081'), ['rule/port-unknown']],
    ['on a port of streams', rule({}, {}, 'edge-09000'), ['rule/port-stream']],
    [
      'of another balancer',
      rule({}, { 'alb2.cpaas.io/name': 'other' }),
      ['rule/alb-other', 'rule/alb-unknown'],
    ],
    [
      'of a project that may not use the balancer',
      rule({}, { 'project.cpaas.io/name': 'media' }),
      ['rule/alb-closed'],
    ],
    ['with a certificate and no domain', rule({ certificate_name: 'a/b' }), ['rule/domain-missing']],
    [
      'with a certificate for another domain',
      rule({ certificate_name: 'a/b', domain: 'other.com' }),
      ['rule/domain-other'],
    ],
    [
      'with a certificate over HTTP',
      rule({ certificate_name: 'a/b', domain: 'shop.example.com' }, {}, 'edge-00080'),
      ['rule/certificate-unused'],
    ],
    ['that nobody answers', rule({ serviceGroup: undefined }), ['alb/group-needed']],
    [
      'that redirects in the old way',
      rule({ redirectURL: 'https://a.com', redirectCode: 301 }),
      ['rule/redirect-old'],
    ],
    [
      'with a base that is no pattern',
      rule({ rewrite_base: '(', rewrite_target: '/' }),
      ['rule/rewrite-pattern'],
    ],
    [
      'that an Ingress made',
      rule({ priority: 0, source: { type: 'ingress', namespace: 'shop-prod', name: 'web' } }),
      ['rule/made'],
    ],
  ])('%s', (_, object, ids) => expect(idsOf(object)).toEqual(ids))

  test('of a project only stands on ports that the project was given', () => {
    const labels = { 'project.cpaas.io/shop': 'true' }
    expect(idsOf(rule({}, labels), shared)).toEqual(['rule/port-closed'])
    expect(idsOf(rule({}, { 'project.cpaas.io/shop': 'true' }), alb)).toEqual([])
  })

  test('is mended by what is offered', () => {
    expect(mended(rule({ priority: 0 }), 'rule/priority-unset').spec.priority).toBe(5)
    expect(mended(rule({ certificate_name: 'a/b' }), 'rule/domain-missing').spec.domain).toBe(
      'shop.example.com',
    )
    const { spec } = mended(rule({ redirectURL: 'https://a.com', redirectCode: 301 }), 'rule/redirect-old')
    expect(spec.config).toEqual({ redirect: { url: 'https://a.com', code: 301 } })
    expect(spec).not.toHaveProperty('redirectURL')
    expect(spec).not.toHaveProperty('redirectCode')
  })

  test('belongs to the projects that its labels name', () => {
    const of = (labels: object) => projectsOf({ metadata: { name: 'a', labels: { ...labels } } })
    expect(of({ 'project.cpaas.io/name': 'shop' })).toEqual(['shop'])
    expect(of({ 'project.alauda.io/shop': 'true', 'project.cpaas.io/media': 'false' })).toEqual(['shop'])
    expect(of({ 'cpaas.io/project': 'shop' })).toEqual(['shop'])
    expect(of({ 'alb2.cpaas.io/name': 'edge' })).toEqual([])
  })

  test('is named and labelled by the port that it is put on', () => {
    const begun = parseManifest(writeYaml(template({ namespace: '' })))
    const port = { namespace: 'cpaas-system', name: 'edge-00443', uid: 'u1', alb: 'edge' }
    const { metadata } = withPort(begun, port, 'shop', 'cpaas.io').value as { readonly metadata: object }
    const wanted = {
      name: expect.stringMatching(/^edge-00443-[a-z]{4}$/),
      namespace: 'cpaas-system',
      labels: { ...onEdge, 'alb2.cpaas.io/frontend': 'edge-00443', 'project.cpaas.io/name': 'shop' },
      ownerReferences: [{ apiVersion: 'crd.alauda.io/v1', kind: 'Frontend', name: 'edge-00443', uid: 'u1' }],
    }
    expect(metadata).toEqual(wanted)
    const given = { port: 'edge-00443', uid: 'u1', project: 'shop', labelDomain: 'cpaas.io' }
    expect(template({ namespace: 'cpaas-system', given })).toMatchObject({
      metadata: wanted,
    })
  })
})

describe('changes of headers', () => {
  const text =
    '{"headers":{"a":"1"},"headers_var":{"b":"http_host"},"headers_add":{"c":["2","3"]},"headers_remove":["d"],"other":1}'

  test('are rows, and the same text again', () => {
    const rows = headerRowsIn(text) ?? []
    expect(rows.map(({ way, name, value }) => [way, name, value].join(' '))).toEqual([
      'headers a 1',
      'headers_var b http_host',
      'headers_add c 2',
      'headers_add c 3',
      'headers_remove d ',
    ])
    expect(JSON.parse(headerText(rows, text))).toEqual(JSON.parse(text))
    expect(headerText([], '{"headers":{"a":"1"}}')).toBe('')
  })

  test.each(['[', '[]', '1', '{"headers":["a"]}', '{"headers":{"a":1}}', '{"headers_remove":"a"}'])(
    '%s cannot be shown as rows',
    (odd) => expect(headerRowsIn(odd)).toBeNull(),
  )
})

describe('an example of a rewrite', () => {
  const spec = {
    dslx: [{ type: 'URL', values: [['REGEX', '^/(prefix-x)(/|$)(.*)']] }],
    rewrite_base: '/(prefix-x)(/|$)(.*)',
    rewrite_target: '/$3',
  }

  test('is worked out as the load balancer does', () => {
    expect(exampleFor(spec)).toBe('/prefix-x/abc')
    expect(previewOf(spec, '/prefix-x/abc?a=1')).toMatchObject({ is: 'path', after: '/abc?a=1' })
    expect(previewOf(spec, 'https://shop.example.com/prefix-x/')).toMatchObject({ is: 'path', after: '/' })
    expect(previewOf(spec, '/elsewhere')).toEqual({ is: 'other' })
    expect(previewOf(spec, 'http://a b')).toEqual({ is: 'bad' })
  })
})
