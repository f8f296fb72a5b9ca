/** How the console presents itself: its name and logo, its navigation, and which features it offers. */
import type { FastifyInstance } from 'fastify'
import type { Session } from '../wire.ts'
import type { Config } from './config/settings/index.ts'
import { type Logo, readLogo } from './logo.ts'

type Presented = Pick<Session, 'globalCluster' | 'projectLabel' | 'product' | 'navigation' | 'gates'>

export interface Presentation extends Omit<Presented, 'product'> {
  readonly product: { readonly name: string; readonly logo: Logo | null }
}

export function presentationOf(config: Config): Presentation {
  const { globalCluster, labelDomain, navigation, gates, product } = config
  const logo = product.logo === null ? null : readLogo(product.logo)
  return {
    globalCluster,
    projectLabel: config.projectLabel ?? `${labelDomain}/project`,
    // A file that became unusable since it was checked is no reason not to start.
    product: { name: product.name, logo: typeof logo === 'string' ? null : logo },
    navigation,
    gates,
  }
}

/** The part of the session document that says it. */
export function presented({ product, ...rest }: Presentation): Presented {
  return { ...rest, product: { name: product.name, logo: product.logo?.path ?? null } }
}

/** Whoever opens the logo by itself gets a picture in a sandbox: scripts in an SVG never run. */
export function serveLogo(app: FastifyInstance, logo: Logo | null): void {
  if (logo === null) return
  app.get(logo.path, async (_request, reply) =>
    reply
      .type(logo.type)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(logo.content),
  )
}
