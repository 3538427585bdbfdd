// pages.js URL: the records of a listing of the Hub, from its first page on, a line each.

let url = process.argv[2];
while (url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${url}: ${answer.status}`);
  }
  for (const record of await answer.json()) {
    console.log(JSON.stringify(record));
  }
  url = /<([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
}
