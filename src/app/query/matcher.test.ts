import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseQuery } from './conditions.ts'
import { matcher, type QueryColumn } from './matcher.ts'

const now = Date.parse('2026-05-10T12:00:00Z')

const object: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'web-front',
    namespace: 'shop-prod',
    creationTimestamp: '2026-05-09T12:00:00Z',
    labels: { app: 'Shop', tier: 'front', empty: '', 'app.kubernetes.io/name': 'web' },
    annotations: { owner: 'team a', 'example.com/x': '1' },
  },
}

type Texts = Readonly<Record<string, string | { text: string; value?: number; says?: string[] }>>

const usual: Texts = {
  type: 'ClusterIP',
  externalIp: 'pending',
  ports: '80:30080/TCP, 8443/TCP',
  target: { text: 'frontend', value: 0.5, says: ['not ready'] },
}

function columnsOf(texts: Texts): readonly QueryColumn[] {
  const columns = Object.entries(texts).map(([id, given]): QueryColumn => {
    const { text, value, says } = typeof given === 'string' ? { text: given } : given
    return {
      id,
      header: id === 'externalIp' ? 'External IP' : id,
      text: () => text,
      value: () => value ?? text,
      ...(says !== undefined && { says: () => says }),
    }
  })
  const name: QueryColumn = {
    id: 'name',
    header: 'Name',
    text: ({ metadata }) => metadata.name,
    value: ({ metadata }) => metadata.name,
  }
  return [name, ...columns, { id: 'age', header: 'Age', text: () => '', value: () => 0 }]
}

const matches = (text: string, texts: Texts = usual, of: KubeObject = object) => {
  const columns = columnsOf(texts)
  return matcher(parseQuery(text, columns).conditions, columns, { now: () => now })(of)
}
const yes = (...texts: string[]) => {
  for (const text of texts) expect(matches(text), text).toBe(true)
}
const no = (...texts: string[]) => {
  for (const text of texts) expect(matches(text), text).toBe(false)
}

test('an empty filter matches', () => yes('', '  '))

describe('words', () => {
  test('each stands in one text, in any case', () => {
    yes('web', 'CLUSTER 30080', 'shop-prod', '80:30080/TCP')
    no('web nodeport')
  })

  test('are never found in two texts together', () => {
    no('frontclusterip')
    expect(matches('web', { a: 'we', b: 'b' }, { ...object, metadata: { name: 'x' } })).toBe(false)
  })

  test('in quotes are one', () => {
    expect(matches('"two words"', { note: 'the two words' })).toBe(true)
    expect(matches('"two words"', { note: 'words two' })).toBe(false)
    expect(matches('"two wo', { note: 'the two words' })).toBe(true)
  })

  test('behind a minus are not there', () => {
    yes('-nodeport', 'web -nodeport')
    no('-web')
    expect(matches('-"two words"', { note: 'two words' })).toBe(false)
  })

  test('a field that is none is part of a word', () => {
    no('nothing:here', 'nothing<3')
    expect(matches('nothing:here', { note: 'Nothing:here' })).toBe(true)
    expect(matches('=x', { note: 'a=x' })).toBe(true)
  })
})

describe('labels', () => {
  test('are compared as they are, or by the text around stars', () => {
    yes('app=Shop', 'app==Shop', 'app=Sh* tier=front', 'app=*o*', 'app!=Sh', 'app.kubernetes.io/name=web')
    no('app=Sh', 'app!=Shop', 'app=shop', 'app=hop', 'app=Shop zone=a')
  })

  test('without a value are there at all', () => {
    yes('app=', 'empty=', 'label:tier', 'label:!zone', 'label:tier label:!zone')
    no('zone=', 'label:zone', 'label:!tier')
  })

  test('by their own name never are a column', () => {
    yes('label:tier=front', 'label:app!=x', '-label:zone', '-label:app=x')
    no('label:type=ClusterIP', '-label:app', '-label:app=Shop')
    yes('-label:type=ClusterIP')
  })

  test('and annotations are told apart', () => {
    yes('annotation:owner', 'annotation:owner="team a"', 'annotation:example.com/x=1', 'annotation:!zone')
    no('annotation:app', 'annotation:owner=team')
  })

  test('are missing where there are none', () => {
    const bare: KubeObject = { ...object, metadata: { name: 'bare' } }
    expect(matches('app=', usual, bare)).toBe(false)
    expect(matches('bare', usual, bare)).toBe(true)
    expect(matches('zone!=a', usual, bare)).toBe(true)
  })
})

test('a name is all that an object is called, where that is more than its name', () => {
  const columns = columnsOf(usual).map((column) =>
    column.id === 'name' ? { ...column, called: () => 'shop.example.com 0003-f2' } : column,
  )
  const of = (text: string) => matcher(parseQuery(text, columns).conditions, columns)(object)
  expect(of('name=shop.example.com')).toBe(true)
  expect(of('name=0003-f2')).toBe(true)
  expect(of('name:example')).toBe(true)
  expect(of('name=shop')).toBe(false)
})

describe('columns', () => {
  test('equal a text or a part of it, in any case', () => {
    yes('type=ClusterIP', 'type=clusterip', 'Type=cluster*', 'type!=NodePort', 'externalip=pending')
    yes('"External IP"=pending', 'external-ip=pending', 'port=80', 'ports=30080', 'port=8443')
    no('type=Cluster', 'port=443', 'type!=ClusterIP', '-type=ClusterIP', '!type=ClusterIP')
  })

  test('contain a text; a number from its first digit on', () => {
    yes('type:cluster', 'port:84', 'port:tcp', 'type:*ip', 'target:front*')
    no('port:443', 'type:*cluster', 'target:end*')
  })

  test('are before labels of the same name', () => {
    const labelled = { ...object, metadata: { ...object.metadata, labels: { type: 'x' } } }
    expect(matches('type=x', usual, labelled)).toBe(false)
    expect(matches('label:type=x', usual, labelled)).toBe(true)
  })

  test('of every object are its namespace and name', () => {
    yes('ns:shop', 'ns:shop*', 'namespace=shop-prod', 'ns!=other', '-ns:kube*', 'name:front', 'name=web*')
    no('ns=shop', 'ns:prod*', '-ns:shop*', '!ns:shop', 'name=web')
  })
})

describe('sizes', () => {
  test('of ages', () => {
    yes('age<2d', 'age>12h', 'age<=1d', 'age>=1d', 'age<1d1h', '-age>2d')
    no('age<1d', 'age>2d', 'age<90m')
  })

  test('of numbers, any of them where there are several', () => {
    yes('port>8000', 'port<100', 'target<1', 'target>=0.5', '-target>1')
    no('port>40000', 'target>0.5')
  })

  test('of moments and durations in a text', () => {
    expect(matches('until<2d', { until: '2026-05-09T00:00:00Z' })).toBe(true)
    expect(matches('until>2d', { until: '2026-05-09T00:00:00Z' })).toBe(false)
    expect(matches('took<2h', { took: '90m' })).toBe(true)
    expect(matches('took<2h', { took: 'unknown' })).toBe(false)
  })

  test('of other texts are their natural order', () => {
    expect(matches('address<10.0.0.10', { address: '10.0.0.9' })).toBe(true)
    expect(matches('address<10.0.0.10', { address: '' })).toBe(false)
  })
})

describe('states', () => {
  test('are said by a text, or a part of it', () => {
    yes('is:pending', 'is:Pending', '!ready', '-is:ready', '!is:ready', 'is:"not ready"')
    no('!pending', 'is:ready', 'is:pend')
  })

  test('are not said by what denies them, nor by a name', () => {
    const ready = { ...object, metadata: { name: 'ready' } }
    expect(matches('!ready', { state: 'Not ready' }, ready)).toBe(true)
    expect(matches('!ready', { state: 'NotReady: kubelet' }, ready)).toBe(true)
    expect(matches('!ready', { state: 'Ready: since noon' }, ready)).toBe(false)
    expect(matches('!ready', { state: 'Ready (2/2)' }, ready)).toBe(false)
  })
})

test('terms that are still being typed ask for nothing, and are told', () => {
  const half = ['-', '!', 'type=', 'type!=', 'port:', 'port<', 'age<', 'age<2', 'ns:', 'label:', 'is:', '"']
  for (const text of half) {
    expect(matches(text), text).toBe(true)
    expect(parseQuery(text, columnsOf(usual)).unfinished, text).toEqual([text])
  }
  expect(parseQuery('type= web', columnsOf(usual)).unfinished).toEqual(['type='])
})
