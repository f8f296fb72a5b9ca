import { describe, expect, test } from 'vitest'
import { type StatusCause, StatusError } from '../../k8s/status.ts'
import { serverFindings } from './server-findings.ts'

const refusal = (reason: string, message: string, causes?: readonly StatusCause[]) =>
  new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason,
    message,
    ...(causes !== undefined && { details: { causes } }),
  })

const error = (path: readonly (string | number)[], text: string) => ({
  id: 'server/refused',
  severity: 'error',
  path,
  text,
})

describe('what the server refused', () => {
  test('stands at the field of each cause, in its own words', () => {
    const invalid = refusal('Invalid', 'Service "web" is invalid: ...', [
      { reason: 'FieldValueRequired', field: 'spec.ports', message: 'Required value' },
      { reason: 'FieldValueInvalid', field: 'spec.ports[1].nodePort', message: 'Invalid value: 80' },
      { field: 'metadata.annotations[example.com/x]', message: 'Too long' },
    ])
    expect(serverFindings(invalid)).toEqual([
      error(['spec', 'ports'], 'Required value'),
      error(['spec', 'ports', 1, 'nodePort'], 'Invalid value: 80'),
      error(['metadata', 'annotations', 'example.com/x'], 'Too long'),
    ])
  })

  test('has the whole message where a cause has none', () => {
    expect(serverFindings(refusal('Invalid', 'All of it', [{ field: 'spec.type' }]))).toEqual([
      error(['spec', 'type'], 'All of it'),
    ])
  })

  test('stands nowhere in particular where no cause names a field', () => {
    const causes = [{ message: 'no field' }, { field: '', message: 'x' }, { field: '<nil>', message: 'y' }]
    expect(serverFindings(refusal('Invalid', 'Refused', causes))).toEqual([])
    expect(serverFindings(refusal('Forbidden', 'You may not'))).toEqual([])
    expect(serverFindings(refusal('Conflict', 'the object has been modified'))).toEqual([])
  })

  test('stands at the field of those causes that name one', () => {
    const causes = [{ message: 'no field' }, { field: 'spec.type', message: 'Unsupported value' }]
    expect(serverFindings(refusal('Invalid', 'Refused', causes))).toEqual([
      error(['spec', 'type'], 'Unsupported value'),
    ])
  })

  test('stands at the name where an object is there already', () => {
    const message = 'services "web" already exists'
    expect(serverFindings(refusal('AlreadyExists', message, []))).toEqual([
      error(['metadata', 'name'], message),
    ])
  })
})

describe('strict decoding', () => {
  test('names unknown and doubled fields in its message only', () => {
    const message =
      'Service in version "v1" cannot be handled as a Service: strict decoding error: ' +
      'unknown field "spec.foo", unknown field "spec.ports[0].bar", duplicate field "spec.type"'
    expect(serverFindings(refusal('BadRequest', message))).toEqual([
      error(['spec', 'foo'], 'unknown field "spec.foo"'),
      error(['spec', 'ports', 0, 'bar'], 'unknown field "spec.ports[0].bar"'),
      error(['spec', 'type'], 'duplicate field "spec.type"'),
    ])
  })

  test('is not looked for where causes say it better', () => {
    const both = refusal('Invalid', 'unknown field "spec.foo"', [{ field: 'spec.type', message: 'x' }])
    expect(serverFindings(both)).toEqual([error(['spec', 'type'], 'x')])
  })
})
