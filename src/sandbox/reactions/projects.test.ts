import { expect, it } from 'vitest'
import { projectStatus } from './projects.ts'
import type { Manifest } from './reaction.ts'
import { reactingSandbox } from './testing/sandbox.ts'

it('makes a project active', async () => {
  const sandbox = await reactingSandbox(projectStatus())
  sandbox.load({ apiVersion: 'auth.alauda.io/v1', kind: 'Project', metadata: { name: 'shop' }, spec: {} })
  const project = sandbox.get<Manifest>({ group: 'auth.alauda.io', plural: 'projects' }, '', 'shop')
  expect(project?.status).toMatchObject({
    phase: 'Active',
    conditions: [{ status: 'True' }, { status: 'True' }],
  })
})
