// Choices that are remembered: colour theme and language. Where the browser
// keeps nothing for pages on disk they last as long as the page.

const memory = new Map();

export function remember(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(`llmeco.${key}`, value);
  } catch {
    // no storage: the choice holds for this page
  }
}

export function recall(key) {
  if (memory.has(key)) {
    return memory.get(key);
  }
  try {
    return localStorage.getItem(`llmeco.${key}`);
  } catch {
    return null;
  }
}
