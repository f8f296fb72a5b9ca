/** What a rule matches: as a sentence, and as the short text that lists search in. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import {
  type Condition,
  type Match,
  type SentencePart,
  sentenceOf,
  type Test,
} from '../../../net/route/index.ts'
import { Mono } from '../../../ui/mono.tsx'
import './words.ts'

export function MatchSentence({ match }: { match: Match }) {
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {sentenceOf(match).map((part, at) => (
        <span key={at}>
          {at > 0 && ' '}
          <Part part={part} />
        </span>
      ))}
    </Box>
  )
}

function Part({ part }: { part: SentencePart }) {
  const { t } = useTranslation('match')
  switch (part.part) {
    case 'everything':
      return t('sentence.everything')
    case 'and':
      return <b>{t('sentence.and')}</b>
    case 'or':
      return t('sentence.or')
    case 'subject':
      return (
        <>
          {t(`subject.${part.indicator}`)} {part.key !== '' && <Mono>{part.key}</Mono>}
        </>
      )
    case 'test':
      return (
        <>
          {t(`test.${part.operator}`)} <Values values={part.values} joint={jointOf(part.operator)} />
        </>
      )
  }
}

const jointOf = (operator: string) => (operator === 'RANGE' ? 'to' : 'comma')

function Values({ values, joint }: { values: readonly string[]; joint: 'to' | 'comma' }) {
  const { t } = useTranslation('match')
  return values.map((value, at) => (
    <span key={at}>
      {at > 0 && (joint === 'to' ? ` ${t('sentence.to')} ` : ', ')}
      <Mono>{value === '' ? '""' : value}</Mono>
    </span>
  ))
}

/** `shop.example.com /account* method=POST`: the same in every language. */
export function matchText({ conditions }: Match): string {
  const order = ['HOST', 'URL']
  const rank = ({ indicator }: Condition) => (order.indexOf(indicator) + 3) % 3
  return conditions
    .filter(({ tests }) => tests.length > 0)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(conditionText)
    .join(' ')
}

function conditionText({ indicator, key, tests }: Condition): string {
  const said = tests.map((test) => testText(test, indicator === 'URL')).join(' | ')
  if (indicator === 'HOST' || indicator === 'URL') return said
  const subject = indicator.toLowerCase().replace('_', '-')
  return `${subject}${key === '' ? '' : `:${key}`}${said.startsWith('=') || said === '' ? '' : '='}${said}`
}

function testText({ operator, values }: Test, isPath: boolean): string {
  const [first = ''] = values
  switch (operator) {
    case 'STARTS_WITH':
      return `${first}*`
    case 'ENDS_WITH':
      return first.startsWith('*') ? first : `*${first}`
    case 'REGEX':
      return `~${first}`
    case 'RANGE':
      return values.join('–')
    case 'EXIST':
      return '*'
    default:
      return values.map((value) => (isPath ? `=${value}` : value)).join(', ')
  }
}
