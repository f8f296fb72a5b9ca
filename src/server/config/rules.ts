/** What has to hold between several settings. */

import { wrongLogo } from '../logo.ts'
import { isLoopback } from '../trust.ts'
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

const prometheusOnce: Rule = {
  keys: ['prometheus', 'clusters'],
  violation: ({ prometheus, clusters }) => {
    const names = prometheus.map(({ cluster }) => cluster)
    const again = names.findIndex((name, at) => names.indexOf(name) < at)
    if (again >= 0) {
      return { message: `There is another Prometheus for "${names[again]}".`, path: [again, 'cluster'] }
    }
    const known = clusters.map(({ name }) => name)
    const unknown = known.length === 0 ? -1 : names.findIndex((name) => !known.includes(name))
    if (unknown < 0) return null
    return {
      message: `"${names[unknown]}" is none of the clusters. There is ${known.join(', ')}.`,
      path: [unknown, 'cluster'],
    }
  },
}

/** A token that others on the way could read is a token of theirs. */
const prometheusPrivate: Rule = {
  keys: ['prometheus'],
  violation: ({ prometheus }) => {
    const bare = prometheus.findIndex(
      ({ auth = 'none', url }) => auth !== 'none' && URL.canParse(url) && !isPrivateUrl(url),
    )
    if (bare < 0) return null
    return { message: 'A token is sent by HTTPS alone, or on loopback.', path: [bare, 'url'] }
  },
}

function isPrivateUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  const name = hostname.replace(/^\[|\]$/g, '')
  return protocol === 'https:' || name === 'localhost' || isLoopback(name)
}

export const rules: readonly Rule[] = [
  clusterNames,
  globalCluster,
  orderOnce,
  logo,
  auditFile,
  prometheusOnce,
  prometheusPrivate,
  ...signInRules,
]
