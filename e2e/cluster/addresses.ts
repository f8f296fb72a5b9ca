/** Addresses that the cluster shows and that more than one file has to agree on. */

/**
 * The control plane node, and with it the `kubernetes` Service's endpoint. Nothing listens there and
 * nothing here connects to it; the API refuses loopback addresses in endpoints.
 */
export const advertisedAddress = '10.20.0.11'
