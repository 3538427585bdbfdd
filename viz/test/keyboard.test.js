// What the keyboard and input methods do: the focus is never lost, and Enter
// takes what is marked for what is typed.

import assert from 'node:assert/strict';
import { clean, siteTests, texts } from './lib/browser.js';
import { ecosystem } from './lib/ecosystem.js';

const eco = ecosystem({ seed: 17, models: 400 });
const browserTest = siteTests(eco);
const focused = (page) =>
  page.evaluate(() => {
    const { tagName, id, dataset, textContent } = document.activeElement;
    return `${tagName} ${id || dataset.focus || ''} ${textContent.slice(0, 20)}`.trim();
  });

browserTest('paging keeps the focus on the button, or on the page where it ends', async (site) => {
  const page = await site.open('leaderboard.html');
  await page.focus('#pager [data-focus=right]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('page=2'));
  assert.equal(await focused(page), 'BUTTON right');
  await page.focus('#jump');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('13');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('page=13'));
  assert.equal(await focused(page), 'INPUT jump');
  await page.focus('#pager [data-focus=right]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('page=14'));
  // no page is left: the button is off
  assert.equal(await focused(page), 'BUTTON page 14');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('page=13'));
  assert.equal(await focused(page), 'BUTTON page 13');
  await clean(page);
});

browserTest('Enter takes what is typed, not what the list still shows', async (site) => {
  const page = await site.open('model.html');
  const [first, second] = [eco.models[10].name, eco.models[30].name];
  await page.fill('#find', first);
  await page.waitForSelector('.combo-list [aria-selected=true]');
  // the option that Enter takes is told
  const id = await page.getAttribute('#find', 'aria-activedescendant');
  assert.equal(await page.textContent(`#${id} .combo-label`), first);
  await page.evaluate((text) => {
    const field = document.querySelector('#find');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }, second);
  await page.waitForFunction(() => location.hash.length > 1);
  assert.equal(new URLSearchParams(page.url().split('#')[1]).get('m'), second);
  // what is found nowhere leads nowhere
  await page.goto(`${page.base}/index.html`);
  await page.waitForFunction(() => document.body?.dataset.state === 'ready');
  await page.fill('#find', 'no such thing');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.combo-none');
  assert.equal(page.url(), `${page.base}/index.html`);
  await page.context().close();
});

browserTest(
  'an input method keeps its keys, and its text is searched when it is done',
  async (site) => {
    const page = await site.open('index.html');
    await page.focus('#find');
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', {
      text: 'zhi',
      selectionStart: 3,
      selectionEnd: 3,
    });
    await page.waitForTimeout(200);
    assert.equal(await page.isVisible('.combo-list'), false);
    await page.evaluate(() =>
      document
        .querySelector('#find')
        .dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }),
        ),
    );
    assert.equal(page.url(), `${page.base}/index.html`);
    await client.send('Input.insertText', { text: '智源' });
    await page.waitForSelector('.combo-list:not([hidden])');
    assert.equal((await texts(page, '.combo-label'))[0], '智源');
    await clean(page);
  },
);

browserTest('Tab leaves an open list for what comes after the field', async (site) => {
  const page = await site.open('leaderboard.html');
  await page.goto(`${page.base}/index.html`);
  await page.waitForFunction(() => document.body?.dataset.state === 'ready');
  await page.fill('#find', 'model');
  await page.waitForSelector('.combo-list:not([hidden])');
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /^A /);
  assert.equal(await page.isVisible('.combo-list'), false);
  await clean(page);
});
