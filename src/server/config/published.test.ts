import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { gates } from '../../k8s/gates.ts'
import { published } from './published.ts'
import { flagOf, inFile, namedSettings, variableOf } from './setting.ts'
import { settings } from './settings/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const all = namedSettings(settings)

test.each(published)('$path is current; `node scripts/configuration.js` renews it', ({ path, renew }) => {
  const text = readFileSync(`${root}${path}`, 'utf8')
  expect(text).toBe(renew(text))
})

test.each([
  ['port', 'port', 'PORTOLAN_PORT'],
  ['sandboxScale', 'sandbox-scale', 'PORTOLAN_SANDBOX_SCALE'],
  ['signIn.oidc.clientId', 'sign-in-oidc-client-id', 'PORTOLAN_SIGN_IN_OIDC_CLIENT_ID'],
  ['gates.network-policy-next', 'gates-network-policy-next', 'PORTOLAN_GATES_NETWORK_POLICY_NEXT'],
])('%s is --%s and %s', (key, flag, variable) => {
  expect([flagOf(key), variableOf(flagOf(key))]).toEqual([flag, variable])
})

test('no two settings share a flag or a variable, a secret’s file among them', () => {
  const flags = all.flatMap(({ flag, setting }) => (setting.isSecret ? [flag, inFile.flag(flag)] : [flag]))
  const taken = [...flags, 'config', 'print-config', 'help', 'version']
  expect(taken.filter((flag, at) => taken.indexOf(flag) < at)).toEqual([])
})

test('every setting says what it is in a sentence, and its default is one that it takes', () => {
  for (const { key, setting } of all) {
    expect(setting.what, key).toMatch(/^[A-Z].*\.$/)
    if (setting.initial !== null)
      expect(setting.type.schema.safeParse(setting.initial).success, key).toBe(true)
  }
})

test('every gate is a setting', () => {
  expect(all.filter(({ path }) => path[0] === 'gates').map(({ path }) => path[1])).toEqual([...gates])
})
