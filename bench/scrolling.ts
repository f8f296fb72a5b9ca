/** How smoothly a list scrolls and a filter takes letters. */
import { recordFrames, scrollerCentre, takeFrames } from './in-page.ts'
import type { OpenPage } from './page.ts'
import { longest } from './statistics.ts'

const frameMilliseconds = 1000 / 60

export interface Smoothness {
  readonly frames: number
  /** Frames that should have come between two that did. */
  readonly dropped: number
  /** Milliseconds. */
  readonly longest: number
}

/** Pixels a second, as a hand turns a wheel to look for something. */
const handSpeed = 2_500

export interface Scrolling {
  readonly byHand: Smoothness
  /** From top to bottom, so that no row of one frame is in the next. */
  readonly through: Smoothness
}

export async function scroll(open: OpenPage, seconds: number): Promise<Scrolling> {
  const { left } = await open.page.evaluate(scrollerCentre)
  const byHand = await scrollBy(open, Math.min(left, handSpeed * seconds), seconds)
  return { byHand, through: await scrollBy(open, left, seconds) }
}

async function scrollBy({ page, cdp }: OpenPage, distance: number, seconds: number): Promise<Smoothness> {
  const { x, y } = await page.evaluate(scrollerCentre)
  await page.evaluate(recordFrames)
  await cdp.send('Input.synthesizeScrollGesture', {
    x,
    y,
    yDistance: -distance,
    speed: Math.ceil(distance / seconds),
    gestureSourceType: 'mouse',
  })
  const result = smoothnessOf(await page.evaluate(takeFrames))
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('*')) if (each.scrollTop > 0) each.scrollTop = 0
  })
  await page.waitForTimeout(500)
  return result
}

export const droppedShare = ({ frames, dropped }: Smoothness) => (dropped / (frames + dropped)) * 100

/** Types into the filter as a fast typist does, and takes it back. */
export async function typeFilter({ page }: OpenPage): Promise<Smoothness> {
  const text = 'aa-00012'
  await page.keyboard.press('/')
  await page.evaluate(recordFrames)
  await page.keyboard.type(text, { delay: 80 })
  await page.waitForTimeout(500)
  for (const _ of text) await page.keyboard.press('Backspace', { delay: 20 })
  await page.waitForTimeout(500)
  return smoothnessOf(await page.evaluate(takeFrames))
}

function smoothnessOf(frames: readonly number[]): Smoothness {
  const dropped = frames.map((each) => Math.max(0, Math.round(each / frameMilliseconds) - 1))
  return { frames: frames.length, dropped: dropped.reduce((a, b) => a + b, 0), longest: longest(frames) }
}
