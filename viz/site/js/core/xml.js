// Text that goes into an XML file.

/** xmlText: without the characters that XML 1.0 cannot hold. */
export function xmlText(text) {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

/** escapeXml: as text of an element or an attribute; white space stays what it is in both. */
export function escapeXml(text) {
  return xmlText(text.replace(/[&<>"'\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`));
}
