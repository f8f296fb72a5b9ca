/**
 * The `auth-provider` entries of older kubeconfigs, by the client library's own authenticators. They are
 * imported one by one when a kubeconfig asks for them: the library's front door loads every API model,
 * which costs more memory than the rest of the server.
 */
import type { RequestOptions } from 'node:https'

/** Adds the credentials of one `auth-provider` to request options. */
export interface AuthProvider {
  applyAuthentication(user: AuthProviderUser, options: RequestOptions): Promise<void>
}

/** Authenticators write refreshed tokens back into `config`, so one user object must last. */
export interface AuthProviderUser {
  readonly name: string
  readonly authProvider: { readonly name: string; readonly config: Record<string, string> }
}

/** The authenticator for a provider's name. Each call makes a new one, because they keep one user's token. */
export async function loadAuthProvider(name: string): Promise<AuthProvider> {
  switch (name) {
    case 'oidc': {
      const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js')
      return new OpenIDConnectAuth()
    }
    case 'gcp': {
      const { GoogleCloudPlatformAuth } = await import('@kubernetes/client-node/dist/gcp_auth.js')
      return new GoogleCloudPlatformAuth()
    }
    case 'azure': {
      const { AzureAuth } = await import('@kubernetes/client-node/dist/azure_auth.js')
      return new AzureAuth()
    }
    default:
      throw new Error(`The auth-provider "${name}" in the kubeconfig is not known; use an exec plugin.`)
  }
}
