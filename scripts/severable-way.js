/** A way to a port of this machine that can be cut, as if nothing stood behind it any more, and mended. */
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'

/** Where to connect to, and where to POST `/cut` and `/mend`. */
export async function severableWay(target) {
  const sockets = new Set()
  let server = await listen(forwarder())
  const { port } = server.address()
  const control = await listen(
    createHttpServer(async (request, response) => {
      if (request.url === '/cut') cut()
      else if (request.url === '/mend' && !server.listening) server = await listen(forwarder(), port)
      response.end()
    }),
  )
  return {
    port,
    control: `http://127.0.0.1:${control.address().port}`,
    close() {
      cut()
      control.closeAllConnections()
      control.close()
    },
  }

  function forwarder() {
    return createServer((near) => {
      const far = connect(target, '127.0.0.1')
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        socket.on('error', () => socket.destroy())
      }
      near.pipe(far).pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    })
  }

  function cut() {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
}

function listen(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
