/** What has to hold between several settings. */

import { wrongLogo } from '../logo.ts'
import { nearest } from './nearest.ts'
import type { Config } from './settings/index.ts'

export interface Rule {
  /** The first is the one that a violation is told of; it is checked only where all of them are right by themselves. */
  readonly keys: readonly [string, ...string[]]
  /** A sentence on what is wrong, and where in the value. */
  readonly violation: (config: Config) => Violation | null
}

export interface Violation {
  readonly message: string
  readonly path?: readonly (string | number)[]
}

const clusterNames: Rule = {
  keys: ['clusters'],
  violation: ({ clusters }) => {
    const names = clusters.map(({ name }) => name)
    const again = names.findIndex((name, at) => names.indexOf(name) < at)
    return again < 0
      ? null
      : { message: `There is another cluster called "${names[again]}".`, path: [again, 'name'] }
  },
}

const globalCluster: Rule = {
  keys: ['globalCluster', 'clusters'],
  violation: ({ globalCluster: name, clusters }) => {
    const names = clusters.map((each) => each.name)
    if (name === null || names.length === 0 || names.includes(name)) return null
    const near = nearest(name, names)
    const hint = near === null ? `There is ${names.join(', ')}.` : `Did you mean ${near}?`
    return { message: `"${name}" is none of the clusters. ${hint}` }
  },
}

const orderOnce: Rule = {
  keys: ['navigation.order'],
  violation: ({ navigation: { order } }) => {
    const again = order.findIndex((entry, at) => order.indexOf(entry) < at)
    return again < 0 ? null : { message: `"${order[again]}" stands in it twice.`, path: [again] }
  },
}

const logo: Rule = {
  keys: ['product.logo'],
  violation: ({ product }) => {
    const message = product.logo === null ? null : wrongLogo(product.logo)
    return message === null ? null : { message }
  },
}

export const rules: readonly Rule[] = [clusterNames, globalCluster, orderOnce, logo]
