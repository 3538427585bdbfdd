// Users and organisations: the overview routes and the HTML pages, which hold
// what the API does not: the organisation's type, websites, GitHub logins.
//
// An author is an overview object as the Hub gives it (a user has "user", an
// organisation "name") with one key more, which the API does not show:
//   "_page": {"org_type", "website", "github", "twitter", "linkedin", "bluesky"}

import { answer, failure, json, redirect } from './http.js';

export function createAuthors(rows) {
  let byName;

  function setRows(authors) {
    byName = new Map(authors.map((row) => [nameOf(row).toLowerCase(), row]));
  }
  setRows(rows);

  const find = (name) => byName.get(name.toLowerCase());

  /** change applies {replace, remove, add, patch}; an array replaces all. */
  function change(what) {
    if (Array.isArray(what)) {
      setRows(what);
      return;
    }
    if (what.replace) {
      setRows(what.replace);
    }
    for (const name of what.remove ?? []) {
      byName.delete(name.toLowerCase());
    }
    for (const row of [...(what.add ?? []), ...(what.patch ?? [])]) {
      byName.set(nameOf(row).toLowerCase(), { ...find(nameOf(row)), ...row });
    }
  }

  /** overview answers /api/users/{name}/overview and
   * /api/organizations/{name}/overview. */
  function overview(ctx, kind, name) {
    const row = find(name);
    if (kind === 'users') {
      if (!row || !isUser(row)) {
        return failure(404, 'This user does not exist');
      }
      if (nameOf(row) !== name) {
        return redirect(`/api/users/${nameOf(row)}/overview${ctx.search}`);
      }
    } else if (!row || isUser(row)) {
      return failure(404, "Sorry, we can't find the page you are looking for.");
    }
    const { _page, ...shown } = row;
    return json(shown);
  }

  /** page answers GET /{name}. */
  function page(ctx, name) {
    const row = find(name);
    if (!row) {
      return html(404, notFoundPage());
    }
    if (isUser(row) && nameOf(row) !== name) {
      return redirect(`/${nameOf(row)}${ctx.search}`);
    }
    return html(200, isUser(row) ? userPage(row) : orgPage(row));
  }

  return { change, overview, page, reset: () => setRows(rows) };
}

const isUser = (row) => row.user !== undefined;
const nameOf = (row) => row.user ?? row.name;

function html(status, body) {
  return answer(status, 'text/html; charset=utf-8', body);
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text) {
  return String(text ?? '').replace(/[&<>"]/g, (c) => ENTITIES[c]);
}

/** island is one of the page's script islands: its data as an attribute. */
function island(target, props, inner = '') {
  const data = escape(JSON.stringify(props));
  const attributes = `data-target="${target}" data-props="${data}"`;
  return `<div class="SVELTE_HYDRATER contents" ${attributes}>${inner}</div>`;
}

function link(href, label) {
  const attributes = `href="${escape(href)}" rel="nofollow"`;
  return `<a class="truncate text-gray-600 hover:underline" ${attributes}>${escape(label)}</a>`;
}

/** githubUrl: the page data have a login, or a whole URL. */
function githubUrl(login) {
  return login.startsWith('http') ? login : `https://github.com/${login}`;
}

function layout(kind, title, main) {
  return `<!doctype html>
<html class="">
<head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body class="flex flex-col min-h-dvh bg-white dark:bg-gray-950 text-black ${kind}">
<div class="flex min-h-dvh flex-col">
${island(
  'MainHeader',
  { isWide: false },
  `<header class="border-b border-gray-100"><nav aria-label="Main"><ul>
<li><a href="/models">Models</a></li><li><a href="/spaces">Spaces</a></li>
<li><a href="https://github.com/huggingface">GitHub</a></li></ul></nav></header>`,
)}
<main class="flex flex-1 flex-col">
${main}
</main>
<footer class="b-12 mb-2 flex border-t"><nav><a href="/terms-of-service">TOS</a></nav></footer>
</div>
</body>
</html>
`;
}

function orgPage(row) {
  const page = row._page ?? {};
  const org = {
    avatarUrl: row.avatarUrl,
    fullname: row.fullname,
    name: row.name,
    type: 'org',
    isHf: false,
    details: row.details,
    plan: row.plan,
  };
  const links = [
    page.website && link(page.website, page.website.replace(/^https?:\/\//, '')),
    page.github && link(githubUrl(page.github), githubUrl(page.github).split('/').pop()),
    page.twitter && link(`https://twitter.com/${page.twitter}`, page.twitter),
  ]
    .filter(Boolean)
    .join('\n');
  const type = page.org_type ? `<span class="capitalize">${escape(page.org_type)}</span>` : '';
  const verified = row.isVerified
    ? '<div title="Verified organization" class="mr-2"><svg></svg></div>'
    : '';
  return layout(
    'OrgPage',
    `${row.name} (${row.fullname})`,
    `<header class="bg-linear-to-t border-b pt-10">
<div class="container relative flex"><a href="/${escape(row.name)}">\
<img alt="${escape(row.name)}'s avatar" src="${escape(row.avatarUrl)}"></a>
<div><h1 class="mb-2 mr-3 text-2xl font-bold">${escape(row.fullname)}</h1>
${verified}<div class="mb-2 flex text-sm">\
<span class="mr-2">${row.plan ? escape(row.plan) : ''}</span>${type}</div>
${links}
${island('OrgHeaderActions', { followerCount: row.numFollowers, isFollowing: false, org })}
</div></div></header>
${island('OrgProfile', { org, userCount: row.numUsers, models: [], datasets: [], spaces: [] })}`,
  );
}

function userPage(row) {
  const page = row._page ?? {};
  const github = page.github && githubUrl(page.github);
  const signup = {
    details: row.details,
    homepage: page.website,
    github: github?.split('/').pop(),
    twitter: page.twitter,
    linkedin: page.linkedin,
    bluesky: page.bluesky,
  };
  const orgs = row.orgs ?? [];
  const u = {
    avatarUrl: row.avatarUrl,
    fullname: row.fullname,
    isPro: row.isPro,
    user: row.user,
    type: 'user',
    orgs,
    signup,
  };
  const links = [
    page.website && link(page.website, page.website.replace(/^https?:\/\//, '')),
    page.twitter && link(`https://twitter.com/${page.twitter}`, page.twitter),
    github && link(github, github.split('/').pop()),
    page.linkedin && link(`https://linkedin.com/in/${page.linkedin}`, page.linkedin),
  ]
    .filter(Boolean)
    .map((a) => `<li>${a}</li>`)
    .join('\n');
  const members = orgs.map(
    (org) => `<li><a href="/${escape(org.name)}">${escape(org.fullname)}</a></li>`,
  );
  const inner = `<section class="pt-8">\
<img class="rounded-full" src="${escape(row.avatarUrl)}" alt="">
<h1 class="mb-3"><span class="mr-2 leading-6">${escape(row.fullname)}</span> \
<span class="text-gray-500">${escape(row.user)}</span></h1>
<button>Follow</button>
<ul class="flex flex-wrap">${links}</ul>
<ul>${members.join('')}</ul></section>`;
  return layout(
    'UserPage',
    `${row.user} (${row.fullname})`,
    island(
      'UserProfile',
      {
        u,
        isFollowing: false,
        numFollowers: row.numFollowers,
        numFollowing: row.numFollowing,
        numModels: row.numModels,
        numDatasets: row.numDatasets,
        numSpaces: row.numSpaces,
      },
      inner,
    ),
  );
}

function notFoundPage() {
  return layout(
    '',
    'Hugging Face',
    '<div class="m-auto"><h1>404</h1>' +
      "<p>Sorry, we can't find the page you are looking for.</p></div>",
  );
}
