import { describe, expect, test } from 'vitest'
import { isStatus, StatusError, statusFromBody } from './status.ts'

const invalid = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Service "web" is invalid: spec.ports: Required value',
  reason: 'Invalid',
  details: { name: 'web', kind: 'Service', causes: [{ field: 'spec.ports', message: 'Required value' }] },
  code: 422,
}

describe('the Status in a body', () => {
  test('is the API server’s own', () => {
    expect(statusFromBody(422, JSON.stringify(invalid))).toEqual(invalid)
  })

  test('has the HTTP code where it says none itself', () => {
    const { code: _, ...codeless } = invalid
    expect(statusFromBody(409, JSON.stringify(codeless)).code).toBe(409)
  })

  test('has the words of a proxy’s page without its tags', () => {
    const page = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>'
    expect(statusFromBody(502, page)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code: 502,
      message: '502 Bad Gateway nginx',
    })
  })

  test('has at most 300 characters of such a page', () => {
    expect(statusFromBody(500, 'x'.repeat(1000)).message).toHaveLength(300)
  })

  test('has plain text as it is', () => {
    expect(statusFromBody(404, '404 page not found\n').message).toBe('404 page not found')
  })

  test('has JSON that is no Status as it is', () => {
    expect(statusFromBody(400, '{"error":"no"}')).toMatchObject({ code: 400, message: '{"error":"no"}' })
    expect(statusFromBody(400, 'null').message).toBe('null')
  })

  test.each(['', '  \n', '<html></html>'])('of %j says at least the code', (body) =>
    expect(statusFromBody(503, body)).toMatchObject({ status: 'Failure', code: 503, message: 'HTTP 503' }),
  )
})

test('a Status is told by its kind', () => {
  expect(isStatus(invalid)).toBe(true)
  expect(isStatus({ kind: 'Service' })).toBe(false)
  for (const other of [null, undefined, 'Status', 7, []]) expect(isStatus(other)).toBe(false)
})

describe('a StatusError', () => {
  test('speaks in the server’s words and knows code, reason and causes', () => {
    const error = new StatusError(statusFromBody(422, JSON.stringify(invalid)))
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('StatusError')
    expect(error.message).toBe(invalid.message)
    expect(error.code).toBe(422)
    expect(error.reason).toBe('Invalid')
    expect(error.causes).toEqual([{ field: 'spec.ports', message: 'Required value' }])
  })

  test('says what there is to say when the server said little', () => {
    const bare = { kind: 'Status', apiVersion: 'v1', status: 'Failure' } as const
    expect(new StatusError({ ...bare, reason: 'Conflict', code: 409 }).message).toBe('Conflict')
    expect(new StatusError({ ...bare, code: 409 }).message).toBe('the server answered 409')
    const nothing = new StatusError(bare)
    expect(nothing.message).toBe('the server answered with an error')
    expect(nothing).toMatchObject({ code: 0, reason: '', causes: [] })
  })
})
