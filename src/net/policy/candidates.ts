/** Pods that differ in nothing a policy could look at, before it is known what the policies make of it. */
import { type LabelSelector, type Labels, matchesSelector } from '../../k8s/selector.ts'
import type { AddressSpace } from './address-space.ts'
import type { FamilyCode } from './families.ts'
import type { NamedContainerPort, PodFacts } from './pods.ts'
import type { NamespaceChoice, PodChoice } from './policy.ts'

export interface Candidate {
  readonly namespace: string
  readonly host: boolean
  /** Only told apart on the host network, where it says which pods are neighbours. */
  readonly node: string
  readonly families: FamilyCode
  readonly addressClasses: readonly number[]
  /** Place of its named ports in the list of all that occur. */
  readonly named: number
  readonly labels: number
  readonly pods: PodFacts[]
}

/** What policies could look at. */
export interface Mentioned {
  readonly labels: ReadonlySet<string>
  readonly ports: ReadonlySet<string>
}

export class Candidates {
  readonly list: Candidate[] = []
  readonly namedPorts: (readonly NamedContainerPort[])[] = []
  readonly #labelSets: Labels[] = []
  readonly #byNamespace = new Map<string, number[]>()
  readonly #namespaces: ReadonlyMap<string, Labels>
  readonly #matching = new Map<string, readonly boolean[]>()
  readonly #chosen = new Map<string, readonly string[]>()

  constructor(
    pods: Iterable<PodFacts>,
    namespaces: ReadonlyMap<string, Labels>,
    space: AddressSpace,
    mentioned: Mentioned,
  ) {
    this.#namespaces = namespaces
    const numbers = { candidates: new Map<string, number>(), labels: new Map(), ports: new Map() }
    const keys = [...mentioned.labels].sort()
    for (const pod of pods) {
      const labels = pod.host ? '' : labelsKey(pod.labels, keys)
      const ports = pod.ports.filter(({ name }) => mentioned.ports.has(name))
      const facts = {
        namespace: pod.namespace,
        host: pod.host,
        node: pod.host ? pod.node : '',
        families: pod.families,
        addressClasses: Object.values(pod.addresses).map((address) => space.classOf(address)),
        named: numberOf(
          numbers.ports,
          this.namedPorts,
          ports.length === 0 ? '' : JSON.stringify(ports),
          () => ports,
        ),
        labels: numberOf(numbers.labels, this.#labelSets, labels, () => projected(pod, mentioned.labels)),
      }
      const key = factsKey(facts)
      const known = numbers.candidates.get(key)
      if (known !== undefined) this.list[known]?.pods.push(pod)
      else this.#add({ ...facts, pods: [pod] }, key, numbers.candidates)
    }
  }

  /** The places of those a choice takes; `subject` is the namespace of the policy's subject, for `sameLabels`. */
  chosenBy({ namespaces, pods }: PodChoice, subject: string): readonly number[] {
    const names = this.namespacesOf(namespaces, subject)
    const matching = this.#matches(pods)
    return names
      .flatMap((name) => this.#byNamespace.get(name) ?? [])
      .filter((place) => matching[this.list[place]?.labels ?? -1])
  }

  /** The subject's values of the labels that are compared: as far as a choice depends on the subject. */
  comparedValues(labels: readonly string[], subject: string): readonly (string | null)[] {
    return labels.map((label) => this.#namespaces.get(subject)?.[label] ?? null)
  }

  namespacesOf(choice: NamespaceChoice, subject: string): readonly string[] {
    if ('named' in choice) return [choice.named]
    const compared = 'labels' in choice ? this.comparedValues(choice.labels, subject) : []
    const key = JSON.stringify([choice, compared])
    const known = this.#chosen.get(key)
    if (known !== undefined) return known
    const matches = (labels: Labels) =>
      'labels' in choice
        ? isComparable(choice.labels, choice.same, labels, compared)
        : matchesSelector(choice.selector, labels)
    const names = [...this.#namespaces].filter(([, labels]) => matches(labels)).map(([name]) => name)
    this.#chosen.set(key, names)
    return names
  }

  #add(candidate: Candidate, key: string, numbers: Map<string, number>): void {
    const place = this.list.push(candidate) - 1
    numbers.set(key, place)
    if (candidate.host) return
    const places = this.#byNamespace.get(candidate.namespace) ?? []
    places.push(place)
    this.#byNamespace.set(candidate.namespace, places)
  }

  #matches(selector: LabelSelector): readonly boolean[] {
    const key = JSON.stringify(selector)
    const known = this.#matching.get(key)
    const matching = known ?? this.#labelSets.map((labels) => matchesSelector(selector, labels))
    this.#matching.set(key, matching)
    return matching
  }
}

/** All labels must be there; `same` wants all equal to the subject's, otherwise one at least must differ. */
function isComparable(
  keys: readonly string[],
  same: boolean,
  labels: Labels,
  subject: readonly (string | null)[],
): boolean {
  const values = keys.map((key) => labels[key])
  if (values.includes(undefined)) return false
  return same === values.every((value, at) => value === subject[at])
}

function projected({ labels, host }: PodFacts, keys: ReadonlySet<string>): Labels {
  const entries = host ? [] : Object.entries(labels).filter(([key]) => keys.has(key))
  return Object.assign(Object.create(null), Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** Keys are put together by hand, because there is one for each pod: each text goes behind its length. */
function labelsKey(labels: Labels, keys: readonly string[]): string {
  let text = ''
  for (const key of keys) {
    const value = labels[key]
    text += value === undefined ? '-' : `${value.length}:${value}`
  }
  return text
}

function factsKey({
  namespace,
  host,
  node,
  families,
  addressClasses,
  named,
  labels,
}: Omit<Candidate, 'pods'>) {
  return `${namespace.length}:${namespace}${host ? `${node.length}:${node}` : '-'} ${families} ${named} ${labels} ${addressClasses.join()}`
}

function numberOf<T>(numbers: Map<string, number>, list: T[], key: string, make: () => T): number {
  const number = numbers.get(key) ?? list.push(make()) - 1
  numbers.set(key, number)
  return number
}
