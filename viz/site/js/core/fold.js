// Texts as searches compare them: without case, accents, punctuation and the
// address around a name, so that 'llama 3.1 8b' finds meta-llama/Llama-3.1-8B.

const ADDRESS =
  /^(?:hf:\/\/|(?:https?:\/\/)?(?:www\.)?(?:(?:huggingface|hf)\.co|(?:hf-mirror|github)\.com)\/+)/i;

/** unaddressed: 'author/name' of an address on the Hub or GitHub; any other text as it is. */
export function unaddressed(text) {
  const trimmed = text.trim();
  const path = trimmed.replace(ADDRESS, '');
  if (path === trimmed) {
    return trimmed;
  }
  // a name has neither of these: a revision, a file of a quantization, what git adds
  const parts = path.replace(/[?#@:].*$|\.git$/, '').split('/');
  try {
    return decodeURIComponent(parts.slice(0, 2).filter(Boolean).join('/'));
  } catch {
    return parts.slice(0, 2).filter(Boolean).join('/');
  }
}

/**
 * fold: lower case, letters without accents, no punctuation but slashes; between two digits it
 * becomes a dot: '3.1-8B' is '3.1.8b', so that 31 and 3.1 differ.
 */
export function fold(text) {
  let plain = text.toLowerCase();
  if (/[^\0-\x7f]/.test(plain)) {
    plain = plain.normalize('NFKD').replace(/\p{M}+/gu, '');
    plain = plain.toLowerCase().replace(/[^\p{L}\p{N}/]+/gu, '.');
  } else {
    plain = plain.replace(/[^a-z0-9/]+/g, '.');
  }
  return plain.includes('.') ? plain.replace(/(?<!\d)\.|\.(?!\d)/g, '') : plain;
}

/** wordsOf: the folded words of a search, each once; any order of them is the same search. */
export function wordsOf(text) {
  const words = unaddressed(text)
    .split(/\s+/)
    .map(fold)
    .filter((word) => /[^/.]/.test(word));
  return [...new Set(words)];
}

/** foundAt: where a folded word is in a folded text; a number does not begin inside another one. */
export function foundAt(text, word, from = 0) {
  let at = text.indexOf(word, from);
  if (isDigit(word, 0)) {
    while (at > 0 && isDigit(text, at - 1)) {
      at = text.indexOf(word, at + 1);
    }
  }
  return at;
}

function isDigit(text, at) {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** hasAll: whether a folded text has every word. */
export function hasAll(text, words) {
  return words.every((word) => foundAt(text, word) >= 0);
}

/** isExactly: whether 'author/name' is what the search says, with or without the author. */
export function isExactly(name, words) {
  const folded = fold(name);
  const whole = fold(words.join(' '));
  return folded === whole || folded.slice(folded.indexOf('/') + 1) === whole;
}

/** matcher: a regular expression for the words in a text as it is written, to set them off. */
export function matcher(words) {
  const escaped = (c) => c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = ([...word]) =>
    word.map((c) => (c === '.' ? '' : escaped(c))).join('[^\\p{L}\\p{N}]*');
  return words.length
    ? new RegExp(
        [...words]
          .sort((a, b) => b.length - a.length)
          .map(pattern)
          .join('|'),
        'giu',
      )
    : null;
}
