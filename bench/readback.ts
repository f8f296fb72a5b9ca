/** Whether each cell of each generated row says what the API says. */
import { asFields, asList, asString, asStringMap, type Fields } from '../src/k8s/shape.ts'
import type { Api } from './api.ts'
import { type RowTexts, readRows } from './in-page.ts'
import { isGenerated, listPath } from './objects.ts'
import type { ListName, OpenPage } from './page.ts'

export interface Readback {
  readonly rows: number
  readonly cells: number
  /** As a person would say it; the first few. */
  readonly wrong: readonly string[]
  readonly wrongCount: number
}

type Expected = ReadonlyMap<string, string>

/** Scrolls through the whole list and compares. */
export async function readBack(api: Api, { page }: OpenPage, list: ListName): Promise<Readback> {
  const expected = list === 'services' ? await expectedServices(api) : await expectedIngresses(api)
  const rows = await page.evaluate(readRows)
  const wrong: string[] = []
  const seen = new Set<string>()
  let cells = 0
  for (const row of rows) {
    const [key, texts] = identified(row)
    const wanted = expected.get(key)
    if (wanted === undefined) {
      if (isGenerated(key.split(' ')[0] ?? '')) wrong.push(`${key} is shown and does not exist`)
      continue
    }
    seen.add(key)
    for (const [header, text] of wanted) {
      cells += 1
      const shown = texts.get(header)
      if (shown !== text) wrong.push(`${key}, ${header}: shows "${shown}", is "${text}"`)
    }
  }
  for (const key of expected.keys()) if (!seen.has(key)) wrong.push(`${key} is not shown`)
  return { rows: seen.size, cells, wrong: wrong.slice(0, 5), wrongCount: wrong.length }
}

/** By name and namespace, which begin the cell *Name*. */
function identified(row: RowTexts): readonly [string, Expected] {
  const texts = new Map(row)
  return [(texts.get('Name') ?? '').split(' ').slice(0, 2).join(' '), texts]
}

const keyOf = (metadata: Fields) => `${asString(metadata.name)} ${asString(metadata.namespace)}`

async function itemsOf(api: Api, path: string): Promise<readonly Fields[]> {
  const items = asList(asFields(JSON.parse(await api.read(path))).items).map(asFields)
  return items.filter(({ metadata }) => isGenerated(asString(asFields(metadata).name)))
}

function nameText(metadata: Fields): string {
  return `${keyOf(metadata)} ${asStringMap(metadata.annotations)['cpaas.io/display-name'] ?? ''}`.trim()
}

/** Ready pods of all, by the key of their Service. */
async function readiness(api: Api): Promise<ReadonlyMap<string, string>> {
  const slices = await itemsOf(api, listPath('endpointslices'))
  return new Map(
    slices.map(({ metadata, endpoints }) => {
      const all = asList(endpoints).map((each) => asFields(asFields(each).conditions).ready === true)
      return [keyOf(asFields(metadata)), `${all.filter(Boolean).length}/${all.length}`]
    }),
  )
}

async function expectedServices(api: Api): Promise<ReadonlyMap<string, Expected>> {
  const ready = await readiness(api)
  const services = await itemsOf(api, listPath('services'))
  return new Map(
    services.map(({ metadata, spec }) => {
      const key = keyOf(asFields(metadata))
      const { type, clusterIP, externalIPs, ports, selector } = asFields(spec)
      const selected = Object.entries(asStringMap(selector)).map(([name, value]) => `${name}=${value}`)
      return [
        key,
        new Map([
          ['Name', nameText(asFields(metadata))],
          ['Type', clusterIP === 'None' ? 'Headless' : asString(type)],
          ['Cluster IP', clusterIP === 'None' ? '–' : asString(clusterIP)],
          ['External IP', asList(externalIPs).join(', ') || '–'],
          ['Ports', asList(ports).map(portText).join(', ')],
          ['Target', `${ready.get(key) ?? ''}${selected.join(', ') || 'no selector'}`],
        ]),
      ]
    }),
  )
}

function portText(value: unknown): string {
  const { port, nodePort, appProtocol } = asFields(value)
  const number = nodePort === undefined ? port : `${port}:${nodePort}`
  return `${number}/${appProtocol === 'http' ? 'HTTP' : 'TCP'}`
}

async function expectedIngresses(api: Api): Promise<ReadonlyMap<string, Expected>> {
  const ready = await readiness(api)
  const services = await itemsOf(api, listPath('services'))
  const ports = new Map(
    services.map(({ metadata, spec }) => [
      keyOf(asFields(metadata)),
      new Set(asList(asFields(spec).ports).map((each) => asFields(each).port)),
    ]),
  )
  /** A backend as the cell names it, with what is wrong with it first. */
  const backendText = (namespace: string, backend: Fields) => {
    const { name, port } = asFields(backend.service)
    const { number } = asFields(port)
    const key = `${asString(name)} ${namespace}`
    const text = `${asString(name)}:${number}`
    if (ports.get(key)?.has(number) !== true) return { text: `${text} has no such port`, broken: true }
    return (ready.get(key) ?? '0').startsWith('0')
      ? { text: `${text} nothing ready`, broken: true }
      : { text, broken: false }
  }
  const ingresses = await itemsOf(api, listPath('ingresses'))
  return new Map(
    ingresses.map(({ metadata, spec, status }) => {
      const { ingressClassName, rules } = asFields(spec)
      const addresses = asList(asFields(asFields(status).loadBalancer).ingress).map(
        (each) => asFields(each).ip,
      )
      const hosts = asList(rules).map((rule) => `http://${asString(asFields(rule).host)}`)
      const backends = asList(rules)
        .flatMap((rule) => asList(asFields(asFields(rule).http).paths))
        .map((path) => backendText(asString(asFields(metadata).namespace), asFields(asFields(path).backend)))
      const distinct = [...new Map(backends.map((each) => [each.text, each])).values()]
      const fine = distinct.filter(({ broken }) => !broken).map(({ text }) => text)
      const broken = distinct.filter((each) => each.broken).map(({ text }) => text)
      return [
        keyOf(asFields(metadata)),
        new Map([
          ['Name', nameText(asFields(metadata))],
          ['Class', asString(ingressClassName)],
          ['Domains', hosts.join(', ')],
          ['Address', addresses.join(', ') || 'pending: its controller has not given it an address yet'],
          ['Services', `${broken.join('')}${fine.join(', ')}`],
        ]),
      ]
    }),
  )
}
