/** Two projects share one load balancer by ports: on a real API server neither sees or takes what is the other's. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifestsIn } from '../deploy/manifests.ts'
import type { KubeObject } from '../src/k8s/objects.ts'
import { StatusError } from '../src/k8s/status.ts'
import { installAuthorizer, type RunningAuthorizer } from './authorizer.ts'
import { ApiClient, down, eventually, type Manifest, up } from './cluster/index.ts'
import {
  albsPath,
  balancer,
  bound,
  confineProjects,
  frontend,
  home,
  type Labels,
  ofPayments,
  ofShop,
  pathOf,
  portName,
  ranges,
  rule,
  shareBalancer,
} from './shared-balancers.ts'

const name = 'sharing-test'
const clients: ApiClient[] = []
let authorizer: RunningAuthorizer
let admin: ApiClient
/** Of the project shop. */
let dana: ApiClient
/** Of the project payments. */
let mei: ApiClient
let shared: Awaited<ReturnType<typeof shareBalancer>>
const resources = ['frontends', 'rules'] as const

beforeAll(async () => {
  const cluster = await up({ name, bare: true, report: (line) => process.stderr.write(`${line}\n`) })
  const kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  const connect = (user: string, project: string) => {
    const groups = [`project:${project}`, 'system:authenticated']
    return ApiClient.fromKubeconfig(kubeconfig, undefined, { name: user, groups })
  }
  admin = ApiClient.fromKubeconfig(kubeconfig)
  dana = connect('dana', 'shop')
  mei = connect('mei', 'payments')
  clients.push(admin, dana, mei)
  await admin.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: home } })
  shared = await shareBalancer(admin, 'edge')
  await confineProjects(admin, dana, shared.payments.rule.metadata.name)
  authorizer = await installAuthorizer(name)
  // The first run builds the programs.
}, 1_800_000)

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await down(name)
}, 60_000)

/** Its words; where several policies refuse, which of them is heard is a matter of chance. */
async function refusalOf(answer: Promise<unknown>, ...codes: readonly number[]): Promise<string> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StatusError)
  expect(codes.length === 0 ? [403] : codes).toContain((error as StatusError).code)
  return (error as StatusError).message
}

const namesOf = (list: { readonly items: readonly KubeObject[] }) =>
  list.items.map(({ metadata }) => metadata.name).toSorted()

const selecting = (project: string) => [
  `project.cpaas.io/name in (${project},ALL_ALL)`,
  `project.cpaas.io/${project}=true,project.cpaas.io/name notin (${project},ALL_ALL)`,
  `project.cpaas.io/ALL_ALL=true,project.cpaas.io/${project}!=true`,
  `cpaas.io/project=${project}`,
]

async function listed(who: ApiClient, resource: (typeof resources)[number], project: string) {
  const lists = await Promise.all(
    selecting(project).map((labelSelector) => who.list(pathOf[resource], { labelSelector })),
  )
  return lists.flatMap(namesOf)
}

describe('reading', () => {
  test('each lists what is its own, and what is for all', async () => {
    expect(await listed(dana, 'frontends', 'shop')).toEqual(['edge-08001', 'edge-07000'])
    expect(await listed(dana, 'rules', 'shop')).toEqual(['edge-08001-r1', 'edge-07000-r1'])
    expect(await listed(mei, 'frontends', 'payments')).toEqual(['edge-09001', 'edge-07000'])
    expect(await listed(mei, 'rules', 'payments')).toEqual(['edge-09001-r1', 'edge-07000-r1'])
    const one = { labelSelector: selecting('shop')[0] ?? '', fieldSelector: 'metadata.name=edge-08001' }
    expect(namesOf(await dana.list(pathOf.frontends, one))).toEqual(['edge-08001'])
  })

  const own = 'labelSelector=project.cpaas.io%2Fname%3Dshop'
  const other = 'labelSelector=project.cpaas.io%2Fpayments%3Dtrue'
  test.each([
    '',
    `?${other}`,
    `?${other}&watch=true`,
    '?watch=true',
    '?labelSelector=',
    '?labelSelector=project.cpaas.io%2Fname',
    '?labelSelector=project.cpaas.io%2Fpayments',
    '?labelSelector=project.cpaas.io%2Fname!%3Dpayments',
    '?labelSelector=project.cpaas.io%2Fname%20in%20(shop%2Cpayments)',
    '?labelSelector=cpaas.io%2Fproject%3Dpayments',
    '?labelSelector=alb2.cpaas.io%2Fname%3Dedge',
    `?labelselector=project.cpaas.io%2Fname%3Dshop`,
    `?LabelSelector=project.cpaas.io%2Fname%3Dshop`,
    `?fieldSelector=metadata.name%3Dedge-09001`,
    `?${other}&${own}`,
    `?labelSelector=&${own}`,
    `?x;${own}`,
  ])('nobody of shop lists with %j', async (query) => {
    for (const resource of resources) {
      await refusalOf(dana.send({ method: 'GET', path: `${pathOf[resource]}${query}` }))
    }
  })

  test('of two selectors the first one is judged, and the first one counts', async () => {
    for (const query of [`${own}&${other}`, `${own}&labelSelector=`, `labelSelector=%&${own}`]) {
      const list = await dana.send({ method: 'GET', path: `${pathOf.frontends}?${query}` })
      expect(namesOf(list as { items: KubeObject[] }), query).toEqual(['edge-08001'])
    }
  })

  test('nor one by one, nor elsewhere, nor in another form', async () => {
    for (const [resource, { metadata }] of [
      ['frontends', shared.payments.port],
      ['rules', shared.payments.rule],
      ['frontends', shared.shop.port],
    ] as const) {
      const path = `${pathOf[resource]}/${metadata.name}`
      await refusalOf(dana.get(path))
      await refusalOf(dana.get(`${path}?${own}`))
      await refusalOf(dana.get(`${path}/status?${own}`))
    }
    for (const path of [
      `/apis/crd.alauda.io/v1/frontends?${own}`,
      `/apis/crd.alauda.io/v1/watch/namespaces/${home}/frontends`,
      `/apis/crd.alauda.io/v1/watch/namespaces/${home}/frontends/edge-09001`,
      `/apis/crd.alauda.io/v1/namespaces/default/frontends?${own}`,
      `/apis/crd.alauda.io/v1/namespaces/${home}/secrets?${own}`,
      `/api/v1/namespaces/${home}/configmaps?${own}`,
    ]) {
      await refusalOf(dana.send({ method: 'GET', path }))
    }
    for (const accept of [
      'application/json;as=Table;v=v1;g=meta.k8s.io',
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    ]) {
      await refusalOf(dana.send({ method: 'GET', path: pathOf.frontends, accept }))
      const path = `${pathOf.frontends}?${own}`
      expect(JSON.stringify(await dana.send({ method: 'GET', path, accept }))).not.toContain('edge-09001')
    }
  })

  test('the rest of a list that somebody else began is one of the own objects', async () => {
    const begun = await admin.list(pathOf.frontends, { limit: '1' })
    const rest = { continue: begun.metadata.continue ?? '', limit: '10' }
    expect(rest.continue).not.toBe('')
    await refusalOf(dana.list(pathOf.frontends, rest))
    const list = await dana.list(pathOf.frontends, { ...rest, labelSelector: selecting('shop')[0] ?? '' })
    expect(namesOf(list)).toEqual(['edge-08001'])
  })

  test('a watch tells of what is the own, and of nothing else', async () => {
    const { metadata } = await admin.list(pathOf.rules)
    const labelSelector = 'project.cpaas.io/name=shop'
    const stop = new AbortController()
    const events = dana.watch(pathOf.rules, metadata.resourceVersion ?? '', stop.signal, { labelSelector })
    await admin.apply(rule(shared.payments.port, 'seen', ofPayments))
    await admin.delete(`${pathOf.rules}/edge-09001-seen`)
    await admin.apply(rule(shared.shop.port, 'seen', ofShop))
    await admin.delete(`${pathOf.rules}/edge-08001-seen`)
    const seen: string[] = []
    for await (const { type, object } of events) {
      if (type === 'BOOKMARK') continue
      seen.push(`${type} ${object.metadata.name}`)
      if (type === 'DELETED') break
    }
    stop.abort()
    expect(seen).toEqual(['ADDED edge-08001-seen', 'DELETED edge-08001-seen'])
  })

  test('a review says so beforehand', async () => {
    const may = async (requirement: object) => {
      const resourceAttributes = {
        ...{ verb: 'list', group: 'crd.alauda.io', resource: 'rules', namespace: home },
        labelSelector: { requirements: [{ key: 'project.cpaas.io/name', operator: 'In', ...requirement }] },
      }
      const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' }
      const body = { ...review, spec: { resourceAttributes } }
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
      const answer = (await dana.send({ method: 'POST', path, body })) as { status: { allowed: boolean } }
      return answer.status.allowed
    }
    expect(await may({ values: ['shop'] })).toBe(true)
    expect(await may({ values: ['payments'] })).toBe(false)
    expect(await may({ operator: 'Exists' })).toBe(false)
  })

  test('where the authorizer does not answer, nobody of a project reads, and others go on', async () => {
    authorizer.stop()
    // Asked in another way each time, so that no answer of before counts.
    let asked = 0
    const ask = () => {
      asked += 1
      return dana.list(pathOf.rules, { labelSelector: `project.cpaas.io/name=shop,x!=y${asked}` })
    }
    await refusalOf(ask(), 500)
    expect((await admin.list(pathOf.rules)).items.length).toBeGreaterThan(2)
    await authorizer.start()
    await eventually('the authorizer to be asked again', () =>
      ask()
        .then(() => true)
        .catch(() => false),
    )
  })
})

describe('writing', () => {
  const dry = { dryRun: 'All' }
  const make = (who: ApiClient, object: Manifest) =>
    who.post(object.kind === 'Rule' ? pathOf.rules : pathOf.frontends, object, dry)
  const changed = (object: Manifest, metadata: object, spec: object = {}): Manifest => ({
    ...object,
    metadata: { ...object.metadata, ...metadata },
    spec: { ...(object.spec as object), ...spec },
  })
  const port = (number: number, labels: Labels = ofShop) => frontend(shared.alb, number, labels)

  test('each makes, changes and deletes rules of its own', async () => {
    const made = await dana.post(pathOf.rules, rule(shared.shop.port, 'own', ofShop))
    const path = `${pathOf.rules}/${made.metadata.name}`
    const next = changed(made as Manifest, {}, { priority: 3 })
    expect(await dana.put(path, next)).toMatchObject({ spec: { priority: 3 } })
    await dana.delete(path)
    await make(mei, rule(shared.payments.port, 'own', ofPayments))
    await make(dana, rule(shared.all.port, 'own', ofShop))
  })

  test('each makes ports in its own ranges, and changes them', async () => {
    const made = await dana.post(pathOf.frontends, port(8002))
    const next = changed(made as Manifest, {}, { protocol: 'https' })
    const path = `${pathOf.frontends}/edge-08002`
    const standing = (await dana.put(path, next)) as Manifest
    expect(standing).toMatchObject({ spec: { protocol: 'https' } })
    const moved = changed(standing, {}, { port: 9002 })
    expect(await refusalOf(dana.put(path, moved), 422)).toContain('five digits')
    // As the documents have it.
    expect(await refusalOf(dana.delete(path))).toContain('administrators delete')
    await make(mei, port(9099, ofPayments))
    await make(mei, port(9000, ofPayments))
    await make(dana, port(8099))
  })

  test.each([7999, 8100, 9001, 9050, 80, 1])('port %i is not given to shop', async (number) => {
    expect(await refusalOf(make(dana, port(number)))).toContain(`Port ${number} of edge is not given`)
    const onIt = { metadata: { name: portName('edge', number), uid: 'u' } } as KubeObject
    expect(await refusalOf(make(dana, rule(onIt, 'x', ofShop)))).toContain(
      `Port ${number} of edge is not given`,
    )
  })

  test('one port is not called like another', async () => {
    // Given as a whole, so that nothing but the name is wrong.
    const free = await admin.apply(balancer('free', { projects: ['shop'] }))
    const onFree = frontend(free, 8003, ofShop)
    await make(dana, onFree)
    const names = ['free-09001', 'free-8003', 'free-008003', 'free-08003-x', 'x-free-08003', 'other-08003']
    for (const each of names) {
      const message = await refusalOf(make(dana, changed(onFree, { name: each })), 422)
      expect(message, each).toMatch(/five digits|is called after/)
    }
    expect(await refusalOf(make(dana, changed(onFree, {}, { port: 9003 })), 422)).toContain('five digits')
    for (const labels of [{ 'alb2.cpaas.io/name': 'other' }, { 'alb2.cpaas.io/name': '' }, {}]) {
      const object = changed(onFree, { labels: { ...ofShop, ...labels } })
      expect(await refusalOf(make(dana, object), 422)).toContain('is called after')
    }
    const onIt = rule({ ...onFree, metadata: { ...onFree.metadata, uid: 'u' } } as KubeObject, 'x', ofShop)
    for (const frontendName of ['free-9001', 'free-09001x', '', 'other-08001']) {
      const labels = { ...onIt.metadata.labels, 'alb2.cpaas.io/frontend': frontendName }
      expect(await refusalOf(make(dana, changed(onIt, { labels })), 422)).toContain('names its load balancer')
    }
  })

  test('nothing is made for a load balancer or a port that is not there yet', async () => {
    for (const each of [port(8003), rule(shared.shop.port, 'x', ofShop)]) {
      const owners = each.metadata.ownerReferences as readonly object[]
      for (const ownerReferences of [[], owners.map((owner) => ({ ...owner, name: 'other' }))]) {
        expect(await refusalOf(make(dana, changed(each, { ownerReferences })), 422)).toContain(
          'owner reference',
        )
      }
    }
    const owners = port(8003).metadata.ownerReferences as readonly object[]
    const ownerReferences = owners.map((owner) => ({ ...owner, uid: 'made-up' }))
    expect(await refusalOf(make(dana, changed(port(8003), { ownerReferences })), 422)).toContain(
      'an earlier one',
    )
    // One that nobody has yet: what claims it is collected as garbage.
    const early = frontend({ ...shared.alb, metadata: { name: 'tomorrow', uid: 'made-up' } }, 8003, ofShop)
    await dana.post(pathOf.frontends, early)
    await eventually(
      'the early port to be gone',
      async () =>
        admin.get(`${pathOf.frontends}/tomorrow-08003`).then(
          () => false,
          (error: unknown) => error instanceof StatusError && error.code === 404,
        ),
      // The collector looks for new resources every half a minute, and again where it did not find them all.
      150,
    )
  }, 180_000)

  test('each leaves alone what is the other’s, and what is for all', async () => {
    for (const foreign of [shared.payments, shared.all]) {
      for (const [resource, object] of [
        ['frontends', foreign.port],
        ['rules', foreign.rule],
      ] as const) {
        const path = `${pathOf[resource]}/${object.metadata.name}`
        const before = await admin.get<Manifest>(path)
        const taken = changed(before, { labels: { ...before.metadata.labels, ...ofShop } })
        for (const next of [before, taken]) {
          expect(await refusalOf(dana.put(path, next))).toMatch(/another project|not given/)
        }
        const bare = changed(before, { labels: ofShop })
        expect(await refusalOf(dana.put(path, bare), 403, 422)).toMatch(/another project|is called|names its/)
        const words = resource === 'rules' ? /another project/ : /another project|administrators delete/
        expect(await refusalOf(dana.delete(path))).toMatch(words)
        await refusalOf(
          dana.send({ method: 'DELETE', path: pathOf[resource], query: { labelSelector: 'a=b' } }),
        )
        expect(await admin.get(path)).toEqual(before)
      }
    }
    expect(await refusalOf(mei.delete(`${pathOf.rules}/edge-08001-r1`))).toContain('another project')
  })

  test('nobody asks by a patch what an object holds', async () => {
    for (const object of [shared.payments.rule, shared.shop.rule]) {
      const path = `${pathOf.rules}/${object.metadata.name}`
      const guess = [{ op: 'test', path: '/spec/priority', value: 5 }]
      const body = { method: 'PATCH', path, body: guess, contentType: 'application/json-patch+json' } as const
      await refusalOf(dana.send(body))
      await refusalOf(dana.mergePatch(path, {}))
    }
    await refusalOf(dana.apply(port(8003)))
  })

  test('nobody gives away, or makes for others', async () => {
    const path = `${pathOf.rules}/edge-08001-r1`
    const mine = await admin.get<Manifest>(path)
    const place = { 'alb2.cpaas.io/name': 'edge', 'alb2.cpaas.io/frontend': 'edge-08001' }
    for (const labels of [
      {},
      ofPayments,
      { 'project.cpaas.io/name': 'payments' },
      { ...ofShop, ...ofPayments },
      { ...ofShop, 'project.cpaas.io/payments': 'false' },
      { ...ofShop, 'cpaas.io/project': 'payments' },
      { ...ofShop, 'project.cpaas.io/ALL_ALL': 'true' },
    ]) {
      const next = changed(mine, { labels: { ...place, ...labels } })
      expect(await refusalOf(dana.put(path, next))).toMatch(/one of your projects: shop|not given/)
      const made = rule(shared.shop.port, 'x', labels)
      expect(await refusalOf(make(dana, made))).toMatch(/one of your projects: shop|not given/)
    }
    // Nor moves it to a port of another.
    const moved = { ...mine.metadata.labels, 'alb2.cpaas.io/frontend': 'edge-09001' }
    const { ownerReferences } = rule(shared.payments.port, 'x', ofShop).metadata
    const there = changed(mine, { labels: moved, ownerReferences })
    expect(await refusalOf(dana.put(path, there))).toContain('not given')
  })

  test('a load balancer that is given as a whole is its projects’', async () => {
    const whole = await admin.apply(balancer('whole', { projects: ['shop'] }))
    const nobodys = await admin.apply(balancer('nobodys', {}))
    await eventually('the load balancer to be known', () =>
      make(dana, frontend(whole, 80, ofShop))
        .then(() => true)
        .catch(() => false),
    )
    const refused = (alb: KubeObject, who: ApiClient, labels: Labels) =>
      refusalOf(make(who, frontend(alb, 80, labels)))
    expect(await refused(whole, mei, ofPayments)).toContain('whole is not given to this project')
    await eventually('the other one to be known', async () =>
      (await refused(nobodys, dana, ofShop)).includes('nobodys is not given'),
    )
    const made = await dana.post(pathOf.frontends, frontend(whole, 80, ofShop))
    await dana.delete(`${pathOf.frontends}/${made.metadata.name}`)
  })

  const entry = '{"port":"8000-8099","projects":["shop"]}'
  test.each([
    [`[${entry}]`, true],
    [' [ { "projects" : [ "x" , "shop" ] , "port" : "8003" } ] \n', true],
    [`[{"port":"1-8002","projects":["a"]},${entry}]`, true],
    ['[{"port":"8004-9000","projects":["shop"]}]', false],
    // The first one that holds it counts.
    [`[{"port":"8003","projects":["payments"]},${entry}]`, false],
    ['[{"port":"8099-8000","projects":["shop"]}]', false],
    ['[{"port":"8003","projects":[]}]', false],
    ['[{"port":"8003","projects":["shopping","port","projects"]}]', false],
    ['[{"port":8003,"projects":["shop"]}]', false],
    [`[${entry},]`, false],
    [`[${entry}]]`, false],
    [`[${entry}`, false],
    [entry, false],
    [`[{"port":"1","projects":["a]"]},${entry}]`, false],
    [`[{"port":"1","projects":["a"],"note":"${entry.replaceAll('"', '\\"')}"}]`, false],
    [`[{"port":"1","projects":["\\",${entry}"]}]`, false],
    ['[]', false],
    ['', false],
  ])('ranges %j give shop port 8003: %j', async (portProjects, isGiven) => {
    const { metadata } = await admin.apply(balancer('by-text', { enablePortProject: true, portProjects }))
    const alb = { ...shared.alb, metadata }
    // A mark that only the new text refuses or takes shows that it is in effect.
    const known = async () => {
      const answer = await make(dana, frontend(alb, 8003, ofShop)).then(
        () => 'made',
        (error: unknown) => String(error),
      )
      return isGiven ? answer === 'made' : /not given|cannot be read/.test(answer)
    }
    await eventually('the ranges to be in effect', known)
    await admin.delete(`${albsPath}/by-text`)
    await eventually('the load balancer to be forgotten', async () => {
      // Nothing speaks of its ranges any more.
      const answer = await make(dana, frontend(alb, 1, ofShop))
        .then(() => 'made')
        .catch(String)
      return answer === 'made'
    })
  })

  test('the ranges are the administrator’s to give', async () => {
    const path = `${albsPath}/edge`
    const alb = await dana.get<Manifest>(path)
    expect(JSON.stringify(alb.spec)).toContain(JSON.stringify(ranges).slice(1, -1))
    await refusalOf(dana.put(path, alb))
    await refusalOf(dana.mergePatch(path, {}))
  })
})

test('without the authorizer, who is let read sees what is of others, and takes it no more than before', async () => {
  for (const manifest of manifestsIn('rbac')) {
    if (manifest.metadata.name === 'portolan-project-reading') await admin.apply(manifest)
  }
  await admin.apply(bound('portolan-project-reading', 'shop'))
  await eventually('the role to be in effect', () =>
    dana
      .list(pathOf.rules)
      .then(() => true)
      .catch(() => false),
  )
  expect(namesOf(await dana.list(pathOf.frontends))).toContain('edge-09001')
  expect(await refusalOf(dana.delete(`${pathOf.rules}/edge-09001-r1`))).toContain('another project')
})
