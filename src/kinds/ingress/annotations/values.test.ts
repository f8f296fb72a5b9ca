import { describe, expect, test } from 'vitest'
import { sharedNamed } from './catalogue.ts'
import words from './later-locale/en.json'
import type { Software } from './software.ts'
import { json } from './value-types.ts'
import { faultOf } from './values.ts'

const judge = (name: string, value: string, software: Software = 'nginx') => {
  const annotation = sharedNamed(name)
  if (annotation === undefined) throw new Error(name)
  const fault = faultOf(annotation.type, value, software)
  if (fault !== null) expect(words.fault).toHaveProperty([fault.id])
  return fault
}

describe('values of annotations', () => {
  test.each<[string, ...string[]]>([
    ['proxy-body-size', '8m', '0', '1024', '1G'],
    ['proxy-read-timeout', '60'],
    ['ssl-redirect', 'true', 'false', 'True'],
    ['cors-allow-origin', '*', 'https://a.example.com', 'https://*.example.com:8443, http://b.example.com'],
    ['cors-allow-methods', 'GET, PUT'],
    ['cors-allow-headers', 'X-One,x-two', '*'],
    ['whitelist-source-range', '10.0.0.0/8', '10.0.0.1, 2001:db8::/32', '10.1.2.3/8'],
    ['canary-weight', '0', '250'],
    [
      'permanent-redirect',
      'https://a.example.com/b?c',
      'https://a.example.com$request_uri',
      '$scheme://a.example.com',
    ],
    ['permanent-redirect-code', '301', '308'],
    ['auth-secret', 'users', 'shop/users'],
    ['auth-tls-secret', 'shop/ca'],
    ['backend-protocol', 'GRPCS'],
    ['custom-http-errors', '404,503'],
    ['global-rate-limit-window', '1m', '500ms'],
    ['canary-by-header-pattern', '^a(b|c)$', '(?i)a', 'a++'],
    ['app-root', '/app'],
    ['rewrite-target', '/$2', ''],
  ])('of %s that are right', (name, ...values) => {
    for (const value of values) expect(judge(name, value), value).toBeNull()
  })

  test.each<[string, string, string | undefined]>([
    ['proxy-body-size', '8Mi', '8m'],
    ['proxy-body-size', '8 MB', '8m'],
    ['proxy-body-size', 'much', undefined],
    ['proxy-read-timeout', '60s', '60'],
    ['proxy-read-timeout', '2m', '120'],
    ['proxy-read-timeout', '500ms', undefined],
    ['ssl-redirect', 'yes', 'true'],
    ['ssl-redirect', 'off', 'false'],
    ['ssl-redirect', ' True', 'true'],
    ['ssl-redirect', 'maybe', undefined],
    ['cors-allow-origin', 'a.example.com', 'https://a.example.com'],
    ['cors-allow-origin', 'https://a.example.com/, *', 'https://a.example.com,*'],
    ['cors-allow-methods', 'get, PUT', 'GET,PUT'],
    ['cors-allow-headers', 'X One', undefined],
    ['whitelist-source-range', '10.0.0.0/33', undefined],
    ['whitelist-source-range', '10.0.0.1,,10.0.0.2', '10.0.0.1,10.0.0.2'],
    ['canary-weight', '-1', undefined],
    ['canary-weight', '50%', undefined],
    ['permanent-redirect', 'a.example.com/b', 'https://a.example.com/b'],
    ['permanent-redirect', '/b', undefined],
    ['permanent-redirect-code', '404', undefined],
    ['auth-secret', 'a/b/c', undefined],
    ['auth-tls-secret', 'ca', undefined],
    ['backend-protocol', 'https', 'HTTPS'],
    ['backend-protocol', 'SPDY', undefined],
    ['custom-http-errors', '200', undefined],
    ['global-rate-limit-window', '1', undefined],
    ['canary-by-header-pattern', 'a(b', undefined],
    ['app-root', 'app', '/app'],
  ])('of %s: %s is wrong', (name, value, better) => {
    const fault = judge(name, value)
    expect(fault).not.toBeNull()
    expect(fault?.better).toBe(better)
    if (better !== undefined) expect(judge(name, better)).toBeNull()
  })

  test('a load balancer reads units behind timeouts', () => {
    expect(judge('proxy-read-timeout', '60s', 'alb')).toBeNull()
    expect(judge('proxy-read-timeout', '500ms', 'alb')).toBeNull()
    expect(judge('proxy-read-timeout', '2m', 'alb')).toMatchObject({ id: 'secondsAlb', better: '120' })
  })

  test('a load balancer asks for passwords in one way only', () => {
    expect(judge('auth-type', 'digest')).toBeNull()
    expect(judge('auth-type', 'digest', 'alb')).toMatchObject({ id: 'enum', values: { values: 'basic' } })
  })

  test('JSON is a map or a list', () => {
    expect(faultOf(json, '{"headers":{}}', 'alb')).toBeNull()
    expect(faultOf(json, '{headers:{}}', 'alb')).toMatchObject({ id: 'json' })
  })
})
