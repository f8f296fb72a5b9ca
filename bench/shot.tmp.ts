import { chromium } from '@playwright/test'
import { mintCookies } from '../src/server/testing/session.ts'
import { spawn } from 'node:child_process'
const port='7395', url='http://127.0.0.1:'+port
const srv = spawn('node',['dist/server/cli.js','--sandbox','--port',port,'--log-level','warn'],{env:{...process.env,PORTOLAN_SESSION_KEY:'cG9ydG9sYW4ncyBrZXkgZm9yIGl0cyBvd24gdGVzdHM='}})
await new Promise(r=>setTimeout(r,15000))
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
const pages = JSON.parse(process.argv[2] ?? '[]') as [string, string, string?][]
for (const [scheme, w, h] of [['light',1440,900],['dark',390,844]] as const) {
  const ctx=await b.newContext({viewport:{width:w,height:h},colorScheme:scheme}); await ctx.addCookies((await mintCookies(url)).map(c=>({...c,url})))
  const page=await ctx.newPage(); page.on('console',m=>{ if(['error','warning'].includes(m.type())) console.log(m.text().slice(0,300)) }); page.on('pageerror',e=>console.log('ERR',e.message))
  for (const [n,p,typed] of pages) {
    await page.goto(url+p)
    await page.getByRole('button',{name:'Trace a request'}).click({timeout:40000})
    await page.getByLabel('URL', { exact: true }).waitFor({timeout:40000})
    if (typed) await page.getByLabel('URL', { exact: true }).fill(typed)
    await page.waitForTimeout(1500)
    const r = page.getByRole('region',{name:'Trace a request'})
    await r.scrollIntoViewIfNeeded()
    await r.screenshot({path:`/tmp/t-${n}-${w}.png`})
  }
  await ctx.close()
}
await b.close(); srv.kill()
