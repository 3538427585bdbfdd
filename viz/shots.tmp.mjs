import { chromium } from 'playwright-core';
import { LAUNCH } from './test/lib/chromium.js';
const [folder, ...wanted] = process.argv.slice(2);
// each: path|width|scheme|locale|name[|selector to click]
const browser = await chromium.launch(LAUNCH);
for (const one of wanted) {
  const [path, width, colorScheme, locale, name, height = 900, click] = one.split('|');
  const context = await browser.newContext({ viewport: { width: Number(width), height: Number(height) }, colorScheme, locale, deviceScaleFactor: Number(width) < 500 ? 2 : 1 });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
  page.on('pageerror', (e) => console.log(name, e.message));
  await page.goto(`file://${folder}/${path}`);
  await page.waitForFunction(() => document.body?.dataset.state, null, { timeout: 60000 });
  if (click) await page.click(click);
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/compare-shots/${name}.png`, fullPage: height === 'full' || Number(height) === 901 });
  console.log(name, await page.evaluate(() => [document.body.dataset.state, document.documentElement.scrollWidth, document.documentElement.scrollHeight].join(' ')));
  await context.close();
}
await browser.close();
