/** How a load balancer speaks to the pods. */
import { useTranslation } from 'react-i18next'
import { asString } from '../../k8s/shape.ts'
import { Choice } from '../../ui/fields/choice.tsx'
import { useLens } from '../../ui/fields/context.ts'
import { backendProtocolPath } from './spec.ts'
import './words.ts'

/** What is behind a gRPC port speaks gRPC. */
export function BackendProtocolField({ isGrpc = false }: { isGrpc?: boolean }) {
  const { t } = useTranslation('alb')
  const { value, set } = useLens(backendProtocolPath)
  const protocols = isGrpc ? (['grpc'] as const) : (['http', 'https'] as const)
  return (
    <Choice
      path={backendProtocolPath}
      label={t('backend.label')}
      help={null}
      // Its letters are made small before they are read.
      value={asString(value).toLowerCase() || (isGrpc ? 'grpc' : 'http')}
      onChange={set}
      disabled={isGrpc && value === 'grpc'}
      options={protocols.map((each) => ({
        value: each,
        label: t(`backend.${each}`),
        help: t(`backend.${each}Help`),
      }))}
    />
  )
}
