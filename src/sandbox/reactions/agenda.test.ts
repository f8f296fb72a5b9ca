import { expect, it } from 'vitest'
import { Agenda } from './agenda.ts'
import type { Reaction } from './reaction.ts'

const reaction: Reaction = { name: 'counting', watches: [], subjects: () => [], react: () => [] }
const task = (name: string) => ({ reaction, subject: { namespace: '', name } })
const named = (agenda: Agenda, now: number) => agenda.next(now)?.subject.name ?? null

it('gives each task once, in order of arrival', () => {
  const agenda = new Agenda()
  for (const name of ['a', 'b', 'a']) agenda.add(task(name), 0)
  expect([named(agenda, 0), named(agenda, 0), named(agenda, 0)]).toEqual(['a', 'b', null])
})

it('does what was heard of a resting task once, after its rest', () => {
  const agenda = new Agenda()
  agenda.rest(task('a'), 100)
  for (const now of [10, 20, 30]) agenda.add(task('a'), now)
  agenda.add(task('b'), 30)
  expect([named(agenda, 40), named(agenda, 40)]).toEqual(['b', null])
  expect(agenda.nextTime).toBe(100)
  expect([named(agenda, 100), named(agenda, 100)]).toEqual(['a', null])
  agenda.add(task('a'), 110)
  expect(named(agenda, 110)).toBe('a')
})

it('lets a task rest that has work already', () => {
  const agenda = new Agenda()
  agenda.add(task('a'), 0)
  agenda.rest(task('a'), 100)
  expect([named(agenda, 50), named(agenda, 100)]).toEqual([null, 'a'])
})
