import { expect, test } from 'vitest'
import { resourcesOf } from './resources.ts'

test('words speak for the folder that holds their locale folder', () => {
  const app = { save: 'Save' }
  const service = { one: 'Service' }
  expect(
    resourcesOf({
      '/src/app/locale/en.json': app,
      '/src/kinds/service/locale/en.json': service,
    }),
  ).toEqual({ app, service })
})

test('without words there is nothing', () => expect(resourcesOf({})).toEqual({}))
