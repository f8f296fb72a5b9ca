/** Secrets and ConfigMaps. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { type FieldError, forbidden, invalid, required } from '../schema/messages.ts'
import { jsonEqual } from '../schema/schema.ts'
import { decoded } from './decoded.ts'
import { configKey } from './text.ts'

interface Keyed {
  data?: Record<string, string>
  stringData?: Record<string, string>
  type?: string
}

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
}

/** In place: plain texts become data. */
export function defaultSecret(object: unknown): void {
  const secret = decoded<Keyed>(object)
  secret.type ||= 'Opaque'
  for (const [key, value] of Object.entries(secret.stringData ?? {})) {
    secret.data = { ...secret.data, [key]: btoa(String.fromCharCode(...new TextEncoder().encode(value))) }
  }
  delete secret.stringData
}

export function secretErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { data = {}, type = '' } = decoded<Keyed>(object)
  const before = old === null ? type : (decoded<Keyed>(old).type ?? '')
  const missing = (requiredKeys[type] ?? []).filter((key) => !Object.hasOwn(data, key))
  const basic =
    type === 'kubernetes.io/basic-auth' && data.username === undefined && data.password === undefined
  return [
    ...(before === type ? [] : [invalid('type', type, 'field is immutable')]),
    ...sealErrors(object, old),
    ...keyErrors(data, 'data'),
    ...missing.map((key) => required(`data[${key}]`)),
    ...(basic ? [required('data[username]'), required('data[password]')] : []),
  ]
}

/** What a TLS server would say of the pair; the Secret is stored all the same. */
export function secretWarnings(object: unknown): readonly string[] {
  const { data = {}, type } = decoded<Keyed>(object)
  if (type !== 'kubernetes.io/tls') return []
  const [certificate, key] = ['tls.crt', 'tls.key'].map((name) => atob(data[name] ?? ''))
  if (!certificate?.includes('-----BEGIN CERTIFICATE-----')) {
    return ['tls: failed to find any PEM data in certificate input']
  }
  if (!key?.includes('-----BEGIN')) return ['tls: failed to find any PEM data in key input']
  try {
    const fits = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
    return fits ? [] : ['tls: private key does not match public key']
  } catch {
    return ['tls: failed to parse private key']
  }
}

export function configMapErrors(object: unknown, old: unknown): readonly FieldError[] {
  const { data = {}, binaryData = {} } = decoded<Keyed & { binaryData?: Record<string, string> }>(object)
  return [...sealErrors(object, old), ...keyErrors(data, 'data'), ...keyErrors(binaryData, 'binaryData')]
}

interface Sealed {
  immutable?: boolean
  data?: object
  binaryData?: object
}

/** Once somebody has said that it stays as it is, it does, and so does the saying. */
function sealErrors(object: unknown, old: unknown): readonly FieldError[] {
  const before = old === null ? {} : decoded<Sealed>(old)
  if (before.immutable !== true) return []
  const now = decoded<Sealed>(object)
  const changed = (['data', 'binaryData'] as const).filter(
    (name) => !jsonEqual(now[name] ?? {}, before[name] ?? {}),
  )
  const fields = now.immutable === true ? changed : ['immutable', ...changed]
  return fields.map((field) => forbidden(field, 'field is immutable when `immutable` is set'))
}

function keyErrors(data: Readonly<Record<string, string>>, field: string): readonly FieldError[] {
  return Object.keys(data).flatMap((key) =>
    configKey(key).map((each) => invalid(`${field}[${key}]`, key, each)),
  )
}
