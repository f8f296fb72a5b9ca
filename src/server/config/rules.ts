/** What has to hold between several settings. */

import { wrongLogo } from '../logo.ts'
import { nearest } from './nearest.ts'
import type { Rule } from './rule.ts'
import { signInRules } from './signin.ts'

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

const auditFile: Rule = {
  keys: ['audit.destination', 'audit.file'],
  violation: ({ audit }) =>
    audit.destination === 'file' && audit.file === null ? { message: 'It needs audit.file as well.' } : null,
}

export const rules: readonly Rule[] = [
  clusterNames,
  globalCluster,
  orderOnce,
  logo,
  auditFile,
  ...signInRules,
]
